"""考核在今日上的: sheets that my unit may still object to, objections that I must answer: one statement."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.reports.assessments.models import Objection, Sheet
from lianxin.reports.assessments.terms import OBJECT, RUN, ObjectionState, RunState
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting

SOON = 2


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """My own unit's sheet until its day, for those who may object; objections for those who organise."""
    if not (actor.has(OBJECT) or actor.has(RUN)):
        return
    raised = Exists(Objection.objects.filter(sheet=OuterRef("pk"), state=ObjectionState.RAISED))
    wanted = Q(pk__in=())
    if actor.has(OBJECT):
        wanted |= Q(~raised, unit_path=actor.own_path, confirmed_on=None, run__object_until__gte=today)
    if actor.has(RUN):
        wanted |= Q(raised, run__unit_path=actor.own_path)
    found = Sheet.objects.filter(wanted, run__state=RunState.OPEN).select_related("run__scheme")
    for one in found.order_by("run__object_until", "pk")[:most]:
        yield _waiting(one, actor, today)


def _waiting(one: Sheet, actor: Actor, today: date) -> Waiting:
    title = f"{one.run.period.label}{one.run.scheme.title}"
    until = one.run.object_until or today
    if one.unit_path == actor.own_path:
        days = (until - today).days
        left = ngettext("%(n)s 日内可以提出异议", "%(n)s 日内可以提出异议", days + 1) % {"n": days + 1}
        url = reverse("assessments:sheet", args=[one.code])
        return Waiting(_("核对考核结果"), title, one.unit_name, url, until, left, "soon" if days <= SOON else "")
    return Waiting(_("答复考核异议"), title, one.unit_name, reverse("assessments:objections"), until)


panels.waits(waits)
