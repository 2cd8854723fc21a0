"""工作日历和期限规则的读法: the calendar and the rules, kept in the process, correct across processes.

What is kept carries the mark of `ClockState`; every change draws a new mark. A call looks the mark up, one
read of one row, and inside one transaction only once: on SQLite a writer holds the lock from its first
statement on, so nobody can change the mark in between. A rule of a named version never changes and needs no
look.
"""

import threading
from dataclasses import dataclass
from datetime import date

from django.db import connection

from lianxin.base.clocks.models import CalendarYear, ClockPreset, ClockState, WorkdayOverride
from lianxin.pure.workdays import Calendar, ClockRule


class UnknownClock(LookupError):
    """没有这条期限规则: the code, or this version of it, is not in the table."""


@dataclass(frozen=True)
class Preset:
    """期限规则的一个版本, with its rule for `pure.workdays.run`."""

    code: str
    version: int
    valid_from: date
    rule: ClockRule


@dataclass(frozen=True)
class _Shelf:
    """What was read under one mark."""

    mark: str
    calendar: Calendar
    versions: dict[tuple[str, int], Preset]
    in_order: dict[str, list[Preset]]


#: what the codes of the county's own limits begin with (`own`)
OWN = "own_"
_kept: _Shelf | None = None
_looked = threading.local()


def calendar() -> Calendar:
    """工作日历: the data file, the notices loaded here, and the local days."""
    return _shelf().calendar


def rule(code: str, version: int | None = None, *, on: date | None = None) -> Preset:
    """The rule of this code in the version named, or in the one that holds on a day. Raises UnknownClock.

    Before the first version of a rule there was none: the first one speaks. Without a day it is the last version that
    was made, whether or not it has begun; whoever computes a date gives the day on which its clock starts.
    """
    if version is None:
        found = _holding(_shelf().in_order.get(code, []), on)
    else:
        found = (_kept.versions.get((code, version)) if _kept else None) or _shelf().versions.get((code, version))
    if found is None:
        raise UnknownClock(f"没有期限规则“{code}”{f'第{version}版' if version else ''}，请在期限规则中核对。")
    return found


def _holding(versions: list[Preset], on: date | None) -> Preset | None:
    """Of the versions in their order, the last that has begun on the day."""
    if on is None or not versions:
        return versions[-1] if versions else None
    return next((one for one in reversed(versions) if one.valid_from <= on), versions[0])


def first(code: str) -> Preset:
    """The rule as it was planted, or first made. Raises UnknownClock."""
    found = _shelf().in_order.get(code)
    if not found:
        raise UnknownClock(f"没有期限规则“{code}”，请在期限规则中核对。")
    return min(found, key=lambda one: one.version)


def presets(*, on: date | None = None, is_whole: bool = False) -> list[Preset]:
    """The enabled rules in the versions that hold on a day, for choosing; `is_whole`: those not in use as well.

    By unit, then by length.
    """
    order = {"hour": 0, "workday": 1, "natural_day": 2}
    held = (_holding(versions, on) for versions in _shelf().in_order.values())
    chosen = (one for one in held if one is not None and (is_whole or (one.rule.enabled and _has_begun(one, on))))
    return sorted(chosen, key=lambda preset: (order[preset.rule.unit], preset.rule.amount, preset.code))


def _has_begun(one: Preset, on: date | None) -> bool:
    """A rule that the county adds is offered from its day on; those that are given speak for the time before them too."""
    return on is None or not one.code.startswith(OWN) or one.valid_from <= on


def mark() -> str:
    """The mark of what is kept: changes with every change of calendar or rules, for those who keep more beside it."""
    return _shelf().mark


def _shelf() -> _Shelf:
    """What is kept if its mark still holds, else read anew."""
    global _kept
    kept = _kept
    if kept is not None and _is_looked_up(kept.mark):
        return kept
    mark = _mark()
    if kept is None or kept.mark != mark:
        kept = _kept = _read(mark)
    # The list of on-commit hooks is a new object in each transaction; holding it, we know "the same one" again.
    _looked.at = (connection.run_on_commit, mark) if connection.in_atomic_block else None
    return kept


def _is_looked_up(mark: str) -> bool:
    at = getattr(_looked, "at", None)
    return bool(at and connection.in_atomic_block and at[0] is connection.run_on_commit and at[1] == mark)


def forget() -> None:
    """Read everything again at the next call; `commands` call it after drawing a new mark."""
    global _kept
    _kept, _looked.at = None, None


def forget_look() -> None:
    """Look the mark up again at the next call, as a new transaction does by itself."""
    _looked.at = None


def _mark() -> str:
    return ClockState.objects.values_list("mark", flat=True).filter(pk=1).first() or ""


def _read(mark: str) -> _Shelf:
    found = Calendar.china()
    by_notice: dict[int, list[WorkdayOverride]] = {
        year: [] for year in CalendarYear.objects.values_list("pk", flat=True)
    }
    local: list[WorkdayOverride] = []
    for row in WorkdayOverride.objects.all():
        (local if row.notice_id is None else by_notice.setdefault(row.notice_id, [])).append(row)
    for year, rows in sorted(by_notice.items()):
        found = found.with_notice(year, {row.day: row.as_override() for row in rows})
    found = found.with_local({row.day: row.as_override() for row in local})
    versions: dict[tuple[str, int], Preset] = {}
    in_order: dict[str, list[Preset]] = {}
    for preset in ClockPreset.objects.order_by("code", "valid_from", "version"):
        kept = Preset(preset.code, preset.version, preset.valid_from, preset.as_rule())
        versions[preset.code, preset.version] = kept
        in_order.setdefault(preset.code, []).append(kept)
    return _Shelf(mark, found, versions, in_order)
