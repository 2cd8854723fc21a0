"""填表和导出的页面: the table as it will be, then the file; a ledger in its usual columns."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.base import ledgers
from lianxin.reports.filling import commands, documents, queries
from lianxin.reports.filling.problems import Unfit
from lianxin.reports.filling.queries import Asked, Filled
from lianxin.reports.filling.terms import VIEW, TableKind
from lianxin.web.office.filling import forms, shown
from lianxin.web.office.filling.views import TABS, found
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs, see
from lianxin.web.ui.sending import xlsx

PREVIEWED = 20


def fill(request: Request, code: str) -> HttpResponse:
    """填表: a look at it first; the file on the button."""
    one = found(request, code)
    version = queries.current(one)
    ask = forms.FillForm(request.GET, by=request.actor, own=request.posting.unit, today=request.today)
    form: Any = forms.PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and ask.is_valid() and form.is_valid():
        given = {name: ask.cleaned_data[name] for name in ("unit", "period", "filed")}
        if done(form, commands.fill, request, version=version, **given, **form.cleaned_data):
            unit, period = given["unit"], given["period"]
            return xlsx(form.result.data, f"{unit.name}{period.label}{one.title}")
    filled, problem = _looked(request, version, ask)
    return render(request, "filling/fill.html", {
        "template": one, "version": version, "ask": ask, "form": form, "problem": problem, "filled": filled,
        "table": shown.of_filled(filled) if filled else None, "links": shown.links(filled) if filled else (),
        "query": _query(ask), "is_list": version.kind == TableKind.LIST,
    })  # fmt: skip


def _looked(request: Request, version: Any, ask: forms.FillForm) -> tuple[Filled | None, str]:
    """The filled table, or why there is none."""
    if not ask.is_valid():
        return None, ""
    if version.set_on is None:
        return None, _("这个表样还没有确认设置，请先核对每一栏填什么。")
    given = ask.cleaned_data
    try:
        asked = Asked(given["unit"], given["period"], request.actor, request.today, given["filed"])
        return queries.filled(version, asked), ""
    except Unfit as problem:
        return None, str(problem)


def _query(ask: forms.AskForm) -> str:
    return urlencode({name: value for name, value in ask.data.items() if name in ask.fields})


def ledger_list(request: Request) -> HttpResponse:
    """台账 that one's post opens."""
    see(request, VIEW)
    groups: dict[str, list[ledgers.Ledger]] = {}
    for one in ledgers.seen(request.actor):
        groups.setdefault(str(one.group), []).append(one)
    context = {"groups": list(groups.items()), "tabs_shown": room_tabs(TABS, "filling:ledgers")}
    return render(request, "filling/ledgers.html", context)


def ledger(request: Request, ledger: str) -> HttpResponse:
    """一本台账: its first lines, and the whole as Excel."""
    see(request, VIEW)
    one = next((each for each in ledgers.seen(request.actor) if each.code == ledger), None)
    if one is None:
        raise Http404(_("没有找到。"))
    ask = forms.AskForm(request.GET, by=request.actor, own=request.posting.unit, today=request.today, has_all=True)
    form: Any = forms.PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and ask.is_valid() and form.is_valid():
        given = {name: ask.cleaned_data[name] for name in ("unit", "period")}
        if done(form, commands.export, request, ledger=one, **given, **form.cleaned_data):
            span = given["period"].label if given["period"] else ""
            return xlsx(form.result.data, f"{given['unit'].name}{span}{one.label}")
    lines: list[list[Any]] = []
    if ask.is_valid():
        rows = one.rows(request.actor, ask.cleaned_data["unit"], ask.cleaned_data["period"], request.today)
        lines = [documents.cells_of(one, number, row) for number, row in enumerate(rows, 1)]
    shown_lines = [[documents.words(cell) for cell in line] for line in lines[:PREVIEWED]]
    return render(request, "filling/ledger.html", {
        "ledger": one, "ask": ask, "form": form, "lines": shown_lines, "count": len(lines), "query": _query(ask),
    })  # fmt: skip
