"""联系卡在户的页面和今日上的: the state of its cards, never what it said; what waits for the level above."""

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
from lianxin.work.cards import queries
from lianxin.work.cards.terms import ISSUE, REVIEW, VIEW
from lianxin.work.households.models import Household

MANY = 99


def _state(request: Request, household: Household) -> dict[str, Any] | None:
    """联系卡: who stands on it, since when. The same whatever the household answered."""
    if not request.actor.has(VIEW):
        return None
    cards = list(queries.cards_of(household, request.actor))
    return {"cards": cards, "may_issue": request.actor.may(ISSUE, household)} if cards else None


def _steps(request: Request, household: Household) -> Iterator[Step]:
    if household.valid_to is None and request.actor.may(ISSUE, household):
        yield Step(_("制发联系卡"), reverse("cards:issue", args=[household.code]))
    if request.actor.has(VIEW):
        yield Step(_("民情登记卡"), reverse("cards:registration", args=[household.code]))


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """One line, where anything waits."""
    if not actor.has(REVIEW):
        return
    count = queries.denied_waiting(actor)[: MANY + 1].count()
    if count:
        told = ngettext("有 %(count)s 次走访，群众说没有人来过", "有 %(count)s 次走访，群众说没有人来过", count)
        yield Waiting(
            _("核实走访"), told % {"count": min(count, MANY)}, "", reverse("cards:responses") + "?tab=waiting"
        )


panels.panel("household", "cards/panel.html", _state, where="aside", order=30)
panels.steps("household", _steps)
panels.waits(_waits)
