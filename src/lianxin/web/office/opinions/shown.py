"""意见页面上显示的: rows in the words that the reader may read, with what the machine proposes and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.likeness.short import Bundle
from lianxin.work.opinions import queries
from lianxin.work.opinions.models import Remark, RemarkTopic
from lianxin.work.opinions.queries import Proposal
from lianxin.work.opinions.terms import BY_WORDS, FLOW, VERBS, Fate, RemarkSource
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import Status as RectificationStatus

TONES = {
    Fate.OPEN: "todo", Fate.RECTIFY: "doing", Fate.CONCERN: "doing", Fate.ANSWERED: "done", Fate.ADOPTED: "done",
    Fate.DECLINED: "quiet", Fate.UNRELATED: "quiet",
}  # fmt: skip
MOST_BUNDLES = 8


@dataclass(frozen=True)
class Row:
    """一条意见 as a row."""

    remark: Remark
    text: str
    tone: str
    proposal: Proposal | None = None
    is_picked: bool = False


def rows(
    found: Iterable[Remark], by: Actor, proposals: Mapping[int, Proposal], picked: Sequence[str] = ()
) -> list[Row]:
    """The opinions as rows; those that were picked stand first."""
    made = [
        Row(one, queries.words_for(one, by), TONES[Fate(one.fate)], proposals.get(one.pk), one.code in picked)
        for one in found
    ]
    return sorted(made, key=lambda row: not row.is_picked)


@dataclass(frozen=True)
class BundleLine:
    """一组相近的意见: the words that they share, how many, and the list in which they are ticked."""

    words: str
    count: int
    url: str


def bundle_lines(code: str, found: Sequence[Remark], bundles: Sequence[Bundle]) -> list[BundleLine]:
    """相近的意见, the largest first."""
    codes = {one.pk: one.code for one in found}
    made = []
    for one in bundles[:MOST_BUNDLES]:
        query = {"pick": "-".join(codes[key] for key in one.keys)}
        made.append(
            BundleLine("、".join(one.words), len(one.keys), reverse("opinions:collection", args=[code], query=query))
        )
    return made


def filtered(found: Iterable[Remark], asked: Mapping[str, str]) -> list[Remark]:
    """The opinions under a filter: topic ("-": none), fate, source, words."""
    kept = list(found)
    if asked.get("topic"):
        kept = [one for one in kept if (one.topic.code if one.topic else "-") == asked["topic"]]
    for name in ("fate", "source"):
        if asked.get(name):
            kept = [one for one in kept if getattr(one, name) == asked[name]]
    if asked.get("words"):
        kept = [one for one in kept if asked["words"] in one.text]
    return kept


def few_note(count: int) -> str:
    """小样本的话: what is proposed from a few dozen opinions is a first look."""
    if count >= queries.FEW:
        return ""
    return ngettext(
        "只有 %(n)s 条意见，建议只看用词，仅供参考，由人来定。", "只有 %(n)s 条意见，建议只看用词，仅供参考，由人来定。", count
    ) % {"n": count}  # fmt: skip


@dataclass(frozen=True)
class Button:
    """一个去向 as a button of the desk."""

    value: str
    word: str | Promise


def desk_buttons() -> list[Button]:
    """去向 that several opinions can be given at once."""
    return [Button("rectify", VERBS["rectify"]), *(Button(verb, VERBS[verb]) for verb in BY_WORDS)]


def verbs_of(remark: Remark) -> list[str]:
    """The moves that this opinion's fate allows; a rectification is only reconsidered where it was withdrawn."""
    found = FLOW.open_to(remark.fate)
    if remark.fate == Fate.RECTIFY and _status(remark.rectification) != RectificationStatus.WITHDRAWN:
        found = [verb for verb in found if verb != "reconsider"]
    return found


def _status(item: Rectification | None) -> str:
    return item.status if item else ""


def source_words(counted: Mapping[str, int]) -> str:
    """从哪里来, in words: 会议座谈 12 条、热线电话 3 条."""
    return "、".join(f"{RemarkSource(source).label} {n}" for source, n in counted.items())


def chosen_codes(data: Any, name: str = "code") -> list[str]:
    """The codes that were ticked, read as they may be typed; nothing longer than a code."""
    return [code for code in dict.fromkeys(data.getlist(name)) if len(code) <= 12][:500]


def topic_named(topics: Iterable[RemarkTopic], code: str) -> RemarkTopic | None:
    """The topic of this code."""
    return next((one for one in topics if one.code == code), None)
