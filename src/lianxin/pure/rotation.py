"""轮着抽: a draw that leaves nobody out over the year and that nobody can foresee; and turns that are fair.

Who has been drawn least often this year comes first; among equals those who rested longer than a while; among these
chance decides: SHA-256(seed ‖ code), as in `draws`. With `spread` the picks are shared out over the strata (townships)
as far as that keeps to the rule. So after n draws no two counts differ by more than one, and once the draws together
are as many as the units, every unit has had its turn.

>>> fresh = [Unit("A1"), Unit("A2"), Unit("B1"), Unit("B2", times=1)]
>>> sorted(drawn("3f2a", fresh, 3))
['A1', 'A2', 'B1']
>>> drawn("3f2a", fresh, 2) == drawn("3f2a", list(reversed(fresh)), 2)
True
>>> sorted(code[0] for code in drawn("77", [Unit("A1", stratum="A"), Unit("A2", stratum="A"), Unit("B1", stratum="B")], 2,
...                                  spread=True))
['A', 'B']
>>> in_turn({"一局": None, "二局": date(2026, 5, 5), "三局": date(2026, 4, 25)}, 2)
['一局', '三局']

Not done here: it knows no limits; who stands at one is left out of the list before the draw. Codes are ASCII, so that
the order is the same on every machine.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Unit:
    """名单上的一个: its code, how often it was drawn this year, whether only lately, and the stratum it belongs to."""

    code: str
    times: int = 0
    is_recent: bool = False
    stratum: str = ""

    @property
    def line(self) -> str:
        """The line of the list by which it is drawn and sealed."""
        return f"{self.code}|{self.times}|{int(self.is_recent)}|{self.stratum}"

    @classmethod
    def from_line(cls, line: str) -> "Unit":
        """The same, read back; raises ValueError for what is no such line."""
        code, times, recent, stratum = line.split("|")
        return cls(code, int(times), recent == "1", stratum)


def digest_of(units: Iterable[Unit]) -> str:
    """校验值 of the list that is drawn from: the same for any order of it, another for any change in it."""
    return hashlib.sha256("\n".join(sorted(unit.line for unit in units)).encode()).hexdigest()


def drawn(seed: str, units: Iterable[Unit], size: int, *, spread: bool = False) -> list[str]:
    """The sample in the order of the draw; the whole list where it is no longer than `size`."""
    waiting = {unit.code: unit for unit in units}
    chance = {code: _number(seed, code) for code in waiting}
    strata = {unit.stratum: _number(seed, "/" + unit.stratum) for unit in waiting.values()}
    had = dict.fromkeys(strata, 0)
    found: list[str] = []
    while waiting and len(found) < size:
        least = min((unit.times, unit.is_recent) for unit in waiting.values())
        best = min(
            (unit for unit in waiting.values() if (unit.times, unit.is_recent) == least),
            key=lambda unit: (had[unit.stratum], strata[unit.stratum], chance[unit.code]) if spread else (
                (0, "", chance[unit.code])),
        )  # fmt: skip
        had[best.stratum] += 1
        found.append(best.code)
        del waiting[best.code]
    return found


def _number(seed: str, code: str) -> str:
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()


def in_turn(last: Mapping[str, date | None], count: int) -> list[str]:
    """轮到谁: those whose last turn is longest ago, who never had one first; among equals in the order given.

    Who could not come keeps his place: his last turn is still the one before, so he is asked first next time.
    """
    order = {name: place for place, name in enumerate(last)}
    return sorted(last, key=lambda name: (last[name] or date.min, order[name]))[:count]
