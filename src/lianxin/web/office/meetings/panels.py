"""会议在今日上的: what was decided at meetings and falls to one's own unit, due within a week."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.meetings import shown
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.meetings import queries
from lianxin.work.meetings.terms import HOLD

AHEAD = timedelta(days=7)


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """议定事项 of one's own unit: one statement."""
    if not actor.has(HOLD):
        return
    for one in queries.of_me(actor).filter(due_on__lte=today + AHEAD)[:most]:
        assert one.due_on is not None
        left, tone = shown.left_of(one.due_on, today)
        url = reverse("meetings:item", args=[one.code])
        yield Waiting(_("办议定事项"), one.decision[:60], one.meeting.title, url, one.due_on, left, tone)


panels.waits(waits)
panels.rows("meeting", "meetings/rows_meeting.html")
panels.rows("agendaitem", "meetings/rows_item.html")
