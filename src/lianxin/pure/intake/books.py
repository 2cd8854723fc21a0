"""单位名册: which unit is meant by its name, by its path of names, or by its code.

>>> book = UnitBook([
...     KnownUnit("0001", "定安县", "county"), KnownUnit("00010001", "清水镇", "township"),
...     KnownUnit("000100010001", "石桥村", "village", "130682101201"),
... ])
>>> [one.path for words in ("石桥村", "清水镇/石桥村", "定安县清水镇石桥村", "130682101201") for one in book.find(words)]
['000100010001', '000100010001', '000100010001', '000100010001']
>>> book.find("白沙镇"), book.full("000100010001"), [one.name for one in book.find("县本级")]
([], '清水镇/石桥村', ['定安县'])

A name that fits two units gives both: which is meant, the file has to say.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lianxin.pure.ledgers.clean import key

STEP = 4
#: how tables of a county call the county itself
_COUNTY_ITSELF = ("本县", "县本级", "本区", "区本级", "本市", "市本级", "本级")
#: what may stand between the names of a path
_BETWEEN = re.compile(r"\s*[/\\>＞→—–、]+\s*|\s*-+\s*|\s+")


@dataclass(frozen=True)
class KnownUnit:
    """一个单位: its path in the tree, name, kind, official code."""

    path: str
    name: str
    kind: str
    code: str = ""


class UnitBook:
    """单位名册, made once for a file."""

    def __init__(self, units: Iterable[KnownUnit]) -> None:
        self.by_path = {unit.path: unit for unit in units}
        self._by_name: dict[str, list[KnownUnit]] = defaultdict(list)
        self._by_code: dict[str, list[KnownUnit]] = defaultdict(list)
        for unit in self.by_path.values():
            self._by_name[key(unit.name)].append(unit)
            if unit.code:
                self._by_code[unit.code].append(unit)
        counties = [unit for unit in self.by_path.values() if unit.kind == "county"]
        for words in _COUNTY_ITSELF:
            self._by_name.setdefault(key(words), counties)

    def find(self, words: str) -> list[KnownUnit]:
        """The units that these words can mean."""
        plain = words.strip()
        if plain.isdecimal() and len(plain) >= 6:
            return list(self._by_code.get(plain, []))
        if found := self._by_name.get(key(plain)):
            return list(found)
        parts = [part for part in _BETWEEN.split(plain) if part]
        if len(parts) > 1:
            return [unit for unit in self._by_name.get(key(parts[-1]), []) if self._lies_under(unit, parts[:-1])]
        return self._run_together(key(plain))

    def below(self, path: str, name: str) -> list[KnownUnit]:
        """The units of this name directly below a path."""
        return [one for one in self._by_name.get(key(name), []) if one.path[:-STEP] == path]

    def coded(self, code: str) -> list[KnownUnit]:
        """Those that carry the code."""
        return list(self._by_code.get(code, []))

    def full(self, path: str) -> str:
        """The path in names, without the county: 清水镇/石桥村."""
        above = [path[:size] for size in range(STEP, len(path) + 1, STEP)]
        names = [self.by_path[one].name for one in above if one in self.by_path]
        return "/".join(names[1:] or names)

    def _lies_under(self, unit: KnownUnit, names: list[str]) -> bool:
        """Whether the names stand above the unit, in this order, perhaps with others between."""
        above = iter(key(one.name) for one in self._above(unit))
        return all(key(name) in above for name in names)

    def _above(self, unit: KnownUnit) -> list[KnownUnit]:
        sizes = range(STEP, len(unit.path), STEP)
        return [self.by_path[unit.path[:size]] for size in sizes if unit.path[:size] in self.by_path]

    def _run_together(self, plain: str) -> list[KnownUnit]:
        """“清水镇石桥村”: names one behind the other, from any level on."""
        ends = [name for name in self._by_name if plain.endswith(name) and name != plain]
        found = []
        for name in ends:
            for unit in self._by_name[name]:
                above = "".join(key(one.name) for one in self._above(unit))
                if above.endswith(plain[: -len(name)]):
                    found.append(unit)
        return found
