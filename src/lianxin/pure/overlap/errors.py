"""共同的错误: faults that stand in both texts in or beside the same passage. Nobody makes the same slip twice by chance.

>>> a = "我们开展工作，突出三个特性，一是针对性强，二是操作性强，三是科学性强，四是实践性强，效果很好。"
>>> [(one.kind, one.grade, one.a.quote) for one in shared_errors(a, "甲村：" + a, compare(a, a))]
[('count-word', 'wrong', '三个特性')]
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.pure.checking import Claim, check

from .comparing import Overlap, Passage, compare
from .folding import packed

__all__ = ["SharedError", "Spot", "compare", "shared_errors"]

BESIDE = 40  # so many characters from a passage an error still belongs to it
MOST = 50
# A figure that is one's own: an amount of three digits or more, or with decimals. A year, a number of a paper and a
# telephone of everybody are the same everywhere.
_FIGURE = re.compile(
    r"(?<![\d.〔\[(第])(?:\d{3,}(?:\.\d+)?|\d+\.\d+)(?:余|多)?"
    r"(?:万|亿)?(?:%|个百分点|元|人次|人|户|件|份|条|个|次|名|亩|公里|米|场|册|本|家|起|批|吨|斤|盏|处|台|套|平方米)(?!\d)"
)
# A word that ends or begins with the doubled one is no slip: 公开开展, 参与与, 和和气气, 目的的.
_SLIP = re.compile(
    r"[,。;、:]{2,}|(?<!目)的的|(?<![不得明])了了(?![解断然结心])|(?<![平缓温谦柔祥随])和和(?![美气睦谐平解好顺善乐])|(?<![现正存实内所潜])在在"
    r"|(?<!先)是是(?!非)|(?<!参)与与(?!会)|(?<![针面应相])对对于|(?<![推改促引先前跟])进进行|(?<![公召展])开开展|[(][)]"
)
_COMMON = frozenset({"100%"})


@dataclass(frozen=True)
class Spot:
    """Where it stands in one of the texts, and what is wrong there."""

    quote: str
    start: int
    end: int
    explain: str


@dataclass(frozen=True)
class SharedError:
    """A fault in both texts: `grade` is wrong or doubtful; `explain` one sentence of both."""

    kind: str
    grade: str
    explain: str
    a: Spot
    b: Spot


def faults(text: str) -> tuple[Claim, ...]:
    """What the checker finds in one text: of many comparisons with one text it is asked once."""
    return tuple(claim for claim in check(text).findings if claim.grade in ("wrong", "doubtful"))


def shared_errors(
    a: str, b: str, overlap: Overlap, faults_a: tuple[Claim, ...] | None = None
) -> list[SharedError]:  # fmt: skip
    """The faults that both texts have at the same passage, wrong ones first; empty where nothing is shared.

    `faults_a` are those of the first text where they are known already.
    """
    passages = overlap.counted
    if not passages:
        return []
    found = [*_faults(faults(a) if faults_a is None else faults_a, b, passages), *_strange(a, b, passages)]
    once = {(one.kind, one.a.start, one.b.start): one for one in reversed(found)}
    return sorted(once.values(), key=lambda one: (one.grade != "wrong", one.a.start, one.b.start))[:MOST]


def _faults(mine: tuple[Claim, ...], b: str, passages: tuple[Passage, ...]) -> Iterator[SharedError]:
    """What the checker finds in both: of one kind, with one outcome, at one passage."""
    theirs = faults(b) if mine else ()
    by_fault: dict[tuple[str, str], list[Claim]] = {}
    for claim in theirs:
        by_fault.setdefault((claim.kind, claim.verdict), []).append(claim)
    for one in mine:
        for other in by_fault.get((one.kind, one.verdict), ()):
            if _same(one, other) and _is_at_one(one, other, passages):
                yield SharedError(
                    one.kind, one.grade, f"两份文稿有同一处错误：{one.explain}",
                    Spot(one.quote, one.start, one.end, one.explain),
                    Spot(other.quote, other.start, other.end, other.explain),
                )  # fmt: skip


def _same(one: Claim, other: Claim) -> bool:
    """The same words, or the same figures with the same outcome."""
    return packed(one.quote)[0] == packed(other.quote)[0] or (
        bool(one.stated and one.computed) and (one.stated, one.computed) == (other.stated, other.computed)
    )


def _is_at_one(one: Claim, other: Claim, passages: tuple[Passage, ...]) -> bool:
    """Whether both stand in or beside one passage. Passages are in the order of the first text."""
    first = bisect_left(passages, one.start - BESIDE, key=lambda passage: passage.end_a)
    for passage in passages[first:]:
        if passage.start_a - BESIDE > one.end:
            return False
        if other.start <= passage.end_b + BESIDE and other.end >= passage.start_b - BESIDE:
            return True
    return False


def _goes_on(text: str, start: int) -> bool:
    """Whether a figure at the start of a passage is the end of a longer one: of 1537户 and 2537户 they share 537户."""
    before = packed(text[max(0, start - 8) : start])[0][-1:]
    return before.isdigit() or before == "."


def _strange(a: str, b: str, passages: tuple[Passage, ...]) -> Iterator[SharedError]:
    """Figures and slips of the pen inside a passage: a unit's own amount is seldom that of another."""
    for passage in passages:
        whole_a, whole_b = a[passage.start_a : passage.end_a], b[passage.start_b : passage.end_b]
        (text, at_a), (same, at_b) = packed(whole_a), packed(whole_b)
        if text != same:
            continue
        for kind, pattern, words in (
            ("same-figure", _FIGURE, "两份文稿同一句话里写的是同一个数：{}，请核对是不是本单位的数。"),
            ("same-slip", _SLIP, "两份文稿在同一处有同样的笔误：{}。"),
        ):
            for match in pattern.finditer(text):
                if match[0] in _COMMON or (
                    not match.start() and (_goes_on(a, passage.start_a) or _goes_on(b, passage.start_b))
                ):
                    continue
                explain = words.format(match[0])
                first, last = match.start(), match.end() - 1
                spots = [
                    Spot(whole[at[first] : at[last] + 1], start + at[first], start + at[last] + 1, explain)
                    for whole, at, start in ((whole_a, at_a, passage.start_a), (whole_b, at_b, passage.start_b))
                ]
                yield SharedError(kind, "doubtful", explain, *spots)
