"""志愿服务在今日上的: sign-ups from the web that wait for an answer; how the room's records are listed behind a figure."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.volunteers import queries
from lianxin.work.volunteers.terms import EDIT, KEPT_DAYS


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Somebody signed up on the web and wants an answer before the list forgets him: one statement."""
    if not actor.has(EDIT):
        return
    for one in queries.joinings(actor, today)[:most]:
        due = one.asked_on + timedelta(days=KEPT_DAYS - 1)
        yield Waiting(_("答复网上报名"), one.team.name, "", reverse("volunteers:team", args=[one.team.code]), due)


panels.waits(waits)
panels.rows("team", "volunteers/rows_team.html")
panels.rows("shift", "volunteers/rows_shift.html")
panels.rows("serving", "volunteers/rows_serving.html")
