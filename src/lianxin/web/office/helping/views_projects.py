"""村级项目的页面: what was applied for, where it is, who benefits."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.helping import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.helping import commands, queries
from lianxin.work.helping.terms import PLAN, PROJECT_FLOW, PROJECT_VERBS, VIEW, Stage

LISTED = 300


def projects(request: Request) -> HttpResponse:
    """村级项目: those still open first; of one stage if asked."""
    see(request, VIEW)
    stage = request.GET.get("stage", "")
    found = queries.projects(request.actor)
    if stage in Stage.values:
        found = found.filter(stage=stage)
    context = {
        "tabs_shown": shown.tabs("projects"), "projects": found[:LISTED], "stage": stage, "stages": Stage.choices,
        "may_plan": request.actor.has(PLAN),
    }  # fmt: skip
    return render(request, "helping/projects.html", context)


def apply(request: Request) -> HttpResponse:
    """申报项目."""
    see(request, VIEW)
    if not request.actor.has(PLAN):
        raise NotAllowed(_("您现在的职务不能申报项目。"))
    initial = {"applied_on": request.today, "unit": shown.own_place(request), "person": request.actor.name}
    form: Any = forms.ProjectForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.apply_for, request, home=request.posting.unit, **form.cleaned_data):
        messages.success(request, _("已登记申报。"))
        return redirect("helping:project", code=form.result.code)
    purpose = _("报了什么项目、报给谁、批到哪一步，都在这里看。")
    return form_page(request, form, Asking(_("申报项目"), purpose, reverse("helping:projects")))


def project(request: Request, code: str) -> HttpResponse:
    """一个村级项目."""
    found = fetch(request, queries.projects(request.actor), see=VIEW, code=code)
    funds = queries.funds(request.actor).filter(project=found)
    may = request.actor.may(PLAN, found)
    verbs = [(verb, PROJECT_VERBS[verb]) for verb in PROJECT_FLOW.open_to(found.stage)] if may else []
    context = {"project": found, "steps": list(found.steps.all()), "funds": list(funds), "verbs": verbs, "may_plan": may,
               "yuan": queries.total_yuan(funds)}  # fmt: skip
    return render(request, "helping/project.html", context)


def move(request: Request, code: str, verb: str) -> HttpResponse:
    """受理, 批复, 未批, 重新申报, 开工, 完工."""
    if verb not in PROJECT_VERBS:
        raise Http404(_("没有找到。"))
    found = fetch(request, queries.projects(request.actor), see=VIEW, to=PLAN, code=code)
    PROJECT_FLOW.after(verb, found.stage)
    form: Any = forms.MoveForm(request.POST or None, today=request.today, initial={"on": request.today})
    if form.is_valid() and done(form, commands.move_project, request, project=found, verb=verb, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("helping:project", code=code)
    return form_page(request, form, Asking(PROJECT_VERBS[verb], found.title, reverse("helping:project", args=[code])))


def correct(request: Request, code: str) -> HttpResponse:
    """修改项目登记."""
    found = fetch(request, queries.projects(request.actor), see=VIEW, to=PLAN, code=code)
    names = ("title", "person", "benefit", "households", "asked_yuan")
    initial = {name: getattr(found, name) for name in names}
    form: Any = forms.ProjectFields(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.correct_project, request, project=found, **form.cleaned_data):
        messages.success(request, _("已修改。"))
        return redirect("helping:project", code=code)
    asking = Asking(_("修改项目登记"), found.title, reverse("helping:project", args=[code]), _("保存"))
    return form_page(request, form, asking)
