"""下步打算在今日上的: what one's own unit has to report on soon; how steps are listed behind a figure."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.reports.nextsteps import queries
from lianxin.reports.nextsteps.terms import REPORT
from lianxin.web.office.nextsteps.shown import left_of
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Steps of one's own unit that are due within a week or late: one statement, for those who report."""
    if not actor.has(REPORT):
        return
    for one in queries.due_for(actor, today)[:most]:
        words, tone = left_of(one, today)
        url = reverse("nextsteps:step", args=[one.code])
        where = f"{one.unit.name} {one.period.label}"
        yield Waiting(_("报告落实情况"), one.heading, where, url, one.due_on, words, tone)


panels.waits(waits)
panels.rows("nextstep", "nextsteps/rows_nextstep.html")
