"""积案的页面: the register, the leader in charge, the plan and what came of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.web.office.concerns.rows import rows as concern_rows
from lianxin.web.office.supervision import forms, shown
from lianxin.web.office.supervision.views import must_see
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW
from lianxin.work.supervision import commands, queries
from lianxin.work.supervision.commands.cases import may_note
from lianxin.work.supervision.models import OldCase
from lianxin.work.supervision.terms import ISSUE

DAYS = (30, 60, 90, 180, 365)


def matters() -> Any:
    """诉求 with what the page of an old case shows."""
    return Concern.objects.select_related("unit", "handler", "requester").prefetch_related("subjects")


def _register(request: Request) -> dict[str, Any]:
    days = request.GET.get("days", "")
    chosen = int(days) if days in map(str, DAYS) else queries.OLD_DAYS
    found = queries.old_cases(request.actor, request.today, chosen)
    received = list(found.order_by().values_list("received_on", flat=True))
    shown_ones = concerns.first_of(found, shown.MOST)
    cases = {one.concern_id: one for one in _cases(request, shown_ones)}
    rows = concern_rows(shown_ones, request.actor, request.today, clocks.calendar())
    ages = [(request.today - one.received_on).days for one in shown_ones]
    return {
        "rows": [(row, age, cases.get(one.pk)) for row, age, one in zip(rows, ages, shown_ones, strict=True)],
        "total": len(received), "median": queries.median_age(received, request.today), "days": chosen, "choices": DAYS,
        "most": shown.MOST, "led": OldCase.objects.reachable(by=request.actor, to=VIEW).filter(
            concern__in=found.order_by().values("pk"), leader__isnull=False).count(),
        "unit": request.posting.unit if request.posting else None,
    }  # fmt: skip


def _cases(request: Request, found: list[Concern]) -> Any:
    reach = OldCase.objects.reachable(by=request.actor, to=VIEW).filter(concern__in=[one.pk for one in found])
    return reach.select_related("leader", "leader_unit")


def cases(request: Request) -> HttpResponse:
    """积案台账."""
    must_see(request)
    return render(request, "supervision/cases.html", _register(request))


def print_cases(request: Request) -> HttpResponse:
    """打印积案台账."""
    must_see(request)
    return render(request, "supervision/print_cases.html", _register(request))


def case(request: Request, code: str) -> HttpResponse:
    """一件积案: its leader, its plan, what came of it."""
    concern = fetch(request, matters(), see=VIEW, code=code)
    return render(request, "supervision/case.html", _page(request, concern))


def _page(request: Request, concern: Concern) -> dict[str, Any]:
    actor = request.actor
    found = OldCase.objects.filter(concern=concern).select_related("leader", "leader_unit").first()
    if found is not None:
        found.concern = concern
    return {
        "concern": concern, "title": concerns.shown(concern.title, concern, actor), "case": found,
        "age": (request.today - concern.received_on).days, "notes": list(found.notes.all()) if found else [],
        "may_lead": actor.may(ISSUE, concern), "may_note": found is not None and may_note(found, actor),
    }  # fmt: skip


def declare(request: Request, code: str) -> HttpResponse:
    """列为积案."""
    concern = fetch(request, matters(), see=VIEW, to=ISSUE, code=code)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and done(form, commands.declare, request, concern=concern, **form.cleaned_data):
        messages.success(request, _("已列为积案。"))
        return redirect("supervision:case", code=code)
    return render(
        request, "supervision/case_deed.html", {**_page(request, concern), "form": form, "word": _("列为积案")}
    )


def lead(request: Request, code: str) -> HttpResponse:
    """领导包案."""
    concern = fetch(request, matters(), see=VIEW, to=ISSUE, code=code)
    form = forms.LeadForm(request.POST or None, concern=concern, by=request.actor, today=request.today)
    if form.is_valid() and done(form, commands.lead, request, concern=concern, **form.as_command()):
        messages.success(request, _("已确定包案领导。"))
        return redirect("supervision:case", code=code)
    return render(
        request, "supervision/case_deed.html", {**_page(request, concern), "form": form, "word": _("领导包案")}
    )


def note(request: Request, code: str) -> HttpResponse:
    """记包案进展."""
    known = OldCase.objects.select_related("concern").prefetch_related("concern__subjects")
    found = fetch(request, known, see=VIEW, concern__code=code)
    commands.cases.must_note(case=found, by=request.actor)
    form = forms.NoteForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.note, request, case=found, **form.cleaned_data):
        messages.success(request, _("已记下进展。"))
        return redirect("supervision:case", code=code)
    concern = fetch(request, matters(), see=VIEW, code=code)
    return render(
        request, "supervision/case_deed.html", {**_page(request, concern), "form": form, "word": _("记包案进展")}
    )
