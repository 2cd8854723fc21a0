"""统计单在评议活动页上的: signed, begun, or to be begun."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.web.ui.request import Request
from lianxin.work.appraisals.models import Campaign
from lianxin.work.appraisals.terms import CampaignStatus
from lianxin.work.statforms import queries
from lianxin.work.statforms.terms import FILL

BEGUN = (CampaignStatus.OPEN, CampaignStatus.FINISHED)


def beside_campaign(request: Request, campaign: Campaign) -> dict[str, Any] | None:
    """统计单 of a campaign; nothing where there is none and the actor may not begin one."""
    form = queries.forms(request.actor).filter(campaign=campaign).first()
    if form is None:
        may = campaign.status in BEGUN and request.actor.may_at(FILL, campaign.unit_path)
        return {"form": None} if may else None
    return {"form": form, "signed": next(iter(form.signed.all()), None)}


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """签署: forms whose vote is closed."""
    if not actor.has(FILL):
        return
    for form in queries.to_sign(actor)[:most]:
        url = reverse("statforms:form", args=[form.code])
        yield Waiting(_("签署统计单"), form.campaign.title, form.unit.name, url)


panels.waits(waits)
panels.panel("campaign", "statforms/panel.html", beside_campaign, where="aside", order=80)
