"""同一项: whether two wanted items, each a few words long, name the same thing.

What for: whoever is about to ask units for “本月办结诉求数” is told that “办结诉求” is counted already. Words that say
nothing of the thing (本月, 数量, 情况, the measure in brackets) are left away; what is then equal is `same`. What is only
like it is `likeness` between 0 and 1, from the signs and the pairs of signs that both have: from `LIKE` on it *may* be
the same, and a person has to say.

>>> same("本月办结诉求数（件）", "办结诉求"), same("困难户", "困难户联系率")
(True, False)
>>> is_like("诉求办结数量", "办结诉求"), is_like("大棚面积", "办结诉求")
(True, False)

Not done here: it knows no synonyms (收到 and 受理 are two words to it); those are handed in by whoever knows them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

#: from here on two items may be the same: between the pairs that are and those that are not (tests/pure/test_wording.py)
LIKE = Fraction(7, 12)
SHORTEST = 3

_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_SIGNS = re.compile(r"[\W_]+")
_BEFORE = re.compile(
    r"^(?:本月|当月|上月|本季度|上季度|本期|本年度|本年|今年|上半年|下半年|全年|每月|累计|截至目前|截止目前|目前|现有|共|全县|全镇|全村|本村|本单位|辖区内|辖区)"
)
_BEHIND = re.compile(r"(?:的?(?:总数量|总数|数量|件数|次数|场次|数目|总量|合计|情况|数))$")
_EMPTY = re.compile(r"的|了|各类|各种")


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """The words without what says nothing of the thing; never empty where there was a letter."""
    text = unicodedata.normalize("NFKC", words).lower()
    text = _SIGNS.sub("", _BRACKETS.sub("", text)) or _SIGNS.sub("", text)
    for pattern in (_BEFORE, _BEFORE, _BEHIND, _EMPTY):
        text = pattern.sub("", text) or text
    return text


def same(one: str, other: str) -> bool:
    """Whether both say the same, but for what says nothing."""
    return bool(plain(one)) and plain(one) == plain(other)


def likeness(one: str, other: str) -> Fraction:
    """What both share of what they have: the mean of the single signs and of the pairs; 0 … 1, the same both ways."""
    first, second = plain(one), plain(other)
    if not first or not second:
        return Fraction(0)
    if first == second:
        return Fraction(1)
    return (_shared(first, second) + _shared(_pairs(first), _pairs(second))) / 2


def is_like(one: str, other: str) -> bool:
    """Whether the two may be the same thing. Two signs (人员) are like nothing but themselves.

    Those without a pair of signs in common cannot be, and are not reckoned.
    """
    if same(one, other):
        return True
    if min(len(plain(one)), len(plain(other))) < SHORTEST:
        return False
    return not _pair_set(plain(one)).isdisjoint(_pair_set(plain(other))) and likeness(one, other) >= LIKE


def _shared(one: Iterable[str], other: Iterable[str]) -> Fraction:
    mine, yours = Counter(one), Counter(other)
    total = mine.total() + yours.total()
    return Fraction(2 * (mine & yours).total(), total) if total else Fraction(0)


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


@lru_cache(maxsize=4096)
def _pair_set(text: str) -> frozenset[str]:
    return frozenset(_pairs(text))
