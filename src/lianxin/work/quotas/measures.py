"""计量: what a duty may count. The rooms above (visits, pairings, writings …) declare it; quotas knows none of them.

A provider is asked once for many people, so that a page of sixty costs as many statements as a page of one.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise

from lianxin.pure.quota.deeds import OPEN, Deed

__all__ = ["MEASURES", "OPEN", "Absence", "Deed", "Measure", "absences", "away", "measure"]

Find = Callable[[Collection[int], date, date], Iterable[Deed]]


@dataclass(frozen=True)
class Measure:
    """计量: code, its word, the measure word of one (次, 篇, 户), the deeds of people that touch a span of days.

    `kinds` are the kinds of its deeds (code → label). Those in `apart` count only where a rule names them: a
    telephone call is no visit, and a visit at will on home leave is asked of nobody (M094).
    `units_owe`: what is counted is owed by a unit, and `find` is asked with keys of units.
    """

    code: str
    label: str | Promise
    unit_word: str | Promise
    find: Find
    kinds: Mapping[str, str | Promise] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()
    units_owe: bool = False

    def usual(self) -> tuple[str, ...]:
        """The kinds that count where a rule names none."""
        return tuple(code for code in self.kinds if code not in self.apart)


@dataclass(frozen=True)
class Absence:
    """请假: days on which nothing is owed, both inside; why is nobody's business here."""

    person_id: int
    on: date
    until: date


MEASURES: dict[str, Measure] = {}
_ABSENCES: list[Callable[[Collection[int], date, date], Iterable[Absence]]] = []


def measure(
    code: str, label: str | Promise, unit_word: str | Promise, find: Find, *,
    kinds: Mapping[str, str | Promise] | None = None, apart: Iterable[str] = (), units_owe: bool = False,
) -> Measure:  # fmt: skip
    """Declare a measure once; `find(person_ids, first, last)` gives the deeds that touch those days, in few statements."""
    if code in MEASURES:
        raise ValueError(f"measure {code} is declared twice")
    MEASURES[code] = Measure(code, label, unit_word, find, kinds or {}, frozenset(apart), units_owe)
    return MEASURES[code]


def absences(find: Callable[[Collection[int], date, date], Iterable[Absence]]) -> None:
    """Declare who knows of granted leave; a room calls it when it starts."""
    if find not in _ABSENCES:
        _ABSENCES.append(find)


def away(person_ids: Collection[int], first: date, last: date) -> list[Absence]:
    """The granted leave of these people that touches those days."""
    return [one for find in _ABSENCES for one in find(person_ids, first, last)]
