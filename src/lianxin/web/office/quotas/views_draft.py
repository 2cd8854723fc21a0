"""起草: a draft from nothing, from a sample or from the version before; tried against the records, then approved."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.quotas import shown
from lianxin.web.office.quotas.forms import ApproveForm, ClauseForm, HeadForm, StartForm, where_may
from lianxin.web.office.quotas.views import must_view
from lianxin.web.office.quotas.views_sets import fetch_set
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.work.concerns.problems import Unfit
from lianxin.work.quotas import commands, queries
from lianxin.work.quotas.clauses import Clause
from lianxin.work.quotas.measures import MEASURES, Measure
from lianxin.work.quotas.models import QuotaRule, QuotaSet
from lianxin.work.quotas.presets import PRESETS
from lianxin.work.quotas.terms import EDIT, QUOTA_FLOW, Subject


def start(request: Request) -> HttpResponse:
    """起草, empty or with the clauses of a sample."""
    must_view(request)
    if not request.actor.has(EDIT):
        raise NotAllowed(_("您现在的职务不能制定走访任务。"))
    preset = PRESETS.get(request.GET.get("preset", ""))
    units = where_may(request.actor, EDIT).order_by("path")
    initial: dict[str, Any] = {"unit": units.first()}
    if preset:
        initial |= {
            "title": preset.title,
            "roles": preset.roles,
            "unit_kinds": preset.unit_kinds,
            "subject": preset.subject,
        }
    form = StartForm(request.POST or None, today=request.today, initial=initial)
    form.offer(units)
    clauses = preset.clauses if preset else ()
    if form.is_valid() and done(form, commands.draft_set, request, clauses=clauses, **form.cleaned_data):
        messages.success(request, _("已起草，审定以前不生效。"))
        return redirect("quotas:rule_set", code=form.result.code)
    purpose = preset.about if preset else _("先写名称和对象，再一条一条写；审定前可以用上个月的记录试算。")
    context = {"form": form, "title": _("起草走访任务"), "purpose": purpose, "deed": _("起草")}
    return render(request, "quotas/form.html", context)


@require_POST
def again(request: Request, code: str) -> HttpResponse:
    """起草新的一版."""
    quota_set = fetch_set(request, code, to=EDIT)
    draft = QuotaSet.objects.filter(series=quota_set.series, status="draft").first()
    if draft is None:
        draft = commands.draft_again(quota_set=quota_set, by=request.actor, at=request.now)
        messages.success(request, _("已起草新的一版，现行的不受影响。"))
    return redirect("quotas:rule_set", code=draft.code)


def _draft(request: Request, code: str) -> QuotaSet:
    """The draft; raises WrongState where it is in force already."""
    quota_set = fetch_set(request, code, to=EDIT)
    QUOTA_FLOW.after("change", quota_set.status)
    return quota_set


def edit(request: Request, code: str) -> HttpResponse:
    """改名称和对象."""
    draft = _draft(request, code)
    initial = {name: getattr(draft, name) for name in ("title", "basis", "subject", "roles", "unit_kinds")}
    form = HeadForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.change_set, request, quota_set=draft, **form.cleaned_data):
        messages.success(request, _("已改好。"))
        return redirect("quotas:rule_set", code=code)
    context = {"set": draft, "form": form, "title": _("名称和对象"), "purpose": "", "deed": _("改好")}
    return render(request, "quotas/form.html", context)


def write(request: Request, code: str) -> HttpResponse:
    """写一条: first which records, then the rest."""
    draft = _draft(request, code)
    owes = draft.subject == Subject.UNITS
    offered = [one for one in MEASURES.values() if one.units_owe == owes]
    measure = next((one for one in offered if one.code == request.GET.get("measure", "")), None)
    if measure is None:
        return render(request, "quotas/measures.html", {"set": draft, "measures": offered})
    return _clause(request, draft, measure, None)


def rewrite(request: Request, code: str, clause: str) -> HttpResponse:
    """改一条."""
    draft = _draft(request, code)
    rule = get_object_or_404(draft.rules, code=clause)
    if rule.measure not in MEASURES:
        raise Http404(_("没有找到。"))
    return _clause(request, draft, MEASURES[rule.measure], rule)


def _clause(request: Request, draft: QuotaSet, measure: Measure, rule: QuotaRule | None) -> HttpResponse:
    others = [one for one in draft.rules.all() if rule is None or one.pk != rule.pk]
    initial: dict[str, Any] = {}
    if rule:
        initial = {**vars(Clause.of(rule)), "is_each": bool(rule.link), "number": rule.number}
    form = ClauseForm(request.POST or None, today=request.today, initial=initial, measure=measure, others=others)
    if form.is_valid():
        given = {"quota_set": draft, "rule": rule, "clause": form.clause(), "number": form.cleaned_data["number"]}
        if done(form, commands.put_rule, request, **given):
            messages.success(request, _("已写进草稿。"))
            return redirect("quotas:rule_set", code=draft.code)
    title = _("改一条") if rule else _("写一条")
    purpose = _("看这些记录：%(measure)s。") % {"measure": measure.label}
    context = {"set": draft, "form": form, "title": title, "purpose": purpose, "deed": _("写进草稿")}
    return render(request, "quotas/clause.html", context)


@require_POST
def remove(request: Request, code: str, clause: str) -> HttpResponse:
    """删去一条."""
    draft = _draft(request, code)
    rule = get_object_or_404(draft.rules.select_related("quota_set"), code=clause)
    try:
        commands.remove_rule(rule=rule, by=request.actor, at=request.now)
        messages.success(request, _("已从草稿删去。"))
    except Unfit as problem:
        messages.error(request, str(problem))
    return redirect("quotas:rule_set", code=code)


def approve(request: Request, code: str) -> HttpResponse:
    """审定, after a look at how it would have gone with the records of last month."""
    draft = fetch_set(request, code, to=EDIT)
    QUOTA_FLOW.after("approve", draft.status)
    form = ApproveForm(request.POST or None, today=request.today, initial={"valid_from": request.today})
    if form.is_valid() and done(form, commands.approve_set, request, quota_set=draft, **form.cleaned_data):
        messages.success(request, _("已审定。"))
        return redirect("quotas:rule_set", code=code)
    rules = list(draft.rules.all())
    trials = [(one, shown.clause(one.clause, rules)) for one in queries.try_out(draft, request.today)]
    return render(request, "quotas/approve.html", {"set": draft, "form": form, "trials": trials})


@require_POST
def drop(request: Request, code: str) -> HttpResponse:
    """删去草稿."""
    commands.drop_draft(quota_set=_draft(request, code), by=request.actor, at=request.now)
    messages.success(request, _("已删去草稿。"))
    return redirect("quotas:rules")
