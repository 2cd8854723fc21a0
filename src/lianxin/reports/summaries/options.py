"""总结的取舍: which parts and which kinds of work a summary tells of, and of which topic.

Written as a document's subject: “sections:practice,effect,problems;rooms:concerns,visits;topic:02”. What is not written
is not restricted; the parts stand in their fixed order whatever the order in which they were chosen (M293).
"""

from dataclasses import dataclass
from typing import Any

from lianxin.base.drafting.telling import TELLINGS
from lianxin.base.indicators import DIMENSIONS

PARTS: dict[str, str] = {"practice": "主要做法", "effect": "工作成效", "problems": "存在问题", "next": "下步打算"}
CONCERNS = "concerns"
CONCERNS_WORD = "诉求办理"


class UnknownSubject(LookupError):
    """没有这样的取舍: a part, a kind of work or a topic that there is not."""


@dataclass(frozen=True)
class Options:
    """取舍. Empty means: all parts, all kinds of work, no single topic."""

    sections: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    topic: str = ""

    def __post_init__(self) -> None:
        unknown = [one for one in self.sections if one not in PARTS]
        unknown += [one for one in self.rooms if one not in rooms()]
        if self.topic and self.topic not in topics():
            unknown.append(self.topic)
        if unknown:
            raise UnknownSubject(f"没有这样的部分、工作或者分类：{'、'.join(unknown)[:40]}")

    @property
    def parts(self) -> list[str]:
        """The parts in their fixed order."""
        return [one for one in PARTS if not self.sections or one in self.sections]

    @property
    def missing(self) -> list[str]:
        """The words of the parts left out."""
        return [word for one, word in PARTS.items() if one not in self.parts]

    def tells(self, room: str) -> bool:
        """Whether a kind of work is told of. A summary of one topic tells of concerns alone."""
        if self.topic:
            return room == CONCERNS
        return not self.rooms or room in self.rooms

    @property
    def subject_words(self) -> str:
        """What it is about beside the unit and the period: the topic, or the one kind of work; else nothing."""
        if self.topic:
            return topics()[self.topic]
        return rooms()[self.rooms[0]] if len(self.rooms) == 1 else ""

    @property
    def subject(self) -> str:
        """The same as a document's subject; `read` reads it back."""
        given: list[tuple[str, Any]] = [
            ("sections", ",".join(one for one in PARTS if one in self.sections)),
            ("rooms", ",".join(one for one in rooms() if one in self.rooms)), ("topic", self.topic),
        ]  # fmt: skip
        return ";".join(f"{name}:{value}" for name, value in given if value)


WHOLE = Options()


def rooms() -> dict[str, str]:
    """Every kind of work that a summary can tell of, in its order."""
    told = sorted(TELLINGS.values(), key=lambda one: (one.place, one.code))
    return {CONCERNS: CONCERNS_WORD, **{one.code: str(one.label) for one in told}}


def topics() -> dict[str, str]:
    """The topics by which concerns are sorted today."""
    return {key: str(label) for key, label in DIMENSIONS["topic"].choices()} if "topic" in DIMENSIONS else {}


def read(subject: str) -> Options:
    """The options that a subject stands for. Raises UnknownSubject."""
    given: dict[str, Any] = {}
    for piece in filter(None, subject.split(";")):
        name, _colon, value = piece.partition(":")
        if name not in ("sections", "rooms", "topic") or name in given or not value:
            raise UnknownSubject(f"没有这样的取舍：{piece[:40]}")
        given[name] = value if name == "topic" else tuple(value.split(","))
    return Options(**given)
