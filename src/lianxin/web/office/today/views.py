"""今日: what needs me, most urgent first; then what I wait for from others."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.clocks.words import called
from lianxin.base.indicators import FIGURES
from lianxin.pure.workdays import Calendar
from lianxin.reports.tables.terms import USE
from lianxin.web.ui import panels
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import REGISTER, VIEW

MINE, THEIRS = 30, 12


def today(request: Request) -> HttpResponse:
    """今日."""
    actor, calendar = request.actor, clocks.calendar()
    duties = queries.duties(actor, request.today, calendar, MINE)
    counts = queries.count_duties(actor)
    total = sum(count for _verb, _word, count in counts)
    context = {
        "duties": duties, "waiting": panels.waiting(actor, request.today, calendar, MINE), "counts": counts,
        "has_more": total > len(duties),
        "awaited": queries.awaited(actor, request.today, calendar, THEIRS) if actor.has(VIEW) else [],
        "has_verbs": any(actor.has(permission) for _verb, permission, _state in queries.ASKS),
        "may_register": actor.has(REGISTER), "may_read_figures": actor.has(FIGURES), "may_take_tables": actor.has(USE),
        "day_word": _day_word(request.today, calendar),
        "quiet": panels.said_quietly(actor, request.today),
        "summary": _summary(duties, total) if total else _overview(request, calendar),
    }  # fmt: skip
    return render(request, "today/today.html", context)


def _day_word(day: date, calendar: Calendar) -> str:
    """11月3日 星期二; a day off says what it is."""
    kind, words = calendar.kind(day), date_format(day, _("n月j日 l"))
    if kind.is_workday and not kind.is_exchanged:
        return words
    off = _("调休上班") if kind.is_workday else (called(kind.name) or _("休息日"))
    return _("%(day)s（%(off)s）") % {"day": words, "off": off}


def _summary(duties: list[queries.Duty], total: int) -> str:
    late = sum(duty.left.tone == "late" for duty in duties)
    if late:
        return _("有 %(total)s 件要您办，最急的里面 %(late)s 件已超期。") % {"total": total, "late": late}
    return _("有 %(total)s 件要您办，先办最急的。") % {"total": total}


def _overview(request: Request, calendar: Calendar) -> str:
    """For who only looks on: how many are running, overdue, nearly due."""
    actor = request.actor
    if not actor.has(VIEW) or any(actor.has(permission) for _verb, permission, _state in queries.ASKS):
        return ""
    found = Concern.objects.reachable(by=actor, to=VIEW)
    conditions = queries.tab_conditions(request.today, calendar)
    counts = queries.count_tabs(found, conditions, whole=queries.count_whole(actor))
    return _("待分办 %(to_sort)s 件，在办 %(in_hand)s 件；其中超期 %(overdue)s 件，快到期 %(soon)s 件。") % counts
