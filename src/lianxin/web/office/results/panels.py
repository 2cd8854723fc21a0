"""结果在别处: on the page of a campaign the way to its result, under 今日 what waits to be counted or to be published."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.request import Request
from lianxin.work.results import queries
from lianxin.work.results.models import Result
from lianxin.work.results.terms import PUBLISH, VIEW, ResultStatus


def of_campaign(request: Request, campaign: Any) -> dict[str, Any] | None:
    """The result of a campaign, or that it waits to be counted; None where neither is for this actor."""
    found = Result.objects.reachable(by=request.actor, to=VIEW).filter(campaign=campaign).defer("data", "told").first()
    if found is not None:
        return {"found": found}
    waits_here = bool(campaign.is_closed and request.actor.may(PUBLISH, campaign))
    return {"box": campaign.box} if waits_here else None


def waits(actor: Actor, _today: date, _calendar: Calendar, most: int) -> Iterable[panels.Waiting]:
    """计票、审定: what the actor may do now; nobody publishes what he counted himself."""
    if not actor.has(PUBLISH):
        return
    for box in queries.uncounted(actor)[:most]:
        yield panels.Waiting(_("计票"), box.title, box.unit_name, reverse("results:index"))
    counted = (
        Result.objects.reachable(by=actor, to=PUBLISH).filter(status=ResultStatus.SETTLED).exclude(settled_by=actor.ref)
    )
    for one in counted.defer("data", "told")[:most]:
        yield panels.Waiting(_("审定结果"), one.title, one.unit_name, reverse("results:result", args=[one.code]))


panels.panel("campaign", "results/panel.html", of_campaign, order=60)
panels.waits(waits)
