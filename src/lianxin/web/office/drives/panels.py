"""走访活动在诉求页和今日上的: the drives that took a concern up; a drive of one's own unit that has run out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import OPEN
from lianxin.work.drives import queries
from lianxin.work.drives.terms import RUN, VIEW


def _taken_up(request: Request, concern: Concern) -> dict[str, Any] | None:
    """列入的活动: one statement."""
    if not request.actor.has(VIEW):
        return None
    found = list(queries.entries_of(concern, request.actor))
    return {"entries": found, "may_take_out": request.actor.may(RUN, concern)} if found else None


def _steps(request: Request, concern: Concern) -> Iterator[Step]:
    """列入活动, while one runs."""
    may = concern.status in OPEN and queries.may_run_here(request.actor)
    if may and queries.to_take_up(request.actor, request.today).exists():
        yield Step(_("列入活动"), reverse("drives:enter", args=[concern.code]))


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """到期待小结: drives of one's own unit whose last day has passed."""
    if not queries.may_run_here(actor):
        return
    for one in queries.run_out(actor, today)[:most]:
        over = (today - one.ends_on).days
        left = ngettext("已到期 %(days)s 日", "已到期 %(days)s 日", over) % {"days": over}
        url = reverse("drives:drive", args=[one.code])
        yield Waiting(_("写活动小结"), one.title, one.unit.name, url, one.ends_on, left, "soon")


panels.panel("concern", "drives/panel.html", _taken_up, where="aside", order=70)
panels.steps("concern", _steps, group="study")
panels.waits(_waits)
