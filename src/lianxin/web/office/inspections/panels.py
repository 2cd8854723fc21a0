"""督查在今日上的: plans that wait for my approval; one's own card before a work day."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Quiet, Waiting
from lianxin.work.inspections.models import Assignment, InspectionPlan
from lianxin.work.inspections.terms import APPROVE, InspectionState
from lianxin.work.workdays import queries as workdays

AHEAD = timedelta(days=3)


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """待批准的督查计划 that another person drafted: one statement, for those who approve."""
    if not actor.has(APPROVE):
        return
    found = InspectionPlan.objects.reachable(by=actor, to=APPROVE).filter(state=InspectionState.DRAFT)
    found = found.exclude(drafted_by_id=actor.person_id) if actor.person_id else found
    for one in found.select_related("unit").order_by("starts_on", "pk")[:most]:
        yield Waiting(
            _("批准督查计划"), one.title, one.unit.name, reverse("inspections:plan", args=[one.code]), one.starts_on
        )


def own_card(actor: Actor, today: date) -> Iterator[Quiet]:
    """工作日前, to a leader who has a township: his card. Two statements, for those who approve alone."""
    if not actor.has(APPROVE):
        return
    day = next(iter(workdays.dates(today, today + AHEAD)), None)
    if day and Assignment.objects.leaders().standing(day.on).filter(person_id=actor.person_id).exists():
        words = _("%(on)s是群众工作日，您的提示卡备好了。") % {"on": date_format(day.on, _("n月j日"))}
        yield Quiet(words, reverse("inspections:my_card"))


panels.waits(waits)
panels.quiet(own_card)
panels.rows("plantarget", "inspections/rows_target.html")
