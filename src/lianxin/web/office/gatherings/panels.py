"""座谈在诉求页和今日上的: where a concern was said; what was promised for later, which measures are due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.gatherings import shown
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.gatherings import queries
from lianxin.work.gatherings.models import Opinion
from lianxin.work.gatherings.terms import OPINION_VIEW, SETTLE

AHEAD = timedelta(days=7)


def beside_concern(request: Request, concern: Concern) -> dict[str, Any] | None:
    """来自座谈会、征求意见表: the opinion that became this concern; one statement."""
    found = Opinion.objects.filter(concern=concern).select_related("gathering", "sheet", "study").first()
    if found is None:
        return None
    return {"opinion": found, "may_open": request.actor.may_at(OPINION_VIEW, found.unit_path)}


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """会后研究, resolutions and measures that fall due within a week: one statement each."""
    if not actor.has(SETTLE):
        return
    for one in queries.promised(actor).filter(due_on__lte=today + AHEAD)[:most]:
        left, tone = shown.left_of(one.due_on, today)
        url = reverse("gatherings:opinion", args=[one.code])
        yield Waiting(_("研究答复"), one.text[:60], one.unit.name, url, one.due_on, left, tone)
    for decided in queries.resolutions_due(actor).filter(due_on__lte=today + AHEAD)[:most]:
        left, tone = shown.left_of(decided.due_on, today)
        url = reverse("gatherings:finish_resolution", args=[decided.code])
        yield Waiting(_("办议定事项"), decided.text[:60], decided.gathering.title, url, decided.due_on, left, tone)
    for measure in queries.measures_due(actor).filter(due_on__lte=today + AHEAD)[:most]:
        left, tone = shown.left_of(measure.due_on, today)
        url = reverse("gatherings:finish_measure", args=[measure.code])
        yield Waiting(_("落实措施"), measure.text[:60], measure.study.title, url, measure.due_on, left, tone)


panels.panel("concern", "gatherings/panel.html", beside_concern, where="aside")
panels.waits(waits)
panels.rows("gathering", "gatherings/rows_gathering.html")
panels.rows("resolution", "gatherings/rows_resolution.html")
panels.rows("opinion", "gatherings/rows_opinion.html")
