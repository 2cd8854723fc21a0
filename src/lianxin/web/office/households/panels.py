"""困难户在今日上的: a need whose review date has come, in the register that one keeps. And the rows behind the figures."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.households import queries
from lianxin.work.households.terms import EDIT

AHEAD = timedelta(days=7)
NEAR = ("village", "community", "school")  # a review is done where the household is known; others see it in the ledger


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """要复核的困难户 of the own village, within a week; by code and door, without a name."""
    if not actor.may_at(EDIT, actor.own_path):
        return
    due = queries.reviews_due(actor, today + AHEAD).filter(unit_path=actor.own_path, unit__kind__in=NEAR)
    for need in due[:most]:
        is_late = need.review_on < today
        left = _("已过复核日期") if is_late else _("%(on)s前复核") % {"on": need.review_on.isoformat()}
        url = reverse("households:household", args=[need.household.code])
        yield Waiting(
            _("复核困难户"),
            need.household.label,
            need.unit.name,
            url,
            need.review_on,
            left,
            "late" if is_late else "soon",
        )


panels.waits(waits)
panels.rows("household", "households/rows_household.html")
panels.rows("need", "households/rows_need.html")
