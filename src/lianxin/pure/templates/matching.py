"""对应: which of the things on offer a heading means, with how sure one may be and why, for a person to confirm or change.

>>> offered = [Offer("owner", "责任单位", ("整改责任部门",)), Offer("ends_on", "完成时限", ()), Offer("problem", "问题", ())]
>>> for one in propose({2: "存在的问题", 3: "整改责任部门", 4: "整改/完成时限（年月日）", 5: "印章"}, offered):
...     print(one.place, one.code, one.sure, one.why)
2 problem 60 像“问题”
3 owner 95 常用叫法
4 ends_on 90 末级栏名相同
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from lianxin.pure.ledgers.clean import key

Place = TypeVar("Place", bound=Hashable)
LEAST = 50  # 把握: below it nothing is proposed
_IN_BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）|[\"“”'：:、.。*]")


@dataclass(frozen=True)
class Offer:
    """一项可选: its code, its words, other words for it."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match(Generic[Place]):
    """一个对应: `sure` from 0 to 100."""

    place: Place
    code: str
    sure: int
    why: str


def propose(headings: Mapping[Place, str], offered: Iterable[Offer]) -> list[Match[Place]]:
    """The likeliest offer for each heading, surest first chosen; nothing is offered twice, places in their order."""
    known = [(one, [plain(words) for words in (one.label, *one.aliases)]) for one in offered]
    weighed = []
    for order, (place, heading) in enumerate(headings.items()):
        for rank, (one, words) in enumerate(known):
            sure, why = _weigh(heading, words, (one.label, *one.aliases))
            if sure >= LEAST:
                weighed.append((-sure, order, rank, Match(place, one.code, sure, why)))
    chosen: dict[Place, Match[Place]] = {}
    used: set[str] = set()
    for _sure, _order, _rank, match in sorted(weighed, key=lambda one: one[:3]):
        if match.place not in chosen and match.code not in used:
            chosen[match.place] = match
            used.add(match.code)
    return [chosen[place] for place in headings if place in chosen]


@lru_cache(maxsize=8_000)
def plain(words: str) -> str:
    """For comparing: without blanks, brackets and what stands in them, marks.

    >>> plain("贫困户户数（户） ")
    '贫困户户数'
    """
    return _IN_BRACKETS.sub("", key(words)) or key(words)


def _weigh(heading: str, words: list[str], said: tuple[str, ...]) -> tuple[int, str]:
    whole = plain(heading)
    last = whole.rpartition("/")[2]
    joined = whole.replace("/", "")
    for rank, word in enumerate(words):
        if word in (whole, joined):
            return (100, "栏名相同") if rank == 0 else (95, "常用叫法")
    for rank, word in enumerate(words):
        if "/" in whole and word == last:
            return (90, "末级栏名相同") if rank == 0 else (85, "末级常用叫法")
    likeness, rank = max(((likeness_of(last, word), -rank) for rank, word in enumerate(words)), default=(0, 0))
    return (likeness, f"像“{said[-rank]}”") if likeness else (0, "")


def likeness_of(one: str, other: str) -> int:
    """How much two headings are alike, 0–90: the share of pairs of characters in common; more where one holds the other.

    >>> likeness_of("整改完成时限", "完成时限"), likeness_of("序号", "问题")
    (75, 0)
    """
    pairs, others = _pairs(one), _pairs(other)
    if not pairs or not others:
        return 0
    alike = 200 * len(pairs & others) // (len(pairs) + len(others))
    if one in other or other in one:
        alike = max(alike, 40 + 50 * min(len(one), len(other)) // max(len(one), len(other)))
    return min(90, alike)


@lru_cache(maxsize=8_000)
def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[k : k + 2] for k in range(len(words) - 1))
