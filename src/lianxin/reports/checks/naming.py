"""谁的、哪一期的: the unit and the period of a text by its file name, its heading and its signature.

A guess that a person sees and corrects: where two units fit equally well, none is taken. A township or village may be
named short (青石 for 青石镇, 青石群工站) where the words around it show that nothing else is meant.

>>> units = {"0001": "平川县", "00010001": "清水镇", "000100010001": "石桥村", "00010002": "白沙镇", "000100020001": "石桥村"}
>>> unit_in("清水镇/石桥村10月总结.docx", "", units)
'000100010001'
>>> unit_in("石桥村10月总结.docx", "", units)  # there are two
''
>>> unit_in("10月总结.docx", "工作总结\\n……\\n白沙镇石桥村\\n2026年11月1日", units)
'000100020001'
>>> unit_in("03 白沙群工站工作总结.docx", "", units), unit_in("白沙河治理总结.docx", "", units)
('00010002', '')
>>> period_in("石桥村2026年第三季度总结.docx", "")
'2026-Q3'
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lianxin.base.orgs.paths import is_within

_Spot = tuple[int, int]
_HEAD, _FOOT, _SHORT = 3, 6, 40  # a longer line is no heading and no signature
_LEAST = 2  # characters of a short name
_BLANK = re.compile(r"[^\S\n]+")
_ENDING = re.compile(r"\.[A-Za-z]{2,5}$")
_HAN = re.compile(r"[\u3007\u4e00-\u9fff]")
_STATION = re.compile(r"(?:群众工作站|群工站)$")
_KIND = re.compile(r"(?:街道办事处|街道|社区居委会|社区|村委会|[镇乡村])$")
#: what may follow a short name: 青石群工站, 青石工作总结, 青石十月…; not 青石河, 青石板
_GOES_ON = re.compile(
    "群众|群工|工作|总站|站|总结|小结|汇报|情况|材料|报告|上报|报送|台账|报表|统计|党委|党支部|支部|上半年|下半年|半年|全年|本月|本季|"
    "年度|定稿|终稿|第[一二三四]季|[一二三四五六七八九十〇]+(?:月|季度|年)"
)
_HANZI = str.maketrans("〇一二三四五六七八九", "0123456789")
_YEAR = re.compile(r"(20\d\d|二[〇○零０][〇○零０一二三四五六七八九]{2})年?度?")
_MONTH = re.compile(r"(?:^|[^\d—\-–~至到])(1[0-2]|[1-9])月份?(?![\d日—\-–~至到])")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_HALF = re.compile(r"([上下])半年")


def unit_in(name: str, text: str, units: Mapping[str, str]) -> str:
    """The path of the unit that a text is of, among `units` (path → name); empty where it cannot be told.

    A whole name in the file name decides; a short one only where heading and signature do not name another unit.
    """
    lines = [line for line in (_BLANK.sub("", line) for line in text.splitlines()) if line]
    head, foot = ([line for line in some if len(line) <= _SHORT] for some in (lines[:_HEAD], lines[-_FOOT:]))
    inside = (*head, "\n".join(foot))
    name, names = _ENDING.sub("", unicodedata.normalize("NFKC", name)), _Names(units)
    guess = names.meant(name)
    if not guess and names.stand_in(name):  # several bear it: the text may say which
        return next(filter(None, (names.meant(f"{name}\n{place}") for place in inside)), "")
    if names.has_whole(name):
        return guess
    written = next((found for place in inside if names.has_whole(place) and (found := names.meant(place))), "")
    if guess and written:
        return guess if is_within(guess, written) else written if is_within(written, guess) else ""
    return guess or written or next(filter(None, map(names.meant, inside)), "")


class _Names:
    """The names of units as they may stand in a line, whole or short."""

    def __init__(self, units: Mapping[str, str]) -> None:
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._brief: dict[str, set[str]] = defaultdict(set)
        for path, name in units.items():
            self._whole[name].add(path)
            brief = _KIND.sub("", _STATION.sub("", name))
            if len(brief) >= _LEAST and brief != name:
                self._brief[brief].add(path)

    def has_whole(self, place: str) -> bool:
        """Whether some unit stands there with its whole name."""
        return any(name in place for name in self._whole)

    def stand_in(self, place: str) -> bool:
        """Whether some unit stands there, whole or short."""
        return bool(self._spots(place))

    def meant(self, place: str) -> str:
        """The path of the one unit that a line names, the lowest of a line of them; empty where several fit."""
        named = set(map(frozenset, self._spots(place).values()))  # the same name twice counts once
        lone: set[str] = set()
        for paths in named:
            others = {other for some in named - {paths} for other in some}
            left = {
                path for path in paths if any(is_within(path, one) or is_within(one, path) for one in others)
            } or paths
            if len(left) > 1:
                return ""
            lone |= left
        lowest = {path for path in lone if not any(other != path and is_within(other, path) for other in lone)}
        return lowest.pop() if len(lowest) == 1 else ""

    def _spots(self, place: str) -> dict[_Spot, set[str]]:
        """Where names stand, each spot with the units so named; a name inside a longer one is none."""
        found = {spot: paths for name, paths in self._whole.items() for spot in _places(place, name)}
        found = {spot: paths for spot, paths in found.items() if not _lies_in_another(spot, found)}
        brief = {spot: paths for name, paths in self._brief.items() for spot in _places(place, name)}
        brief = {spot: paths for spot, paths in brief.items() if not _lies_in_another(spot, {**found, **brief})}
        edges = {*found, *brief}
        return found | {spot: paths for spot, paths in brief.items() if _stands_alone(place, spot, edges)}


def _places(place: str, name: str) -> Iterator[_Spot]:
    start = place.find(name)
    while start >= 0:
        yield start, start + len(name)
        start = place.find(name, start + 1)


def _lies_in_another(spot: _Spot, spots: Iterable[_Spot]) -> bool:
    return any(first <= spot[0] and spot[1] <= last and (first, last) != spot for first, last in spots)


def _stands_alone(place: str, spot: _Spot, edges: Iterable[_Spot]) -> bool:
    """Whether a short name is no piece of other words: its neighbours are no 汉字, other names, or words of such texts."""
    before, after = place[: spot[0]], place[spot[1] :]
    is_begun = not _HAN.match(before[-1:]) or any(last == spot[0] for _first, last in edges)
    return is_begun and bool(not _HAN.match(after) or _GOES_ON.match(after) or any(a == spot[1] for a, _b in edges))


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
