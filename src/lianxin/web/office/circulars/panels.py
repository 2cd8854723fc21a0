"""督查在今日和别的页面上的: a finding that waits for my unit's word or for our decision; the check behind a correction item."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.circulars.shown import row
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.web.ui.request import Request
from lianxin.work.circulars import queries
from lianxin.work.circulars.models import Finding
from lianxin.work.circulars.terms import RECORD, REPLY, VIEW, FindingState
from lianxin.work.inspections.models import InspectionPlan
from lianxin.work.rectification.models import Rectification

MOST_SHOWN = 30


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """督查问题 that wait for one's unit: one statement."""
    if not actor.has(REPLY) and not actor.has(RECORD):
        return
    for one in queries.waiting(actor, today)[:most]:
        is_asked = one.state == FindingState.ASKED and one.unit_path == actor.own_path
        word = _("说明督查问题") if is_asked else _("核定督查问题")
        line = row(one, today)
        tone = "late" if one.reply_by is not None and one.reply_by < today else "soon"
        url = reverse("circulars:finding", args=[one.code])
        yield Waiting(word, one.text, one.unit.name, url, one.reply_by, str(line.left or line.word), tone)


def beside_item(request: Request, item: Rectification) -> dict[str, Any] | None:
    """整改事项来自督查: one statement."""
    if not item.source_ref.startswith("finding:"):
        return None
    found = Finding.objects.reachable(by=request.actor, to=VIEW).filter(item=item).select_related("inspection").first()
    return {"finding": found} if found is not None else None


def beside_plan(request: Request, plan: InspectionPlan) -> dict[str, Any] | None:
    """督查计划的记录: those that the reader may see, and whether he may write one; one statement."""
    by = request.actor
    rows = list(queries.inspections(by).standing().filter(plan=plan)[:MOST_SHOWN]) if by.has(VIEW) else []
    may = by.may_at(RECORD, plan.unit_path) and by.own_path == plan.unit_path and bool(plan.approval_number)
    return {"rows": rows, "may_record": may} if rows or may else None


panels.waits(waits)
panels.panel("inspection_plan", "circulars/panel_plan.html", beside_plan, where="aside")
panels.panel("rectification", "circulars/panel_item.html", beside_item, where="aside")
panels.rows("inspection", "circulars/rows_inspection.html")
panels.rows(
    "circulars.finding",  # visits have a model of this name too
    "circulars/rows_finding.html",
)
panels.rows("circular", "circulars/rows_circular.html")
