"""扎堆: whether a village already has visitors on a day or in its week, how full its month is, and which days are free."""

from dataclasses import dataclass
from datetime import date, timedelta

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.pure.periods import Period
from lianxin.work.planner.models import PlannedVisit, ReceivingLimit
from lianxin.work.planner.queries.burden import Load, burden, limit_for

SEARCHED = 21


@dataclass(frozen=True)
class Crowding:
    """扎堆提醒: others' plans on the same days and in the rest of the week, the load of the month, its limit.

    `groups` would come on the same days, this one among them; those who go together are one.
    """

    same_days: list[PlannedVisit]
    same_week: list[PlannedVisit]
    groups: int
    month: Load
    would_be: int
    limit: ReceivingLimit | None
    free_days: list[date]

    @property
    def is_over_days(self) -> bool:
        """Whether the month would pass the limit of days."""
        return self.limit is not None and self.would_be > self.limit.days

    @property
    def is_over_groups(self) -> bool:
        """Whether the day would pass the limit of groups a day."""
        return self.limit is not None and self.groups > self.limit.groups

    def __bool__(self) -> bool:
        return bool(self.same_days or self.same_week or self.is_over_days)


def crowding(
    unit: Unit, on: date, until: date | None = None, *, home: Unit, today: date, besides: PlannedVisit | None = None
) -> Crowding:
    """扎堆提醒 for a plan of `home` to go to `unit` on these days (F055): it tells, it forbids nothing.

    Others' plans are told by their unit, day, purpose and number, whoever asks: that is what the calendar is for. An
    unannounced plan is told to nobody. `besides` is the plan itself where it is moved. Free days are days of the next
    three weeks from Monday to Friday on which nobody comes.
    """
    until = until or on
    monday, sunday = on - timedelta(days=on.weekday()), until + timedelta(days=6 - until.weekday())
    first, last = min(monday, today), max(sunday, today + timedelta(days=SEARCHED))
    others = [one for one in _announced(unit, first, last, besides) if not is_within(one.home_path, unit.path)]
    foreign = [one for one in others if one.home_path != home.path]
    same_days = [one for one in foreign if one.on <= until and one.until >= on]
    same_week = [one for one in foreign if one not in same_days and one.on <= sunday and one.until >= monday]
    month = Period.containing(on)
    load = burden(unit, month.first, month.last, today)
    days = (
        {on + timedelta(days=n) for n in range((until - on).days + 1)} if not is_within(home.path, unit.path) else set()
    )
    would_be = len(set(load.days) | {day for day in days if day in month})
    parties = {(one.together or one).home_path for one in others if one.on <= until and one.until >= on} | {home.path}
    return Crowding(
        same_days,
        same_week,
        len(parties) if same_days else 1,
        load,
        would_be,
        limit_for(unit, on),
        _free(others, on, today),
    )


def _announced(unit: Unit, first: date, last: date, besides: PlannedVisit | None) -> list[PlannedVisit]:
    found = PlannedVisit.objects.open().announced().during(first, last).filter(within("unit_path", unit.path))
    found = found.filter(unit_path=unit.path, until__gte=first).select_related("home", "together__home")
    return [one for one in found.order_by("on", "home_path", "pk") if besides is None or one.pk != besides.pk]


def _free(others: list[PlannedVisit], on: date, today: date, most: int = 3) -> list[date]:
    """The days nearest to the one wished for on which nobody comes."""
    taken = {one.on + timedelta(days=n) for one in others for n in range((one.until - one.on).days + 1)}
    days = [today + timedelta(days=n) for n in range(1, SEARCHED + 1)]
    free = [day for day in days if day.weekday() < 5 and day not in taken and day != on]
    return sorted(sorted(free, key=lambda day: (abs((day - on).days), day))[:most])
