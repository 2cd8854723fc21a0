"""减负: what was put upon a unit, month by month and by whom; each number opens; over many units in bands, without an order."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.burden import MEASURES
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.asking import commands, documents
from lianxin.reports.asking.models import AskingBudget
from lianxin.reports.asking.queries import UNTIL_SET, limits, meter
from lianxin.reports.asking.terms import APPROVE, VIEW
from lianxin.web.office.asking import charts, forms
from lianxin.web.office.asking.views import TABS
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, room_tabs, see

LISTED = 300


def _asked(request: Request) -> tuple[Unit, Period]:
    """The unit and month that the address names, as far as one may look there; else one's own and this one."""
    see(request, VIEW)
    here, typed = request.posting.unit, request.GET.get("unit", "")
    key = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 9 else 0
    unit = Unit.objects.filter(pk=key).first() or here
    unit = unit if request.actor.may_at(VIEW, unit.path) else here
    try:
        month = Period.parse(request.GET.get("month", ""))
    except NotAPeriod:
        month = Period.containing(request.today)
    fits = month.kind == "month" and month.first <= request.today
    return unit, month if fits else Period.containing(request.today)


def burden(request: Request) -> HttpResponse:
    """减负一览: of the whole county one month in bands and by asker; of any other unit its twelve months."""
    unit, month = _asked(request)
    if len(unit.path) == STEP:
        return _of_county(request, unit, month)
    months = meter.last_months(request.today)
    rows = meter.items(unit, months[0].first, months[-1].last, request.actor)
    lines = meter.lines(rows, months)
    ours = [row for row in rows if row.month == month.code]
    load, most, is_over = meter.limit_words(rows, unit, month)
    below = Unit.objects.valid(request.today).filter(parent=unit).order_by("path")
    return render(request, "asking/burden.html", {
        **_frame(request, unit, month), "months": months, "askers": _askers(ours), "load": load, "most": most,
        "is_over": is_over, "measures": _measures(ours), "bands": (),
            "lines": [(line, list(zip(line.amounts, months, strict=True))) for line in lines],
        "bars": charts.bars(unit, lines, months), "below": below,
    })  # fmt: skip


def _of_county(request: Request, unit: Unit, month: Period) -> HttpResponse:
    rows = meter.items(unit, month.first, month.last, request.actor, below=True)
    return render(request, "asking/county.html", {
        **_frame(request, unit, month), "lines": meter.lines(rows, [month]), "askers": _askers(rows), "measures": _measures(rows),
        "bands": meter.bands(rows, unit, month), "next": month.next() if month.next().first <= request.today else None,
        "before": month.previous(),
    })  # fmt: skip


def _frame(request: Request, unit: Unit, month: Period) -> dict[str, Any]:
    return {
        "unit": unit, "month": month, "tabs_shown": room_tabs(TABS, "asking:burden"),
        "is_own": unit.pk == request.posting.unit.pk, "may_set": request.actor.may_at(APPROVE, unit.path[:STEP]),
    }  # fmt: skip


def _measures(rows: list[meter.Item]) -> list[Any]:
    there = {row.measure.code for row in rows}
    return [one for one in meter.measures() if one.code in there]


def _askers(rows: list[meter.Item]) -> list[tuple[str, list[tuple[int, Any]]]]:
    measures = _measures(rows)
    labels = [one.label for one in measures]
    return [(one.name, list(zip(one.row(measures), labels, strict=True))) for one in meter.askers(rows)]


def behind(request: Request) -> HttpResponse:
    """打开的数: the very things that a number of the meter counts."""
    unit, month = _asked(request)
    code, asker = request.GET.get("kind", ""), request.GET.get("asker", "")[:80]
    rows = meter.items(unit, month.first, month.last, request.actor, below="below" in request.GET)
    rows = [row for row in rows if code in ("", row.measure.code) and asker in ("", row.burden.asker)]
    names = {one.path: one.name for one in Unit.objects.filter(path__in={row.burden.unit_path for row in rows})}
    one = MEASURES.get(code)
    return render(request, "asking/behind.html", {
        **_frame(request, unit, month), "measure": one, "asker": asker, "total": sum(row.burden.amount for row in rows),
        "rows": [(row, names.get(row.burden.unit_path, "")) for row in rows[:LISTED]], "more": len(rows) - LISTED,
    })  # fmt: skip


def _month_rows(request: Request) -> tuple[Unit, Period, list[meter.Item], str]:
    """One unit's month with a sentence on its limit."""
    unit, month = _asked(request)
    rows = meter.items(unit, month.first, month.last, request.actor)
    load, most, is_over = meter.limit_words(rows, unit, month)
    words = _("要填的共 %(load)s；限额 %(most)s。") % {"load": load.words, "most": most.words}
    return unit, month, rows, words + (_("超过了限额。") if is_over else "")


def month(request: Request) -> HttpResponse:
    """本月向我们要了什么: one page, also on a phone and on paper."""
    unit, one, rows, words = _month_rows(request)
    lines = [line for line in meter.lines(rows, [one]) if line.total]
    return render(request, "asking/month.html", {
        **_frame(request, unit, one), "rows": rows, "limit_words": words, "lines": lines,
        "before": one.previous(), "next": one.next() if one.next().first <= request.today else None,
    })  # fmt: skip


def docx(request: Request) -> HttpResponse:
    """下载 docx: a unit's month on paper."""
    unit, one, rows, words = _month_rows(request)
    paper = documents.month_paper(unit, one, rows, words, request.today)
    return sending.docx(paper, f"{unit.name}{one.label}负担情况")


def budget(request: Request) -> HttpResponse:
    """报送限额: what one may ask of each kind of unit in a month; set by the county's leaders."""
    see(request, VIEW)
    may_set = len(request.actor.own_path) == STEP and request.actor.has(APPROVE)
    month = Period.containing(request.today)
    if request.method == "POST" and not may_set:
        request.actor.must_at(APPROVE, request.actor.own_path[:STEP])
    form: Any = forms.BudgetForm(request.POST or None, initial={"since": month.code})
    if form.is_valid() and done(form, commands.set_budget, request, **form.given()):
        messages.success(request, _("已设好。"))
        return redirect("asking:budget")
    if may_set and (request.method == "POST" or "set" in request.GET):
        return form_page(
            request, form, Asking(_("设报送限额"), _("村、社区的上限本身也有上限。"), reverse("asking:budget"))
        )
    most = limits(month)
    later = AskingBudget.objects.filter(since__gt=month.code).order_by("since", "kind")
    rows = [(dict(forms.UnitKind.choices)[kind], most[kind]) for kind in UNTIL_SET]
    return render(request, "asking/budget.html", {"rows": rows, "later": later, "may_set": may_set, "month": month})
