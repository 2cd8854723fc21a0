"""一页看: what needs me, what is stuck, where, on whose level; six figures; what is in order in one line (F101)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.pure.periods import Period
from lianxin.web.office.concerns.rows import rows as concern_rows
from lianxin.web.office.figures.asked import Asked, asked_of
from lianxin.web.office.overview import glance, stuck
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns

MOST = 200


def _asked(request: Request) -> Asked:
    """The unit of one's post and the last whole month, unless the address says otherwise."""
    return asked_of(request, usual=Period.containing(request.today).previous())


def index(request: Request) -> HttpResponse:
    """一页看."""
    asked, by, today = _asked(request), request.actor, request.today
    table = stuck.rows(by, today, asked.unit)
    columns = stuck.shown_levels(table)
    late = [row for row in table if row.total.count]
    context: dict[str, Any] = {
        "asked": asked, "needs": glance.needs(by, today, clocks.calendar()), "glances": glance.glances(asked),
        "levels": [stuck.LEVELS[place][1] for place in columns], "fine": [row.kind.word for row in table if not row.total.count],
        "stuck": [(row, [row.cells[place] for place in columns]) for row in late], "places": _places(asked, late),
        "is_own": asked.unit.pk == request.posting.unit.pk,
        "figures_url": asked.url("index"), "compare_url": reverse("compare:index", query=asked.query),
    }  # fmt: skip
    return render(request, "overview/index.html", context)


def _places(asked: Asked, late: list[stuck.Row]) -> str:
    """去哪里看看 of one's own unit, where there is anything to go for."""
    return reverse("supervision:where") if late and asked.unit.path == asked.by.own_path else ""


def behind(request: Request) -> HttpResponse:
    """一格后面的: the very records that a number of the page counts."""
    asked, by, today = _asked(request), request.actor, request.today
    kind = next((one for one in stuck.KINDS if one.code == request.GET.get("why", "")), None)
    if kind is None:
        raise Http404(_("没有找到。"))
    level = request.GET.get("level", "")
    found = stuck.behind(kind, level, by, today, asked.unit)
    total = found.count()
    context: dict[str, Any] = {"kind": kind, "level": stuck.level_words(level), "unit": asked.unit.name, "total": total,
                               "most": MOST, "back": reverse("overview:index", query={"unit": asked.unit.pk})}  # fmt: skip
    if kind.tell is not None:
        context["matters"] = [kind.tell(one) for one in found[:MOST]]
    else:
        context["rows"] = concern_rows(concerns.first_of(found, MOST), by, today, clocks.calendar())
    return render(request, "overview/behind.html", context)
