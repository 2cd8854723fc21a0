"""写了还没办的: paragraphs opened for writing and reasons begun; another button that is pressed does not take them away."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from lianxin.web.office.checker.forms import REASONS

_LINE, _WHY, _REASON = "words-", "why-", "reason-"
MOST_OPEN, MOST_WORDS = 20, 200


@dataclass(frozen=True)
class Why:
    """为什么可以不改: the reason chosen and the words typed so far, and what is missing."""

    reason: str = ""
    words: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Typed:
    """What is open on the page: line → words, fingerprint → why; `newest` is where the cursor goes."""

    lines: Mapping[int, str] = field(default_factory=dict)
    whys: Mapping[str, Why] = field(default_factory=dict)
    newest: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Typed":
        """What the page sent along."""
        lines: dict[int, str] = {}
        whys: dict[str, Why] = {}
        for name in list(given):
            number, key = name.removeprefix(_LINE), name.removeprefix(_WHY)[:12]
            if name.startswith(_LINE) and number.isdecimal() and len(number) < 7 and len(lines) < MOST_OPEN:
                lines[int(number)] = str(given[name]).replace("\r\n", "\n")
            elif name.startswith(_WHY) and len(whys) < MOST_OPEN:
                whys[key] = Why(str(given.get(_REASON + key, "")), str(given[name])[:MOST_WORDS])
        return cls(lines, whys)

    def after(self, do: str, before: str, now: str, *, is_done: bool = True) -> "Typed":
        """What is still open after a button was pressed that made the text `before` into `now`."""
        verb, _colon, rest = do.partition(":")
        lines, whys = dict(self.lines), dict(self.whys)
        if verb in ("edit", "close") and rest.isdecimal():
            lines.pop(int(rest), None)
        if verb == "close" or verb == "ignore" and is_done:
            whys.pop(rest, None)
        elif verb == "ignore" and rest in whys:
            whys[rest] = replace(whys[rest], fault=_("请选择为什么可以不改。"))
        lines = {_moved(number, before, now): words for number, words in lines.items()}
        if verb == "line" and rest.isdecimal() and len(rest) < 7 and int(rest) < now.count("\n") + 1:
            lines.setdefault(int(rest), now.split("\n")[int(rest)])
        if verb == "why" and rest:
            whys.setdefault(rest[:12], Why())
        return Typed(lines, whys, rest[:12] if verb in ("line", "why", "ignore") else "")


def is_reason(given: Mapping[str, Any], key: str) -> bool:
    """Whether a reason of the list is given for a finding."""
    return given.get(_REASON + key, "") in REASONS


def why_of(given: Mapping[str, Any], key: str) -> tuple[str, str]:
    """The reason and the words given for a finding."""
    return str(given.get(_REASON + key, "")), str(given.get(_WHY + key, ""))


def words_of(given: Mapping[str, Any], number: str) -> str | None:
    """What was typed into a paragraph."""
    return given.get(_LINE + number)


def _moved(number: int, before: str, now: str) -> int:
    """Where a line stands after the text around it became another."""
    if before == now:
        return number
    old, new = before.split("\n"), now.split("\n")
    alike = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return number if number <= alike else max(0, number + len(new) - len(old))
