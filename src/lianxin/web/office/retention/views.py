"""到期清理的页面: the days that come and the nights that were, the periods, the holds, 销毁清册."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lianxin.base.retention import queries, tables
from lianxin.base.retention.kinds import KINDS
from lianxin.base.retention.models import Hold, Period
from lianxin.base.retention.terms import HOLD, KEEP, RESTRICTED_DAYS, SET, VIEW
from lianxin.web.office.retention import forms
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import RoomTab, room_tabs, see

PAGES = (
    (gettext_lazy("到期清理"), "retention:index"),
    (gettext_lazy("保管期限"), "retention:periods"),
    (gettext_lazy("暂停销毁"), "retention:holds"),
    (gettext_lazy("销毁清册"), "retention:destroyed"),
)
LISTED, PRINTED, NIGHTS = 200, 2000, 30


def tabs(here: str) -> list[RoomTab]:
    """The pages of this room."""
    return room_tabs(PAGES, here)


@require_safe
def index(request: Request) -> HttpResponse:
    """到期清理: what will be erased on which day and why, what comes to its end, what the last nights did."""
    see(request, VIEW)
    shut, held = queries.restricted(request.actor), queries.holds()
    rows = [(one, one.held_by(held), request.actor.has(KEEP) and request.actor.may(KEEP, one)) for one in shut[:LISTED]]
    coming = [(one, queries.is_held(one, held)) for one in queries.coming(request.actor, request.today)]
    context = {
        "tabs": tabs("retention:index"), "rows": rows, "total": shut.count(), "coming": coming[:LISTED],
        "days": RESTRICTED_DAYS, "may_keep": request.actor.has(KEEP), "most": LISTED,
        "nights": queries.nights(request.actor, request.today - timedelta(days=NIGHTS)),
    }  # fmt: skip
    return render(request, "retention/index.html", context)


@require_safe
def periods(request: Request) -> HttpResponse:
    """保管期限: each kind with its event, its months, its basis and what is emptied; what was set before."""
    see(request, VIEW)
    set_here = queries.periods()
    rows = [
        (kind, set_here[kind.code].months if kind.code in set_here else kind.months, tables.words_of(kind.code))
        for kind in KINDS.values()
    ]
    stays = [(line.part.words, line.why) for line in tables.lines() if line.why]
    context = {
        "tabs": tabs("retention:periods"), "rows": rows, "stays": stays, "may_set": request.actor.has(SET),
        "history": Period.objects.all()[:50], "days": RESTRICTED_DAYS,
    }  # fmt: skip
    return render(request, "retention/periods.html", context)


@require_safe
def holds(request: Request) -> HttpResponse:
    """暂停销毁: what is held, and what was let go."""
    see(request, VIEW)
    found = Hold.objects.reachable(by=request.actor, to=VIEW)[:LISTED]
    rows = [(one, one.let_go_at is None and request.actor.has(HOLD) and request.actor.may(HOLD, one)) for one in found]
    context = {"tabs": tabs("retention:holds"), "rows": rows, "may_hold": request.actor.has(HOLD)}
    return render(request, "retention/holds.html", context)


@require_safe
def destroyed(request: Request) -> HttpResponse:
    """销毁清册 of a span, to be printed, signed and filed: numbers, kinds and days, no content."""
    see(request, VIEW)
    form = forms.SpanForm(request.GET or None, today=request.today)
    given = form.cleaned_data if form.is_valid() else {}
    first = given.get("first") or date(request.today.year, 1, 1)
    last = given.get("last") or request.today
    found = queries.erased(request.actor, first, last)
    context = {
        "tabs": tabs("retention:destroyed"), "form": form, "first": first, "last": last, "rows": found[:PRINTED],
        "total": found.count(), "most": PRINTED, "by_kind": queries.by_kind(found), "unit": request.posting.unit,
    }  # fmt: skip
    return render(request, "retention/destroyed.html", context)
