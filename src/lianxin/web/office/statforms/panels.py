"""统计单在评议活动页上的: signed, begun, or to be begun."""

from typing import Any

from lianxin.web.ui import panels
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


panels.panel("campaign", "statforms/panel.html", beside_campaign, where="aside", order=80)
