"""隐患点在今日和诉求页上的: looks that are due at the keeper and his unit; the point that a concern came from."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.hazards.views import left_of
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.hazards import queries
from lianxin.work.hazards.models import Hazard, HazardCheck
from lianxin.work.hazards.terms import VIEW

AHEAD = timedelta(days=1)


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Points whose look is due by tomorrow or was not made: one statement."""
    if not actor.has(VIEW):
        return
    for one in queries.due(actor, today + AHEAD)[:most]:
        left, tone = left_of(one.next_on, today)
        url = reverse("hazards:hazard", args=[one.code])
        yield Waiting(_("检查隐患点"), one.name, f"{one.unit.name}，{one.keeper_label}", url, one.next_on, left, tone)


def beside_concern(request: Request, concern: Concern) -> dict[str, Any] | None:
    """来自隐患点: one statement."""
    check = HazardCheck.objects.filter(concern=concern).select_related("hazard", "hazard__unit").first()
    if check is None:
        return None
    hazard: Hazard = check.hazard
    return {"check": check, "hazard": hazard, "may_open": request.actor.may(VIEW, hazard)}


panels.waits(waits)
panels.panel("concern", "hazards/panel.html", beside_concern, where="aside")
panels.rows("hazard", "hazards/rows_hazard.html")
