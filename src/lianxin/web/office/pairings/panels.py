"""挂钩结对在户的页面和今日上的: who is linked to a household; links that run out, leave that waits for my word."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.web.ui.request import Request
from lianxin.work.pairings import queries
from lianxin.work.pairings.models import Leave, Pairing
from lianxin.work.pairings.terms import ARRANGE, DECIDE_LEAVE, VIEW

AHEAD = timedelta(days=14)


def beside_household(request: Request, household: Any) -> dict[str, Any] | None:
    """联系人 of a household; one statement."""
    if not request.actor.has(VIEW):
        return None
    found = list(queries.of_household(household, request.today))
    may = request.actor.may_at(ARRANGE, household.unit_path)
    return {"pairings": found, "may": may} if found or may else None


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """我的联系快到期的, and leave that I verify or decide."""
    if not actor.has(VIEW):
        return
    if actor.person_id is not None:
        for one in queries.ending_soon(actor.person_id, today, today + AHEAD)[:most]:
            yield _ending(one, today)
    for leave in queries.leaves_waiting(actor)[:most]:
        yield _leave(leave, actor, today)


def _ending(one: Pairing, today: date) -> Waiting:
    days = ((one.until or today) - today).days
    left = ngettext("还有 %(days)s 日", "还有 %(days)s 日", days) % {"days": days} if days else _("今天到期")
    url = reverse("pairings:pairing", args=[one.code])
    what = one.household.label if one.household is not None else one.label or one.unit.name
    title = _("%(kind)s：%(what)s") % {"kind": one.get_kind_display(), "what": what}
    return Waiting(_("联系到期"), title, one.unit.name, url, one.until, left, "soon")


def _leave(leave: Leave, actor: Actor, today: date) -> Waiting:
    word = _("审批请假") if actor.may(DECIDE_LEAVE, leave) else _("核准请假")
    title = _("%(name)s %(since)s 至 %(until)s") % {
        "name": leave.person.name, "since": leave.since.isoformat(), "until": leave.until.isoformat(),
    }  # fmt: skip
    days = (leave.since - today).days
    left = ngettext("还有 %(days)s 日", "还有 %(days)s 日", days) % {"days": days} if days > 0 else _("已经开始")
    url = reverse("pairings:leave", args=[leave.code])
    return Waiting(word, title, leave.posting.unit.name, url, leave.since, left, "soon" if days <= 1 else "")


panels.panel("household", "pairings/panel_household.html", beside_household, where="aside", order=20)
panels.waits(waits)
panels.rows("pairing", "pairings/rows_pairing.html")
panels.rows("fieldposting", "pairings/rows_posting.html")
