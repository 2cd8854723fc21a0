"""摸底统计在今日上的: a month whose day has come near and that is not yet reported, to whoever files it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.terms import APPROVE, Stage
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting

AHEAD = timedelta(days=5)


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """One's own unit's returns that are due within five days or late: one statement, for those who file."""
    if not actor.has(APPROVE):
        return
    found = MonthReturn.objects.filter(unit_path=actor.own_path, due_on__lte=today + AHEAD).exclude(
        stage=Stage.REPORTED
    )
    for one in found.select_related("form").order_by("due_on")[:most]:
        days = (one.due_on - today).days
        left = ngettext("%(n)s 日后上报", "%(n)s 日后上报", days) % {"n": days} if days >= 0 else ngettext(
            "过了 %(n)s 日没上报", "过了 %(n)s 日没上报", -days) % {"n": -days}  # fmt: skip
        url = reverse("returns:month", args=[one.code])
        yield Waiting(_("上报摸底统计"), f"{one.period.label}{one.form.title}", one.get_stage_display(), url, one.due_on, left,
                      "late" if days < 0 else "soon")  # fmt: skip


panels.waits(waits)
panels.rows("monthreturn", "returns/rows_monthreturn.html")
