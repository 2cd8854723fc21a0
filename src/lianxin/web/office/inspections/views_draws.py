"""抽取、编组、派车的页面: draw, draw again, groups of a day, their cars, the roster to print, one station."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.inspections import forms, shown
from lianxin.web.office.inspections.views import fetched
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed
from lianxin.work.inspections import commands, queries
from lianxin.work.inspections.models import CarTurn, PlanTarget
from lianxin.work.inspections.terms import PLAN, VIEW


def day_of(words: str) -> date:
    """The day in an address; Http404."""
    try:
        return date.fromisoformat(words)
    except ValueError as problem:
        raise Http404(_("没有找到。")) from problem


def draw(request: Request, code: str) -> HttpResponse:
    """抽取."""
    plan, back = fetched(request, code, to=PLAN), reverse("inspections:plan", args=[code])
    form: Any = forms.DrawForm(
        request.POST or None, today=request.today, initial=shown.next_day_of(plan, request.today)
    )
    if form.is_valid() and done(form, commands.draw, request, plan=plan, **form.cleaned_data):
        messages.success(request, _("已抽出。种子和名单的校验值先记入了流水，谁都能重算。"))
        return redirect("inspections:drawn", code=code, number=form.result.number)
    purpose = _("今年查得少的先抽，一样的凭随机数；到了上限的不在名单里。抽了不能收回。")
    return form_page(request, form, Asking(_("抽取督查单位"), purpose, back, _("抽取")))


def drawn(request: Request, code: str, number: int) -> HttpResponse:
    """一次抽取, done again before one's eyes: the list, seed, digest, whether it agrees."""
    plan = fetched(request, code)
    found = plan.draws.filter(number=number).first()
    if found is None or not queries.sees_whole(plan, request.actor):
        raise Http404(_("没有找到。"))
    return render(request, "inspections/drawn.html", shown.draw_context(plan, found))


def group(request: Request, code: str, day: str) -> HttpResponse:
    """编组 of a day."""
    plan, on, back = fetched(request, code, to=PLAN), day_of(day), reverse("inspections:plan", args=[code])
    free = list(queries.targets(plan).filter(on=on, group=None, done_on=None))
    form: Any = forms.GroupForm(request.POST or None, targets=free, initial=shown.stops_of(free))
    if form.is_valid():
        targets, members = form.cleaned_data["targets"], form.cleaned_data["members"]
        if done(form, commands.form_group, request, plan=plan, on=on, members=members, targets=targets):
            messages.success(request, _("已编组。"))
            return redirect(back)
    purpose = _("%(on)s还没有编组的 %(n)s 个单位，按路线编号。") % {"on": on.isoformat(), "n": len(free)}
    return form_page(request, form, Asking(_("编组"), purpose, back, _("编成一组")))


@require_POST
def cars(request: Request, code: str, day: str) -> HttpResponse:
    """派车 for the groups of a day."""
    if pressed(request, commands.send_cars, plan=fetched(request, code, to=PLAN), on=day_of(day)):
        messages.success(request, _("已按轮次派车。"))
    return redirect("inspections:plan", code=code)


def roster(request: Request, code: str, day: str) -> HttpResponse:
    """督查安排表 of a day, to print: groups, routes, cars, what to look at. For the inspecting side alone."""
    plan, on = fetched(request, code), day_of(day)
    if not request.actor.may_at(VIEW, plan.unit_path):
        raise Http404(_("没有找到。"))
    context = {"plan": plan, "on": on, "groups": list(queries.roster(plan, on))}
    return render(request, "inspections/roster.html", context)


def target(request: Request, pk: int, verb: str) -> HttpResponse:
    """一站: it has been inspected, or this time it is not."""
    found: Any = fetch(request, PlanTarget.objects.select_related("plan", "unit"), see=VIEW, pk=pk)
    back = reverse("inspections:plan", args=[found.plan.code])
    fetched(request, found.plan.code, to=PLAN)
    form: Any
    command: Any
    if verb == "done":
        form = forms.DoneForm(request.POST or None, today=request.today, initial={"on": found.on})
        command, word = commands.mark_done, _("查完一站")
    elif verb == "skip":
        form, command, word = forms.ReasonForm(request.POST or None), commands.skip_target, _("这次不查")
    else:
        raise Http404(_("没有找到。"))
    if form.is_valid() and done(form, command, request, target=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    return form_page(request, form, Asking(word, found.unit.name, back))


def turn(request: Request, pk: int) -> HttpResponse:
    """这次派不出: the next one lends instead."""
    found = CarTurn.objects.filter(pk=pk).select_related("group__plan", "source").first()
    if found is None:
        raise Http404(_("没有找到。"))
    plan = fetched(request, found.group.plan.code, to=PLAN)
    back = reverse("inspections:plan", args=[plan.code])
    form: Any = forms.ReasonForm(request.POST or None)
    if form.is_valid() and done(form, commands.skip_car, request, turn=found, **form.cleaned_data):
        messages.success(request, _("已记下，改由%(name)s派车。") % {"name": form.result.source.name})
        return redirect(back)
    return form_page(request, form, Asking(_("这次派不出"), found.source.name, back))
