"""单位表的核对: a tree of units in rows, each naming the one above it, before anything is set up.

>>> from lianxin.pure.intake.books import KnownUnit, UnitBook
>>> from lianxin.pure.intake.reading import Line
>>> county = KnownUnit("0001", "定安县", "county")
>>> lines = [Line(2, {"name": "石桥村", "parent": "清水镇"}), Line(3, {"name": "清水镇"}), Line(4, {"name": "沙河村", "parent": "白沙镇"})]
>>> checked = check_units(lines, UnitBook([county]), under=county)
>>> checked.order, checked.problems
([1, 0], {2: ['没有上级单位“白沙镇”：系统里没有，这份表里也没有，请先写它的一行']})

A line may stand before the one above it; names may be repeated in different places as long as the file says which is
meant. What the file does not say (the kind, the unit above) is read off the name and the code, where they tell it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lianxin.pure.intake.books import KnownUnit, UnitBook
from lianxin.pure.intake.reading import Checked, Line
from lianxin.pure.ledgers.clean import key

KIND_WORDS = {
    "county": "县", "township": "乡镇", "village": "村", "community": "社区", "department": "部门", "school": "学校",
    "centre": "中心",
}  # fmt: skip
#: how a name ends → the kind, the longest first
_ENDINGS = (
    ("居民委员会", "community"), ("村民委员会", "village"), ("街道办事处", "township"), ("委员会", "department"),
    ("办公室", "department"), ("居委会", "community"), ("村委会", "village"), ("幼儿园", "school"), ("学校", "school"),
    ("中学", "school"), ("小学", "school"), ("社区", "community"), ("中心", "centre"), ("街道", "township"),
    ("镇", "township"), ("乡", "township"), ("村", "village"), ("局", "department"), ("委", "department"),
    ("办", "department"), ("部", "department"), ("院", "department"), ("县", "county"), ("区", "county"), ("市", "county"),
)  # fmt: skip
#: which kinds may stand directly below a kind
_BELOW = {
    "county": {"township", "department", "school", "centre"},
    "township": {"village", "community", "department", "school", "centre"},
    "village": {"school", "centre"},
    "community": {"school", "centre"},
    "department": {"department", "school", "centre"},
    "school": {"school"},
    "centre": {"centre"},
}
#: an official code of this length belongs below the one of that length
_ABOVE_CODE = {12: 9, 9: 6}


@dataclass(frozen=True)
class Above:
    """上级: a unit that there is, by its path, or a line of the same file, by its place."""

    path: str = ""
    place: int = -1


@dataclass(frozen=True)
class FoundUnit:
    """查明的单位: its kind, and the unit above it."""

    kind: str
    above: Above


def kind_of(name: str) -> str:
    """The kind that a name tells, or nothing.

    >>> kind_of("石桥村"), kind_of("县住建局"), kind_of("城关街道办事处"), kind_of("连心桥")
    ('village', 'department', 'township', '')
    """
    return next((kind for ending, kind in _ENDINGS if name.endswith(ending)), "")


def implied(lines: Sequence[Line], book: UnitBook, *, under: KnownUnit) -> list[Line]:
    """没有单独写的乡镇: lists of villages name the township beside each and give it no line of its own; here they are, as lines.

    >>> county = KnownUnit("0001", "定安县", "county")
    >>> [line.get("name") for line in implied([Line(2, {"name": "石桥村", "parent": "清水镇"})], UnitBook([county]), under=county)]
    ['清水镇']
    """
    kinds = {str(line.get("kind")) or kind_of(str(line.get("name"))) for line in lines}
    if under.kind != "county" or "township" in kinds:  # where townships have lines, an unknown one is a slip of the pen
        return []
    own = {key(str(line.get("name"))) for line in lines}
    found: dict[str, Line] = {}
    for line in lines:
        words = str(line.get("parent"))
        is_new = kind_of(words) == "township" and key(words) not in own and not book.find(words)
        if is_new and not set("/>\\") & set(words):
            found.setdefault(
                key(words), Line(line.number, {"name": words, "kind": "township"}, (), line.cells, line.sheet)
            )
    return list(found.values())


def check_units(lines: Sequence[Line], book: UnitBook, *, under: KnownUnit) -> Checked:
    """Look through the whole file; `under` is the unit below which the file is brought in."""
    checking = _Checking(lines, book, under)
    for place in range(len(lines)):
        checking.look_at(place)
    checking.same_in_the_file()
    checking.same_codes()
    checking.in_order()
    checking.namesakes()
    return checking.checked


class _Checking:
    """One file while it is looked through."""

    def __init__(self, lines: Sequence[Line], book: UnitBook, under: KnownUnit) -> None:
        self.lines, self.book, self.under, self.checked = lines, book, under, Checked()
        self.kinds = [str(line.get("kind")) or kind_of(str(line.get("name"))) for line in lines]
        self.above: dict[int, Above] = {}
        self._named: dict[str, list[int]] = defaultdict(list)
        self._coded: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(lines):
            self._named[key(str(line.get("name")))].append(place)
            if line.get("code"):
                self._coded[str(line.get("code"))].append(place)

    def look_at(self, place: int) -> None:
        """Its kind, its code, and which unit stands above it."""
        line, refuse = self.lines[place], self.checked.refuse
        name, code = str(line.get("name")), str(line.get("code"))
        if not self.kinds[place]:
            refuse(place, f"看不出“{name}”是哪一类，请在类别里写：{'、'.join(list(KIND_WORDS.values())[1:])}")
            return
        if code and (not code.isdecimal() or len(code) not in (6, 9, 12)):
            refuse(place, f"行政区划代码“{code}”不是 6、9 或 12 位数字")
        if self.kinds[place] == "county":
            self._county(place, name)
            return
        above = self._find_above(place)
        if above is None:
            return
        self.above[place] = above
        self._can_stand(place, above)
        self.checked.found[place] = FoundUnit(self.kinds[place], above)
        self._is_there(place, above, name)

    def _county(self, place: int, name: str) -> None:
        """The uppermost unit is there once and comes in by no file; naming it does no harm."""
        if key(name) == key(self.under.name):
            self.checked.known[place] = self.under.path
        elif same := [one for one in self.book.find(name) if one.kind == "county"]:
            self.checked.known[place] = same[0].path
        else:
            self.checked.refuse(place, f"最上级单位已经有了，“{name}”不能再设一个县级单位")

    def _find_above(self, place: int) -> Above | None:
        """The unit above, as the file says it; where it says nothing, by the code, else the one it is brought in under."""
        words = str(self.lines[place].get("parent"))
        if not words:
            return self._by_code(place) or Above(path=self.under.path)
        here = [one for one in self._lines_called(words) if one != place]
        there = [one for one in self.book.find(words) if one.path.startswith(self.under.path)]
        # a line of the file that is there already is that very unit
        here = [one for one in here if not self._same_as(one, there)]
        if len(here) + len(there) == 1:
            return Above(place=here[0]) if here else Above(path=there[0].path)
        if not here and not there:
            known = self.book.find(words)
            if known:
                reason = f"上级单位“{words}”不在{self.under.name}下面"
            elif self._lines_called(words) == [place]:
                reason = "上级单位写的是自己"
            else:
                reason = f"没有上级单位“{words}”：系统里没有，这份表里也没有，请先写它的一行"
            self.checked.refuse(place, reason)
            return None
        self.checked.refuse(
            place, f"有 {len(here) + len(there)} 个单位叫“{words}”，请写全路径（如 清水镇/石桥村）或行政区划代码"
        )
        return None

    def _lines_called(self, words: str) -> list[int]:
        """The lines of this file that these words can mean: by code, by name, or by a path of names."""
        if words in self._coded:
            return list(self._coded[words])
        if plain := self._named.get(key(words)):
            return list(plain)
        above, _stroke, last = words.replace("\\", "/").replace(">", "/").rpartition("/")
        if not above:
            return []
        parents = [key(part) for part in above.split("/") if part.strip()]
        found = self._named.get(key(last), [])
        return [
            one for one in found if parents and key(str(self.lines[one].get("parent")).split("/")[-1]) == parents[-1]
        ]

    def _same_as(self, place: int, there: Sequence[KnownUnit]) -> bool:
        line = self.lines[place]
        code, parent = str(line.get("code")), key(str(line.get("parent")).split("/")[-1])
        for one in there:
            above = self.book.by_path.get(one.path[:-4])
            if key(one.name) == key(str(line.get("name"))) and (
                (code and code == one.code)
                or parent in ("", *((key(above.name), above.code) if above is not None else ()))
            ):  # fmt: skip
                return True
        return False

    def _by_code(self, place: int) -> Above | None:
        code = str(self.lines[place].get("code"))
        shorter = code[: _ABOVE_CODE.get(len(code), 0)]
        if not shorter:
            return None
        for candidate in (shorter, shorter.ljust(12, "0"), shorter.ljust(9, "0")):
            if candidate == code:
                continue
            if there := self.book.coded(candidate):
                return Above(path=there[0].path)
            if here := [one for one in self._coded.get(candidate, []) if one != place]:
                return Above(place=here[0])
        return None

    def _can_stand(self, place: int, above: Above) -> None:
        kind = self.kinds[above.place] if above.place >= 0 else self.book.by_path[above.path].kind
        if kind and self.kinds[place] not in _BELOW.get(kind, set()):
            word, own = KIND_WORDS.get(kind, kind), KIND_WORDS.get(self.kinds[place], self.kinds[place])
            self.checked.refuse(place, f"{own}不能直接设在{word}下面，请核对类别和上级单位")

    def _is_there(self, place: int, above: Above, name: str) -> None:
        """Whether such a unit stands there already: the same is known, another of that name is in the way."""
        if above.place >= 0:
            return
        for one in self.book.below(above.path, name):
            if one.kind == self.kinds[place]:
                self.checked.known[place] = one.path
            else:
                word = KIND_WORDS.get(one.kind, one.kind)
                self.checked.refuse(place, f"{self.book.full(above.path)}下面已有“{name}”，类别是{word}")

    def same_in_the_file(self) -> None:
        """Two of a name under one parent: the same line twice, or two that contradict each other."""
        first: dict[tuple[Above, str], int] = {}
        for place, line in enumerate(self.lines):
            if place not in self.above:
                continue
            mark = (self.above[place], key(str(line.get("name"))))
            other = first.setdefault(mark, place)
            if other == place:
                continue
            told = [str(self.lines[one].get("code")) for one in (other, place)]
            if self.kinds[other] == self.kinds[place] and (told[0] == told[1] or not all(told)):
                self.checked.twice[place] = other
            else:
                number = self.lines[other].number
                self.checked.refuse(place, f"和第 {number} 行同名同上级，类别或代码却不同，请核对")

    def same_codes(self) -> None:
        """A code belongs to one unit."""
        first: dict[str, int] = {}
        for place, line in enumerate(self.lines):
            code = str(line.get("code"))
            if not code or place in self.checked.twice:
                continue
            held = [one for one in self.book.coded(code) if one.path != self.checked.known.get(place)]
            other = first.setdefault(code, place)
            if held:
                self.checked.refuse(place, f"行政区划代码 {code} 已是“{held[0].name}”的")
            elif other != place:
                self.checked.refuse(place, f"行政区划代码 {code} 和第 {self.lines[other].number} 行的相同")

    def in_order(self) -> None:
        """From above down; what stands below a line that is turned back, or in a circle, is turned back with it."""
        waiting = [place for place in range(len(self.lines)) if place in self.above and self.checked.is_in(place)]
        settled = set(self.checked.order)
        while True:
            ready = [place for place in waiting if self._stands(self.above[place], settled)]
            if not ready:
                break
            self.checked.order += ready
            settled |= set(ready)
            waiting = [place for place in waiting if place not in settled]
        for place in waiting:
            above = self.above[place].place
            name, number = self.lines[above].get("name"), self.lines[above].number
            is_round = self._goes_round(place, set(waiting))
            self.checked.refuse(
                place,
                "上级单位绕成了一圈，请核对这几行的上级" if is_round else f"上级单位“{name}”（第 {number} 行）被退回",
            )

    def _goes_round(self, place: int, waiting: set[int]) -> bool:
        """Whether the way up from here comes back, rather than end at a line that was turned back."""
        seen: set[int] = set()
        while place in waiting and place not in seen:
            seen.add(place)
            place = self.above[place].place
        return place in waiting

    def _stands(self, above: Above, settled: set[int]) -> bool:
        place = self.checked.twice.get(above.place, above.place)
        return place < 0 or place in settled or place in self.checked.known

    def namesakes(self) -> None:
        """Units of one name in different places: told, so that a mistake is seen."""
        for places in self._named.values():
            standing = [place for place in places if self.checked.is_in(place)]
            if len(standing) > 1:
                name = self.lines[standing[0]].get("name")
                numbers = "、".join(str(self.lines[place].number) for place in standing[:6])
                self.checked.remarks.append(
                    f"有 {len(standing)} 个“{name}”，上级不同（第 {numbers} 行），按不同的单位设立"
                )
