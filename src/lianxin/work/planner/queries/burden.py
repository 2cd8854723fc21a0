"""接待天数: on how many days, by how many groups, a village receives visitors; from plans and from recorded visits."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, is_within, within
from lianxin.work.planner.models import PlannedVisit, ReceivingLimit
from lianxin.work.planner.terms import PlanStatus
from lianxin.work.visits.models import Visit


@dataclass
class Load:
    """接待天数 of a village in a span: for each day the parties that came or mean to come (paths of their units)."""

    days: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    came: set[date] = field(default_factory=set)

    @property
    def day_count(self) -> int:
        """Days with at least one visitor; several groups on one day are one day."""
        return len(self.days)

    @property
    def group_count(self) -> int:
        """Groups, each once a day; those who go together are one."""
        return sum(len(parties) for parties in self.days.values())

    @property
    def coming_count(self) -> int:
        """Of the days those on which nobody has come yet."""
        return len(self.days) - len(self.came)

    @property
    def most(self) -> int:
        """The most groups on one day."""
        return max((len(parties) for parties in self.days.values()), default=0)


def loads(under: Unit, first: date, last: date, today: date) -> dict[str, Load]:
    """接待天数 of each place under a unit (by path), in two statements; its own people are no visitors, nor is a call.

    A plan counts while its day is to come or once it was carried out; a day that went by without a record does not.
    An unannounced plan counts only afterwards.
    """
    found: dict[str, Load] = defaultdict(Load)
    party: dict[tuple[str, date, str], str] = {}
    for where, home, on, until, status, head in _plans(under, first, last):
        if is_within(home, where):
            continue
        for day in _days(on, until, first, last):
            if head:
                party[where, day, home] = head
            if status == PlanStatus.CARRIED_OUT or day >= today:
                found[where].days[day].add(head or home)
                if status == PlanStatus.CARRIED_OUT:
                    found[where].came.add(day)
    visits = (
        Visit.objects.standing().in_person().filter(within("unit_path", under.path), on__lte=last, until__gte=first)
    )
    for where, home, on, until in visits.order_by().values_list("unit_path", "home_path", "on", "until"):
        if is_within(home, where):
            continue
        for day in _days(on, until, first, last):
            found[where].days[day].add(party.get((where, day, home), home))
            found[where].came.add(day)
    return found


def burden(unit: Unit, first: date, last: date, today: date) -> Load:
    """接待天数 of one village: the same, of this place alone."""
    return loads(unit, first, last, today).get(unit.path) or Load()


def limit_for(unit: Unit, on: date) -> ReceivingLimit | None:
    """接待上限 that holds for a village on that day: the latest of the nearest unit; None where none is set."""
    found = ReceivingLimit.objects.filter(unit_path__in=ancestors(unit.path), since__lte=on)
    return max(found, key=lambda one: (len(one.unit_path), one.since, one.pk), default=None)


def _plans(under: Unit, first: date, last: date) -> Iterator[tuple[str, str, date, date, str, str | None]]:
    found = PlannedVisit.objects.standing().announced().during(first, last).filter(within("unit_path", under.path))
    rows = found.order_by().values_list("unit_path", "home_path", "on", "until", "status", "together__home_path")
    yield from rows


def _days(on: date, until: date, first: date, last: date) -> Iterator[date]:
    day = max(on, first)
    while day <= min(until, last):
        yield day
        day += timedelta(days=1)
