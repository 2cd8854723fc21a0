"""会议的读法: the register by filters, what is still to be done, on how many meetings a subject was dealt with, the meter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.dispatches.terms import VIEW as SEE_DISPATCH
from lianxin.work.meetings.models import AgendaItem, Meeting, PaperBudget
from lianxin.work.meetings.terms import VIEW, Counted, MeetingStatus


def meetings(
    by: Actor, *, year: int | None = None, kind: str = "", subject: str = "", under: str = "", status: str = ""
) -> "QuerySet[Meeting]":
    """会议登记 that the actor may see, newest first."""
    found = Meeting.objects.reachable(by=by, to=VIEW)
    if year:
        found = found.of_year(year)
    for name, value in (("kind", kind), ("subject", subject), ("status", status)):
        if value:
            found = found.filter(**{name: value})
    if under:
        found = found.filter(within("unit_path", under))
    return found.select_related("unit").order_by("-held_on", "-pk")


def subjects(by: Actor, year: int) -> list[tuple[str, int]]:
    """专题研究: on how many meetings of the year each subject was dealt with, the most first (M249); one statement."""
    found = meetings(by, year=year, status=MeetingStatus.HELD).exclude(subject="").order_by()
    counted = found.values("subject").annotate(n=Count("pk")).order_by("-n", "subject")
    return [(row["subject"], row["n"]) for row in counted]


def open_items(by: Actor) -> "QuerySet[AgendaItem]":
    """议定未办完 that the actor may see, those due first."""
    found = AgendaItem.objects.reachable(by=by, to=VIEW).to_do()
    return found.select_related("meeting", "handler").order_by("due_on", "pk")


def of_me(by: Actor) -> "QuerySet[AgendaItem]":
    """要本单位办的: what was decided and falls to the unit of the present post."""
    return open_items(by).filter(handler_path=by.own_path)


def carried(meeting: Meeting) -> "QuerySet[AgendaItem]":
    """上次遗留: what earlier meetings of the series put and have not settled; it stands on this agenda by itself (M239)."""
    if meeting.series_id is None:
        return AgendaItem.objects.none()
    found = AgendaItem.objects.filter(meeting__series_id=meeting.series_id, done_on=None, dropped_on=None)
    earlier = Q(meeting__held_on__lt=meeting.held_on, meeting__status=MeetingStatus.HELD)
    return found.filter(earlier).select_related("meeting", "handler").order_by("due_on", "pk")


@dataclass(frozen=True)
class Meter:
    """限额表 of one thing counted: this year until today, last year until the same day, last year altogether, the limit."""

    counted: Counted
    year: int
    now: int
    then: int
    whole_before: int
    budget: PaperBudget | None

    @property
    def is_more(self) -> bool:
        """More than at the same time of last year: 只减不增 is not kept."""
        return self.now > self.then

    @property
    def is_over(self) -> bool:
        return self.budget is not None and self.now > self.budget.most

    @property
    def left(self) -> int | None:
        return None if self.budget is None else max(self.budget.most - self.now, 0)


def meter(by: Actor, unit: Unit, today: date) -> list[Meter]:
    """会议和发文的数量 of a unit and below: held, issued, this year and last (M250); three statements."""
    budgets = {one.counted: one for one in PaperBudget.objects.filter(unit=unit, year=today.year)}
    given = []
    for counted in Counted:
        spans = {which: Count("pk", filter=_within(counted, *span)) for which, span in spans_of(today).items()}
        row = _found(by, unit, counted).aggregate(**spans)
        given.append(Meter(counted, today.year, row["now"], row["then"], row["before"], budgets.get(counted)))
    return given


def metered(by: Actor, unit: Unit, counted: Counted, which: str, today: date) -> "QuerySet[Any]":
    """The very records behind one figure of the meter. Raises KeyError for a figure there is not."""
    found = _found(by, unit, counted).filter(_within(counted, *spans_of(today)[which])).select_related("unit")
    return found.order_by("-held_on" if counted == Counted.MEETINGS else "-on", "-pk")


def spans_of(today: date) -> dict[str, tuple[date, date]]:
    """The three spans that are compared: this year until today, last year until the same day, last year altogether."""
    year, before = date(today.year, 1, 1), date(today.year - 1, 1, 1)
    same = date(today.year - 1, today.month, min(today.day, 28) if today.month == 2 else today.day)
    return {"now": (year, today), "then": (before, same), "before": (before, date(today.year - 1, 12, 31))}


def _within(counted: Counted, first: date, last: date) -> Q:
    return Q(**{f"{'held_on' if counted == Counted.MEETINGS else 'on'}__range": (first, last)})


def _found(by: Actor, unit: Unit, counted: Counted) -> "QuerySet[Any]":
    if counted == Counted.MEETINGS:
        return meetings(by, under=unit.path, status=MeetingStatus.HELD).order_by()
    found = Dispatch.objects.kept().reachable(by=by, to=SEE_DISPATCH)
    return found.filter(within("unit_path", unit.path)).order_by()
