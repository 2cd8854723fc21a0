"""谁的、哪一期的: the unit and the period of a text by its file name, its heading and its signature.

A guess that a person sees and corrects: where two units fit equally well, none is taken.

>>> units = {"0001": "平川县", "00010001": "清水镇", "000100010001": "石桥村", "00010002": "白沙镇", "000100020001": "石桥村"}
>>> unit_in("清水镇/石桥村10月总结.docx", "", units)
'000100010001'
>>> unit_in("石桥村10月总结.docx", "", units)  # there are two
''
>>> unit_in("10月总结.docx", "工作总结\\n……\\n白沙镇石桥村\\n2026年11月1日", units)
'000100020001'
>>> period_in("石桥村2026年第三季度总结.docx", "")
'2026-Q3'
"""

import re
from collections.abc import Iterator, Mapping

from lianxin.base.orgs.paths import is_within

_HEAD, _FOOT, _SHORT = 3, 6, 40  # a longer line is no heading and no signature
_HANZI = str.maketrans("〇一二三四五六七八九", "0123456789")
_YEAR = re.compile(r"(20\d\d|二[〇○零０][〇○零０一二三四五六七八九]{2})年?度?")
_MONTH = re.compile(r"(?:^|[^\d—\-–~至到])(1[0-2]|[1-9])月份?(?![\d日—\-–~至到])")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_HALF = re.compile(r"([上下])半年")


def unit_in(name: str, text: str, units: Mapping[str, str]) -> str:
    """The path of the unit that a text is of, among `units` (path → name); empty where it cannot be told."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head, foot = ([line for line in some if len(line) <= _SHORT] for some in (lines[:_HEAD], lines[-_FOOT:]))
    for place in (name, *head, "\n".join(foot)):
        found = _named(place, units)
        if found:
            return found
    return ""


def _named(place: str, units: Mapping[str, str]) -> str:
    spots = {path: list(_spots(place, name)) for path, name in units.items() if name in place}
    whole = {spot for found in spots.values() for spot in found}
    kept = {
        path
        for path, found in spots.items()
        if any(not any(a <= first and last <= b and (a, b) != (first, last) for a, b in whole) for first, last in found)
    }
    deepest = {path for path in kept if not any(other != path and is_within(other, path) for other in kept)}
    under = {path for path in deepest if any(other != path and is_within(path, other) for other in kept)}
    chosen = under if len(under) == 1 and len({units[path] for path in deepest}) == 1 else deepest
    return chosen.pop() if len(chosen) == 1 else ""


def _spots(place: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands."""
    start = place.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = place.find(name, start + 1)


def period_in(name: str, text: str) -> str:
    """The code of the period that the file name or the first lines name with their year; empty where none is named."""
    head = " ".join([line.strip() for line in text.splitlines() if line.strip()][:_HEAD])[:120]
    return next((code for place in (name, head) if (code := _period(place))), "")


def _period(place: str) -> str:
    year = _YEAR.search(place)
    if year is None:
        return ""
    number = re.sub("[○零０]", "〇", year[1]).translate(_HANZI)
    rest = place[year.end() :]
    if month := _MONTH.search(" " + rest):
        return f"{number}-{int(month[1]):02d}"
    if quarter := _QUARTER.search(rest):
        return f"{number}-Q{quarter[1].translate(_HANZI)}"
    if half := _HALF.search(rest):
        return f"{number}-H{1 if half[1] == '上' else 2}"
    return number if re.match(r"[^\d]{0,8}(?:总结|年报|述职|报告)|度", rest) or year[0].endswith("度") else ""
