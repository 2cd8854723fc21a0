"""群众工作日的读法: which days there are, what they are for, who has confirmed, who is away, what came late or never."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, ancestors, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.every_fives import FixedDay, fixed_days
from lianxin.pure.periods import Period
from lianxin.work.pairings.queries.leaves import away
from lianxin.work.stations import queries as stations
from lianxin.work.stations.models import Station, StationMember
from lianxin.work.workdays.models import Absence, AbsenceQuerySet, DayRecord, Theme, WorkdayRule
from lianxin.work.workdays.terms import APPROVE, DEFAULT_RULE, VERIFY, VIEW, AbsenceStage, Rule

FAR = date(9000, 1, 1)
AHEAD = timedelta(days=62)


@dataclass(frozen=True)
class WorkDay:
    """群众工作日: held `on`, planned for `planned_on`; `moved_why` names the rest that moved it, `theme` what it is for."""

    on: date
    planned_on: date
    moved_why: str = ""
    theme: Theme | None = None
    provisional: bool = False
    rule_version: int = 0

    @property
    def is_moved(self) -> bool:
        return self.on != self.planned_on

    @property
    def month(self) -> str:
        """The month that it was planned for."""
        return f"{self.planned_on:%Y-%m}"


def rules() -> list[Rule]:
    """Every version of the rule, oldest first, the one of nobody's deciding before them; one statement."""
    return [DEFAULT_RULE, *(row.as_rule() for row in WorkdayRule.objects.order_by("valid_from"))]


def rule_on(on: date, known: Iterable[Rule] | None = None) -> Rule:
    """The rule in force on that day."""
    return [rule for rule in (rules() if known is None else known) if rule.valid_from <= on][-1]


def themes(unit: Unit | None, months: Iterable[str]) -> dict[str, Theme]:
    """月度主题 by month, as the unit or those above it set them; one statement."""
    found = Theme.objects.filter(month__in=list(months))
    if unit is not None:
        found = found.filter(unit_path__in=ancestors(unit.path))
    return {theme.month: theme for theme in found.order_by("unit_path").select_related("unit")}


def days(unit: Unit | None, first: date, last: date, *, decided: bool = False) -> list[WorkDay]:
    """群众工作日 held from `first` to `last`, both inside, each with its month's theme; two statements.

    With `decided` a theme that is only drafted is not shown: for those who read what was sent to them.
    """
    dated = list(_planned(rules(), first, last))
    known = themes(unit, {f"{day.planned_on:%Y-%m}" for day, _rule in dated})
    if decided:
        known = {month: theme for month, theme in known.items() if theme.sent_on}
    return [
        WorkDay(day.on, day.planned_on, day.why, known.get(f"{day.planned_on:%Y-%m}"), day.provisional, rule.version)
        for day, rule in dated
    ]


def dates(first: date, last: date) -> list[FixedDay]:
    """The days alone, without what they are for; one statement."""
    return [day for day, _rule in _planned(rules(), first, last)]


def _planned(versions: list[Rule], first: date, last: date) -> list[tuple[FixedDay, Rule]]:
    """Each day after the version in force on the day for which it was planned."""
    found: dict[date, tuple[FixedDay, Rule]] = {}
    calendar = clocks.calendar()
    for rule, following in zip(versions, [*versions[1:], None], strict=True):
        end = following.valid_from if following else FAR
        if end <= first - timedelta(days=40) or rule.valid_from > last:
            continue
        for day in fixed_days(rule.numbers, first, last, calendar=calendar, moves=rule.moves):
            if rule.valid_from <= day.planned_on < end:
                found.setdefault(day.on, (day, rule))
    return [found[on] for on in sorted(found)]


def next_day(unit: Unit | None, on: date) -> WorkDay | None:
    """The first work day on that day or after it."""
    return next(iter(days(unit, on, on + AHEAD)), None)


def day_on(unit: Unit | None, on: date) -> WorkDay | None:
    """The work day held on that day, or None."""
    return next(iter(days(unit, on, on)), None)


def limit_of(on: date, rule: Rule) -> date:
    """最迟确认日期: so many working days after the work day."""
    calendar = clocks.calendar()
    for _step in range(rule.confirm_days):
        on = calendar.next_workday(on)
    return on


# 在岗与请假 ------------------------------------------------------------------------------------------------------


def absences_on(unit_path: str, day: date) -> AbsenceQuerySet:
    """不在岗的人 of a day in a subtree, as far as the records say, whatever the leave's level; for lists and prints."""
    found: AbsenceQuerySet = Absence.objects.away().touching(day, day).filter(within("unit_path", unit_path))
    return found.select_related("member", "station__unit", "substitute").order_by("unit_path", "member__name", "pk")


@dataclass
class PlaceDay:
    """一地一日: the stations of one place together, where there are too many to read one by one."""

    unit: Unit
    stations: int = 0
    confirmed: int = 0
    away: int = 0


@dataclass(frozen=True)
class StationDay:
    """一站一日: confirmed (with who was away) or not yet known; never “absent” because nobody wrote anything."""

    station: Station
    record: DayRecord | None
    away: list[Absence] = field(default_factory=list)


def station_days(by: Actor, on: date) -> list[StationDay]:
    """一日各站 that the actor may see, by place: three statements whatever their number."""
    found = stations.standing(on).reachable(by=by, to=VIEW).select_related("unit").order_by("unit_path")
    records = {one.station_id: one for one in DayRecord.objects.reachable(by=by, to=VIEW).filter(on=on)}
    named: dict[int, list[Absence]] = {}
    for absence in Absence.objects.reachable(by=by, to=VIEW).away().touching(on, on).select_related(
        "member", "substitute"
    ):  # fmt: skip
        named.setdefault(absence.station_id, []).append(absence)
    return [StationDay(one, records.get(one.pk), named.get(one.pk, [])) for one in found]


def by_place(rows: Iterable[StationDay], depth: int) -> list[PlaceDay]:
    """The rows of a day put together by the units at that depth of the tree; one statement."""
    found: dict[str, list[StationDay]] = {}
    for row in rows:
        found.setdefault(row.station.unit_path[: depth * STEP], []).append(row)
    return [
        PlaceDay(unit, len(held), sum(row.record is not None for row in held), sum(len(row.away) for row in held))
        for unit in Unit.objects.filter(path__in=list(found)).order_by("path")
        for held in (found[unit.path],)
    ]


def confirmed_counts(by: Actor, first: date, last: date) -> Mapping[date, int]:
    """How many stations that the actor may see have confirmed each day; one statement."""
    found: dict[date, int] = {}
    for on in DayRecord.objects.reachable(by=by, to=VIEW).filter(on__range=(first, last)).values_list("on", flat=True):
        found[on] = found.get(on, 0) + 1
    return found


def leaves_waiting(by: Actor) -> "QuerySet[Absence]":
    """等我核准登记、审批的请假, one's own left out; the soonest first.

    A main station verifies for itself and its stations; the county only for those that have no main station above them.
    """
    asked = Absence.objects.reachable(by=by, to=VERIFY).filter(stage=AbsenceStage.ASKED)
    asked = asked.annotate(depth=Length("unit_path")).filter(depth__lte=len(by.own_path) + STEP)
    verified = Absence.objects.reachable(by=by, to=APPROVE).filter(stage=AbsenceStage.VERIFIED)
    found: QuerySet[Absence] = Absence.objects.filter(Q(pk__in=asked.values("pk")) | Q(pk__in=verified.values("pk")))
    found = found.exclude(member__person_id=by.person_id) if by.person_id is not None else found
    return found.select_related("member", "station__unit", "substitute").order_by("since", "pk")


def on_leave_elsewhere(members: Iterable[StationMember], on: date) -> set[int]:
    """在下派人员请假里请过的: keys of the members whose leave was granted there; it is not asked for a second time here."""
    people = {one.person_id: one.pk for one in members if one.person_id is not None}
    return {people[person] for person in away(list(people), on)} if people else set()


# 迟报、漏报 -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Timeliness:
    """迟报、漏报 of a period: lists that are counted; what cannot be seen in the records is not claimed (M220)."""

    expected: int
    confirmed: int
    late: list[DayRecord]
    missing: list[tuple[Station, date]]
    late_leaves: list[Absence]
    without_leave: list[Absence]

    @property
    def is_clean(self) -> bool:
        """Whether “从未迟报、漏报” holds for the period."""
        return not (self.late or self.missing or self.late_leaves or self.without_leave)


def timeliness(by: Actor, period: Period, today: date) -> Timeliness:
    """迟报与漏报 over what the actor may see: six statements whatever the number of stations and days.

    A confirmation is missing when its last day has passed; it is late when it came after it. A leave is late when it was
    asked after the first work day in it; without leave is who was only named when the day was confirmed.
    """
    versions = rules()
    held = [(day, rule) for day, rule in _planned(versions, period.first, min(period.last, today))]
    due = [day.on for day, rule in held if limit_of(day.on, rule) < today]
    seen = list(Station.objects.reachable(by=by, to=VIEW).select_related("unit").order_by("unit_path"))
    records = list(
        DayRecord.objects.reachable(by=by, to=VIEW).filter(on__range=(period.first, period.last))
        .select_related("station__unit")
    )  # fmt: skip
    known = {(one.station_id, one.on) for one in records}
    asked = [(one, on) for on in due for one in seen if one.stands(on)]
    absences: Any = Absence.objects.reachable(by=by, to=VIEW).filter(first_on__range=(period.first, period.last))
    absences = list(absences.away().select_related("member", "station__unit"))
    return Timeliness(
        expected=len(asked), confirmed=len(records), late=[one for one in records if one.is_late],
        missing=[(one, on) for one, on in asked if (one.pk, on) not in known],
        late_leaves=[one for one in absences if one.is_late],
        without_leave=[one for one in absences if one.stage == AbsenceStage.NOTED],
    )  # fmt: skip
