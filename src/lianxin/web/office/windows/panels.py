"""窗口在诉求页和今日上的: trips, the call back, the errand; what an agent owes today."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.windows import shown
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import OPEN
from lianxin.work.windows import queries
from lianxin.work.windows.models import Errand, PhoneCall
from lianxin.work.windows.terms import SERVE, VIEW, ServiceResult

AHEAD = timedelta(days=3)


def beside_concern(request: Request, concern: Concern) -> dict[str, Any] | None:
    """窗口: trips for this concern, its call back, its errand; one statement for all three."""
    found = queries.beside(concern)
    parts = {name: one if one and request.actor.may_at(VIEW, one.unit_path) else None for name, one in found.items()}
    if not any(parts.values()):
        return None
    may, service = request.actor.may_at(SERVE, request.actor.own_path), parts["service"]
    is_open = service is not None and service.result == ServiceResult.OPEN
    return {**parts, "may_serve": may, "is_open": is_open}


def steps(request: Request, concern: Concern) -> Iterator[Step]:
    """代办, for a concern that is open."""
    if request.actor.may_at(SERVE, request.actor.own_path) and concern.status in OPEN:
        yield Step(_("替群众跑一趟（代办）"), reverse("windows:take", query={"concern": concern.code}))
        yield Step(_("记跑动次数"), reverse("windows:trips", args=[concern.code]))


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """代办到期的 and calls to return, within three days."""
    if not actor.has(SERVE):
        return
    owed = queries.owed(actor, today).select_related("unit", "concern", "concern__requester")
    for errand in owed[:most]:
        if errand.due_on <= today + AHEAD:
            yield _errand(errand, actor, today)
    for call in queries.calls_due(actor, today)[:most]:
        yield _call(call, actor, today)


def _errand(errand: Errand, actor: Actor, today: date) -> Waiting:
    left, tone = shown.left_of(errand, today)
    word = _("取回") if errand.due_on == errand.promised_on and errand.returned_on is None else _("回告群众")
    url = reverse("windows:errand", args=[errand.code])
    return Waiting(word, str(shown.what(errand, actor)), errand.unit.name, url, errand.due_on, left, tone)


def _call(call: PhoneCall, actor: Actor, today: date) -> Waiting:
    is_late = call.call_back_on < today
    left = _("已过约定日期") if is_late else _("今天回电")
    url = reverse("windows:call_back", args=[call.concern.code])
    title = shown.titled(call.concern, actor)
    return Waiting(_("回电"), title, call.unit.name, url, call.call_back_on, left, "late" if is_late else "soon")


panels.panel("concern", "windows/panel.html", beside_concern, where="aside")
panels.steps("concern", steps, group="note")
panels.waits(waits)
panels.rows("tally", "windows/rows_tally.html")
panels.rows("service", "windows/rows_service.html")
panels.rows("errand", "windows/rows_errand.html")
panels.rows("workroom", "windows/rows_work_room.html")
