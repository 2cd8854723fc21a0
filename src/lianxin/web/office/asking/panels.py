"""报送要求在今日上的: what one's own unit still has to fill in, the soonest first."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.reports.asking.models import RequestSheet
from lianxin.reports.asking.terms import ANSWER
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """One statement, for those who answer."""
    if not actor.has(ANSWER):
        return
    found = RequestSheet.objects.to_do().filter(unit_path=actor.own_path).select_related("of__unit")
    for one in found.order_by("due_on", "pk")[:most]:
        days = (one.due_on - today).days
        left = ngettext("还有 %(n)s 日", "还有 %(n)s 日", days) % {"n": days} if days >= 0 else ngettext(
            "过了 %(n)s 日没填", "过了 %(n)s 日没填", -days) % {"n": -days}  # fmt: skip
        url = reverse("asking:sheet", args=[one.code])
        words = _("%(who)s要，填 %(n)s 项") % {"who": one.of.asker, "n": one.fields}
        yield Waiting(_("填报"), one.of.title, words, url, one.due_on, left, "late" if days < 0 else "soon")


panels.waits(waits)
panels.rows("reportingrequest", "asking/rows_reportingrequest.html")
panels.rows("requestsheet", "asking/rows_requestsheet.html")
