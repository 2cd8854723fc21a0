"""统计单的演示数据: the school's form signed, the bureau's still open because its vote is."""

from datetime import datetime
from random import Random

from lianxin.project.demo.county import County
from lianxin.project.demo.rooms.appraisals import closed_campaign
from lianxin.work.appraisals.models import Campaign
from lianxin.work.appraisals.terms import CampaignStatus
from lianxin.work.statforms import commands


def fill(county: County, until: datetime, random: Random) -> None:
    """两张统计单, by commands."""
    del random
    clerk = county.who(county.top, "county_clerk")
    closed = closed_campaign(county)
    form = commands.open_form(campaign=closed, wording="school", by=clerk, at=until)
    commands.sign(form=form, by=clerk, at=until)
    running = Campaign.objects.filter(unit=county.top, status=CampaignStatus.OPEN).exclude(pk=closed.pk).first()
    if running is not None:
        commands.open_form(campaign=running, wording="office", by=clerk, at=until)
