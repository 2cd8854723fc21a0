"""制度室在今日和别的页上的: what waits for approval; who answers for a drive; regulations and targets behind figures."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.compliance import SETTINGS
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.web.ui.request import Request
from lianxin.work.regulations import queries
from lianxin.work.regulations.terms import APPROVE, EDIT


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Drafts to approve, exemptions to decide, exemptions that stand: one statement, for whoever approves alone."""
    if not actor.has(APPROVE):
        return
    for state, code, title, until in queries.to_approve(actor, today)[:most]:
        if state == "draft":
            url = reverse("regulations:regulation", args=[code])
            yield Waiting(_("批准制度"), title, "", url)
            continue
        label = str(SETTINGS[title].label) if title in SETTINGS else title
        word = _("决定例外") if state == "asked" else _("例外正在施行")
        left = _("到%(until)s为止") % {"until": until} if until else ""
        tone = "" if state == "asked" else "late"
        yield Waiting(word, label, "", reverse("regulations:exemptions"), until, left, tone)


def responsible(request: Request, record: Any) -> dict[str, Any] | None:
    """责任人 of a programme: one statement; nothing where nobody is named and one may not name anybody."""
    found = queries.answerable(record.ref, request.today)
    may = request.actor.may(EDIT, record)
    return {"responsibles": found, "may_edit": may, "of": record.ref} if found or may else None


panels.waits(waits)
for kind in ("drive", "campaign"):
    panels.panel(kind, "regulations/responsibles_panel.html", responsible, where="aside")
panels.rows("exemption", "regulations/rows_exemption.html")
