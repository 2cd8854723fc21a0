"""意见在今日上的: opinions of my office without a fate, givers who are not satisfied; how rows are listed behind a figure."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.web.ui.request import Request
from lianxin.work.appraisals.models import Campaign
from lianxin.work.opinions import queries
from lianxin.work.opinions.terms import SORT, Fate


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """每批意见一行: how many wait for their fate, how many givers are not satisfied."""
    if not actor.has(SORT):
        return
    for one, undecided, unhappy in queries.to_do(actor)[:most]:
        url = reverse("opinions:collection", args=[one.code])
        if unhappy:
            left = ngettext("%(n)s 人不满意", "%(n)s 人不满意", unhappy) % {"n": unhappy}
            yield Waiting(_("再研究意见"), one.title, one.unit.name, url, None, left, "late")
        elif undecided:
            left = ngettext("%(n)s 条待定去向", "%(n)s 条待定去向", undecided) % {"n": undecided}
            yield Waiting(_("梳理意见"), one.title, one.unit.name, url, None, left)


def beside_campaign(request: Request, campaign: Campaign) -> dict[str, Any] | None:
    """意见 of a campaign: how many and how many without a fate, or that they wait to be sorted."""
    found = queries.collections(request.actor).filter(campaign=campaign).first()
    if found is None:
        may = campaign.is_closed and request.actor.may_at(SORT, campaign.unit_path)
        return {"collection": None} if may else None
    counts = queries.counts([found], request.actor)[found.pk]
    return {"collection": found, "total": sum(counts.values()), "open": counts.get(Fate.OPEN, 0)}


panels.panel("campaign", "opinions/panel.html", beside_campaign, where="aside", order=70)
panels.waits(waits)
panels.rows("remark", "opinions/rows_remark.html")
