"""月份: topics by month (季节), and a project's counts before and after its start. Each count opens into its list."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern, ConcernQuerySet, Topic
from lianxin.work.concerns.terms import VIEW
from lianxin.work.issues.models import Project

MONTHS = 12
BEFORE, AFTER = 6, 6
DEPTHS = 4
FEW = 5  # a month with fewer is never the darkest


@dataclass(frozen=True)
class Cell:
    """One month of one topic; `depth` 0–4 is how dark it is, by the largest month of its topic."""

    month: Period
    count: int
    depth: int


@dataclass(frozen=True)
class MonthRow:
    """One topic through the months."""

    topic: Topic
    cells: tuple[Cell, ...]
    total: int


def months_until(today: date, number: int = MONTHS) -> list[Period]:
    """The last so many months, this one last."""
    found = [Period.containing(today)]
    while len(found) < number:
        found.append(found[-1].previous())
    return found[::-1]


def season(by: Actor, unit: Unit, today: date) -> list[MonthRow]:
    """季节: the upper topics × the last twelve months, counted from what this actor may see under the unit."""
    months = months_until(today)
    found = (
        Concern.objects.reachable(by=by, to=VIEW).standing().filter(within("unit_path", unit.path))
        .filter(received_on__gte=months[0].first, received_on__lte=months[-1].last).exclude(topic=None)
    )  # fmt: skip
    rows = found.order_by().values_list("topic", "received_month").annotate(n=Count("pk"))
    topics = {one.pk: one for one in Topic.objects.all()}
    counts: Counter[tuple[int, int]] = Counter()
    for topic, month, n in rows:
        counts[topics[topic].parent_id or topic, month] += n
    shown = []
    for pk in sorted({topic for topic, _month in counts}, key=lambda pk: topics[pk].code):
        numbers = [(month, counts[pk, _number(month)]) for month in months]
        largest = max(FEW, *(n for _month, n in numbers))
        cells = tuple(Cell(month, n, -(-DEPTHS * n // largest)) for month, n in numbers)
        shown.append(MonthRow(topics[pk], cells, sum(n for _month, n in numbers)))
    return shown


def _number(month: Period) -> int:
    return month.first.year * 12 + month.first.month - 1


@dataclass(frozen=True)
class BeforeAfter:
    """前后: months before the start and from it on, each with its count; the means per month where there are any."""

    before: tuple[tuple[Period, int], ...]
    after: tuple[tuple[Period, int], ...]

    @staticmethod
    def _mean(months: tuple[tuple[Period, int], ...]) -> str:
        return f"{sum(n for _month, n in months) / len(months):.1f}" if months else "—"

    @property
    def mean_before(self) -> str:
        return self._mean(self.before)

    @property
    def mean_after(self) -> str:
        return self._mean(self.after)


def of_project(project: Project, by: Actor) -> ConcernQuerySet:
    """The concerns that a project is about, as far as this actor may see them."""
    found = Concern.objects.reachable(by=by, to=VIEW).standing()
    if project.issue_id is not None:
        return found.filter(issue_memberships__issue=project.issue_id, issue_memberships__removed_at=None)
    assert project.topic is not None
    below = Topic.objects.filter(parent=project.topic_id).values("pk")
    chosen = found.filter(topic__in=[project.topic_id]) | found.filter(topic__in=below)
    return chosen.filter(within("unit_path", project.unit_path))


def before_after(project: Project, by: Actor, today: date) -> BeforeAfter:
    """Received per month: the six months before the month of the start, and those from it on that are over or running."""
    start = Period.containing(project.started_on)
    before = [start.previous()]
    while len(before) < BEFORE:
        before.append(before[-1].previous())
    after = [month for month in months_until(min(today, project.ended_on or today), 60) if month.first >= start.first]
    wanted = [*before[::-1], *after[:AFTER]]
    found = of_project(project, by).filter(received_on__gte=wanted[0].first, received_on__lte=wanted[-1].last)
    counts: dict[Any, int] = dict(found.order_by().values_list("received_month").annotate(n=Count("pk", distinct=True)))
    numbers = [(month, counts.get(_number(month), 0)) for month in wanted]
    return BeforeAfter(tuple(numbers[:BEFORE]), tuple(numbers[BEFORE:]))


def month_of_project(project: Project, by: Actor, month: Period) -> ConcernQuerySet:
    """The concerns behind one number of `before_after`, newest first."""
    found = of_project(project, by).filter(received_on__gte=month.first, received_on__lte=month.last)
    return found.select_related("unit", "handler", "requester").order_by("-received_on", "code")
