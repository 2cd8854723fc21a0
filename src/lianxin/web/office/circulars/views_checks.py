"""督查记录的页面: what is to be checked, one check recorded beside what is already on record, a leader's visit."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.circulars import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.circulars import commands, queries
from lianxin.work.circulars.models import Inspection
from lianxin.work.circulars.rules import must_be_who_came
from lianxin.work.circulars.terms import RECORD, VIEW
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.inspections.models import PlanTarget
from lianxin.work.inspections.terms import VIEW as SEE_PLANS
from lianxin.work.stations import logbook
from lianxin.work.stations import queries as stations


def checks(request: Request) -> HttpResponse:
    """督查记录一览, the newest first."""
    see(request, VIEW)
    rows = list(queries.inspections(request.actor)[: shown.LISTED])
    may = request.actor.may_at(RECORD, request.actor.own_path)
    return render(request, "circulars/checks.html", {**shown.page(request, "checks"), "rows": rows, "may_record": may})


def choose(request: Request) -> HttpResponse:
    """记督查: which of the units that an approved plan names; without one there is nothing to record."""
    unit = own_unit(request, RECORD)
    rows = queries.to_record(unit, request.today)
    return render(request, "circulars/choose.html", {"rows": rows[: shown.LISTED], "unit": unit})


def record(request: Request, pk: int) -> HttpResponse:
    """记督查 of one unit; beside the form what is on its wall, in its log and on its list (JF-8)."""
    own_unit(request, RECORD)
    found = PlanTarget.objects.select_related("plan", "plan__unit", "unit", "group")
    target = fetch(request, found, see=SEE_PLANS, to=RECORD, pk=pk)
    must_be_who_came(target.plan.unit_path, request.actor)
    day = target.done_on or min(target.on, request.today)
    form: Any = forms.CheckForm(
        request.POST or None, today=request.today, initial={"on": day, "mode": target.plan.mode, "went": _group(target)}
    )
    if form.is_valid() and done(form, commands.record, request, target=target, **form.cleaned_data):
        messages.success(request, _("已记下这次督查。"))
        return redirect("circulars:inspection", code=form.result.code)
    context = {"target": target, "plan": target.plan, "form": form, "beside": _beside(request, target.unit, day)}
    return render(request, "circulars/record.html", context)


def _group(target: PlanTarget) -> str:
    return "、".join(one.name for one in target.group.members.all()) if target.group else ""


def _beside(request: Request, unit: Any, day: Any) -> dict[str, Any]:
    """已有的: the people on the wall, the work log of the day, how many concerns are open there."""
    station = stations.of_unit(unit, day)
    open_ones = Concern.objects.reachable(by=request.actor, to=SEE_CONCERN).filter(unit_path=unit.path).open()
    return {"station": station, "members": stations.members(station, day) if station else [], "day": day,
            "log": logbook.day(unit, day, request.actor), "open": open_ones.count()}  # fmt: skip


def record_leader(request: Request) -> HttpResponse:
    """记领导督导: one record per visit; no plan is needed."""
    unit = own_unit(request, RECORD)
    form: Any = forms.LeaderForm(request.POST or None, today=request.today, here=unit, initial={"on": request.today})
    if form.is_valid() and done(form, commands.record_leader, request, **form.cleaned_data):
        messages.success(request, _("已记下这次督导。"))
        return redirect("circulars:inspection", code=form.result.code)
    purpose = _("主要领导、分管领导、群工办主任下去督导，一次一条；月底在领导督导页汇总。")
    return form_page(request, form, Asking(_("记领导督导"), purpose, reverse("circulars:leaders"), _("记下")))


def _fetched(request: Request, code: str) -> Inspection:
    rows = Inspection.objects.select_related("unit", "home", "plan", "target")
    found: Inspection = fetch(request, rows, see=VIEW, code=code)
    return found


def inspection(request: Request, code: str) -> HttpResponse:
    """一次督查: what was seen, what was held against the records, the problems with how they stand."""
    found = _fetched(request, code)
    ours = shown.is_ours(found, request.actor) and found.voided_on is None
    findings = found.findings.select_related("unit", "item", "inspection", "rule__version__regulation").order_by("pk")
    samples = found.samples.reachable(by=request.actor, to=VIEW).select_related("concern__requester")
    offered = queries.to_sample(found, request.actor) if ours else []
    return render(request, "circulars/inspection.html", {
        "inspection": found, "rows": [shown.row(one, request.today) for one in findings], "ours": ours,
        "samples": [(one, concerns.shown(one.concern.title, one.concern, request.actor)) for one in samples],
        "offered": [(one, concerns.shown(one.title, one, request.actor)) for one in offered],
        "log": logbook.day(found.unit, found.on, request.actor),
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """提出问题, 抽看一件, 作废."""
    found = _fetched(request, code)
    must_be_who_came(found.home_path, request.actor)
    form: Any
    command: Any
    given: dict[str, Any] = {"inspection": found}
    if verb == "note":
        form, command, word = forms.NoteForm(request.POST or None, today=request.today), commands.note, _("提出问题")
    elif verb == "void":
        form, command, word = forms.ReasonForm(request.POST or None, today=request.today), commands.void, _("作废")
    elif verb == "sample":
        form, command, word = (
            forms.SampleForm(request.POST or None, initial={"agrees": "1"}),
            commands.sample,
            _("抽看记录"),
        )
        given["concern"] = _sampled(request)
    else:
        raise Http404(_("没有找到。"))
    if form.is_valid() and done(form, command, request, **given, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("circulars:inspection", code=code)
    notes = [given["concern"].code] if "concern" in given else []
    return form_page(request, form, Asking(word, str(found), reverse("circulars:inspection", args=[code])), notes=notes)


def _sampled(request: Request) -> Concern:
    code = request.GET.get("concern", "").replace("\0", "")[:12]
    found = Concern.objects.reachable(by=request.actor, to=SEE_CONCERN).filter(code=code).first()
    if found is None:
        raise Http404(_("没有找到。"))
    return found
