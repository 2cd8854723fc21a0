"""活动名称: a campaign named by its parts (“大走访、大调研”) whose parts change in the course of a paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from ..dates.papers import Paper, papers

_QUOTED = re.compile(r"“(?P<name>[^“”\n，。；：]{5,40})”")
_PARTS = re.compile(r"[、·]|和|与")


@dataclass(frozen=True, slots=True)
class _Name:
    parts: tuple[str, ...]
    start: int
    end: int


def find(page: Page) -> Iterator[Claim]:
    """Each other composition of a name, once, held against the one the paper uses most."""
    for paper in papers(page):
        names = list(_names(page, paper))
        counted = Counter(frozenset(name.parts) for name in names)
        first: dict[frozenset[str], _Name] = {}
        for name in names:
            first.setdefault(frozenset(name.parts), name)
        main = sorted(first, key=lambda parts: (-counted[parts], first[parts].start))
        said: set[frozenset[str]] = set()
        for place, parts in enumerate(main):
            kin = next((other for other in main[:place] if _is_kin(parts, other)), None)
            if kin and parts not in said:
                said.add(parts)
                yield _claim(page, first[parts], first[kin])


def _names(page: Page, paper: Paper) -> Iterator[_Name]:
    for found in _QUOTED.finditer(page.text, paper.start, paper.end):
        parts = parts_of(found["name"])
        if len(parts) >= 3:
            yield _Name(parts, found.start("name"), found.end("name"))


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name: 大走访、大调研 or 大走访大调研; none where it is no such name.

    >>> parts_of("大走访、大调研、大服务"), parts_of("大走访大调研大服务"), parts_of("为人民服务")
    (('大走访', '大调研', '大服务'), ('大走访', '大调研', '大服务'), ())
    """
    parts = tuple(part for part in _PARTS.split(name) if part)
    if len(parts) == 1 and (lead := name[0]) and name.count(lead) >= 3:
        parts = tuple(lead + part for part in name.split(lead) if part)
    return parts if len(parts) > 1 and all(2 <= len(part) <= 6 for part in parts) else ()


def _is_kin(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of parts are one name told in two ways: same pattern, most parts the same."""
    if len(one) != len(other) or one == other:
        return False
    shared = len(one & other)
    if len({part[0] for part in one | other}) == 1 and len({len(part) for part in one | other}) == 1:
        return shared >= 2
    return shared >= 3 and shared == len(one) - 1


def _claim(page: Page, name: _Name, main: _Name) -> Claim:
    stated, usual = "、".join(name.parts), "、".join(main.parts)
    said = f"活动名称前后不一：这里是“{stated}”，别处是“{usual}”，请核实。"
    return claim(page, "name", name.start, name.end, stated, usual, "doubtful:name", said)
