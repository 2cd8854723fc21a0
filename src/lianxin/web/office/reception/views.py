"""接待日的页面: the sessions of a month, one session with its log book, the book on paper."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import ical
from lianxin.pure.periods import Period
from lianxin.web.office.reception import shown
from lianxin.web.ui import qr
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.reception import queries
from lianxin.work.reception.models import ReceptionSession
from lianxin.work.reception.terms import ARRANGE, VIEW, SessionStatus

SHOWN, AHEAD = 300, timedelta(days=183)


def index(request: Request) -> HttpResponse:
    """场次: mine, the books that are not filled in, and all of the month."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务没有可以看接待日的单位。"))
    month = _month(request)
    found, today = queries.sessions(request.actor), request.today
    in_month = _narrowed(request, found.filter(on__range=(month.first, month.last)))[:SHOWN]
    mine = found.filter(receiver=request.actor.person_id, on__gte=today - timedelta(days=31)).order_by("on")[:12]
    late = found.book_open(today - timedelta(days=1)).order_by("on")[:30]
    context = {
        "tabs": shown.tabs("index"), "month": month, "previous": month.previous(), "following": month.next(),
        "rows": shown.session_rows(in_month, today), "mine": shown.session_rows(mine, today),
        "late": shown.session_rows(late, today), "units": queries.units_with_rules(request.actor),
        "unit": request.GET.get("unit", ""), "may_arrange": request.actor.has(ARRANGE),
    }  # fmt: skip
    return render(request, "reception/index.html", context)


@require_safe
def ics(request: Request) -> HttpResponse:
    """日历文件: half a year of sessions, of one unit or of one receiver where asked; officials alone, never who came."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务没有可以看接待日的单位。"))
    ahead = queries.sessions(request.actor).standing().filter(on__range=(request.today, request.today + AHEAD))
    events = [
        ical.Event(f"{one.code}@lianxin", one.on, one.on, shown.calendar_line(one))
        for one in _narrowed(request, ahead).order_by("on", "from_time", "pk")[:SHOWN]
    ]
    text = ical.write(_("接待日"), events, request.now)
    headers = {"Content-Disposition": 'attachment; filename="reception.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _month(request: Request) -> Period:
    try:
        asked = Period.parse(request.GET.get("month", ""))
    except ValueError:
        asked = Period.containing(request.today)
    return asked if asked.first.year in range(2000, 2100) else Period.containing(request.today)


def _narrowed(request: Request, found: Any) -> Any:
    """Of one unit; of one receiver as the list of his sessions, for himself and for the office (M073)."""
    unit, receiver = (_number(request.GET.get(name, "")) for name in ("unit", "receiver"))
    if unit is not None:
        found = found.filter(unit_id=unit)
    if receiver is not None and (receiver == request.actor.person_id or request.actor.has(ARRANGE)):
        found = found.filter(receiver_id=receiver)
    return found


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def session(request: Request, code: str) -> HttpResponse:
    """一场接待: who, when, where, its book, and what is to be done with it."""
    found = fetch(request, ReceptionSession.objects.select_related("unit", "rule", "receiver"), see=VIEW, code=code)
    return render(request, "reception/session.html", page_of(request, found))


def page_of(request: Request, session: ReceptionSession) -> dict[str, Any]:
    """Everything that the page of a session shows."""
    calendar, today, by = clocks.calendar(), request.today, request.actor
    rows = shown.entry_rows(queries.book_of(session, by), by, today, calendar)
    shifts = list(session.shifts.select_related("was", "receiver"))
    return {
        "session": session, "rows": rows, "shifts": shifts, "may": shown.deeds(request, session),
        "clocks": shown.clocks_of(session, today, calendar), "tone": shown.TONES[SessionStatus(session.status)],
        "people": sum(row.people for row in rows),
    }  # fmt: skip


def print_book(request: Request, code: str) -> HttpResponse:
    """接待日记录簿, one sheet, with the code that leads back to this page."""
    found = fetch(request, ReceptionSession.objects.select_related("unit", "rule", "receiver"), see=VIEW, code=code)
    address = request.build_absolute_uri(request.path.removesuffix("print/"))
    return render(request, "reception/print_book.html", {**page_of(request, found), "qr": qr.picture(address)})
