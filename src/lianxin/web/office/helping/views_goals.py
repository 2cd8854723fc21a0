"""帮扶目标和任务的页面."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.helping import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page
from lianxin.work.helping import commands
from lianxin.work.helping.models import HelpTask
from lianxin.work.helping.terms import PLAN, VIEW


def set_goal(request: Request, code: str) -> HttpResponse:
    """定目标."""
    plan = shown.plan_of(request, code, to=PLAN)
    form: Any = forms.GoalForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.set_goal, request, plan=plan, **form.cleaned_data):
        messages.success(request, _("已定目标。接着安排任务。"))
        return redirect("helping:plan", code=code)
    purpose = _("%(label)s。近期的、中期的各定几条，每条下面安排任务。") % {"label": plan.label}
    return form_page(request, form, Asking(_("定目标"), purpose, reverse("helping:plan", args=[code])))


def set_task(request: Request, code: str, pk: int) -> HttpResponse:
    """安排任务."""
    plan = shown.plan_of(request, code, to=PLAN)
    goal = plan.goals.filter(pk=pk).first()
    if goal is None:
        raise Http404(_("没有找到。"))
    initial = {"owner": request.actor.name}
    form: Any = forms.TaskForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.set_task, request, goal=goal, **form.cleaned_data):
        messages.success(request, _("已安排。"))
        return redirect("helping:plan", code=code)
    return form_page(request, form, Asking(_("安排任务"), goal.goal, reverse("helping:plan", args=[code])))


def finish_task(request: Request, code: str) -> HttpResponse:
    """任务完成: its owner may, wherever he works, and whoever works on the plan."""
    task = HelpTask.objects.filter(code=code).select_related("goal__plan__unit", "goal__plan__household").first()
    if task is None or not (task.owner_id == request.actor.person_id or request.actor.may(VIEW, task.goal.plan)):
        raise Http404(_("没有找到。"))
    plan = task.goal.plan
    if task.owner_id != request.actor.person_id:
        request.actor.must(PLAN, plan)
    form: Any = forms.TaskDoneForm(request.POST or None, today=request.today, initial={"on": request.today})
    back = reverse("helping:plan", args=[plan.code]) if request.actor.may(VIEW, plan) else reverse("today")
    if form.is_valid() and done(form, commands.finish_task, request, task=task, **form.cleaned_data):
        messages.success(request, _("已记完成。"))
        return redirect(back)
    return form_page(request, form, Asking(_("任务完成"), plan.label, back), notes=[task.task, task.goal.goal])
