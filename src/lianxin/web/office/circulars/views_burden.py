"""督查负担与领导督导: how often a unit was checked and by whom, against its limit; what the leaders saw, month by month."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.office.circulars import shown
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see
from lianxin.work.circulars import queries
from lianxin.work.circulars.terms import RECORD, VIEW
from lianxin.work.inspections import queries as plans

MONTHS_BACK = 11


def _month(typed: str, today: date) -> Period:
    try:
        found = Period.parse(typed)
    except NotAPeriod:
        found = Period.containing(today)
    return found if found.kind == "month" else Period.containing(today)


def leaders(request: Request) -> HttpResponse:
    """领导督导 of a month: who, where, what he saw, one line each; prints."""
    see(request, VIEW)
    month = _month(request.GET.get("month", ""), request.today)
    rows = list(queries.leaders_of(month, request.actor)[: shown.LISTED])
    may = request.actor.may_at(RECORD, request.actor.own_path)
    context = {"rows": rows, "month": month, "before": month.previous(), "after": month.next(), "may_record": may,
               "unit": request.posting.unit}  # fmt: skip
    return render(request, "circulars/leaders.html", {**shown.page(request, "leaders"), **context})


def burden(request: Request) -> HttpResponse:
    """督查负担: of one's own unit, and for who sees more of those below, in the order of the tree; above the limit in words."""
    see(request, VIEW)
    here = request.posting.unit
    unit = Unit.objects.filter(within("path", here.path), pk=_number(request.GET.get("unit", ""))).first() or here
    year = Period.containing(request.today, "year")
    rows = queries.checked_units(request.actor, request.today)
    return render(request, "circulars/burden.html", {
        **shown.page(request, "burden"), "unit": unit, "year": year, "meters": plans.meter(unit, request.today),
        "asked": queries.asked_by(unit, year.first, request.today), "is_own": unit.pk == here.pk,
        "rows": [row for row in rows if row[0].pk != unit.pk], "quarter": Period.containing(request.today, "quarter"),
        "checks": queries.inspections(request.actor).standing().filter(unit=unit, on__gte=year.first)[: shown.LISTED],
    })  # fmt: skip


def _number(typed: str) -> int:
    """The key of a unit; 0, which no unit has, where none was typed."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 9 else 0
