"""督查计划的页面: the plans, a new one, one with its stations, draws and groups, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.inspections import forms, shown
from lianxin.web.ui import panels
from lianxin.web.ui.counted import figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.inspections import commands, queries
from lianxin.work.inspections.models import InspectionPlan
from lianxin.work.inspections.terms import APPROVE, PLAN, VIEW

FIGURES = ("inspection.received", "inspection.urgent")
HELD = ("title", "basis", "purpose", "mode", "target_kinds", "starts_on", "ends_on", "limit", "look_at", "script")


def fetched(request: Request, code: str, **how: Any) -> InspectionPlan:
    """The plan of the address; 404 to whoever may not know of it yet."""
    found = InspectionPlan.objects.select_related("unit")
    plan: InspectionPlan = fetch(request, found, see=VIEW, code=code, **how)
    return plan


def index(request: Request) -> HttpResponse:
    """督查计划一览, the latest first, a page at a time."""
    see(request, VIEW)
    page = shown.page_of(queries.plans(request.actor), request.GET.get("before", ""))
    may_plan = request.actor.may_at(PLAN, request.actor.own_path)
    return shown.room(request, "index", page=page, may_plan=may_plan, figures=figures(request, FIGURES))


def draft(request: Request) -> HttpResponse:
    """拟订督查计划."""
    unit = own_unit(request, PLAN)
    form: Any = forms.PlanForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.draft, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已拟订，等别的人批准。"))
        return redirect("inspections:plan", code=form.result.code)
    purpose = _("不要下级另报材料，不要求签到、拍照。批准以后才能抽取。")
    return form_page(request, form, Asking(_("拟订督查计划"), purpose, reverse("inspections:index"), _("拟订")))


def plan(request: Request, code: str) -> HttpResponse:
    """一个督查计划: what and why, which units on which days, groups and cars, draws; only what one may know of it."""
    found = fetched(request, code)
    beside = {"beside": panels.shown("inspection_plan", request, found, "aside")}
    return render(request, "inspections/plan.html", {**shown.plan_context(request, found), **beside})


def _form(verb: str, request: Request, found: InspectionPlan) -> tuple[Any, Any, str, str]:
    """Form, command, word and purpose of a verb."""
    data, today = request.POST or None, request.today
    form: Any
    if verb == "amend":
        form = forms.PlanForm(data, today=today, initial={key: getattr(found, key) for key in HELD})
        return form, commands.amend, _("修改督查计划"), _("批准以前可以改。")
    if verb == "approve":
        return forms.ApproveForm(data), commands.approve, _("批准督查计划"), found.title
    if verb == "call_off":
        return forms.ReasonForm(data), commands.call_off, _("取消督查计划"), _("抽取的记录留着，谁都能重算。")
    if verb == "leave_out":
        form = forms.LeaveOutForm(data, today=today, plan=found)
        return form, commands.leave_out, _("不参加抽取"), _("没有理由，不能不参加抽取。")
    if verb == "choose":
        purpose = _("到了上限的，会告诉您从哪天起可以再查。")
        return forms.ChooseForm(data, today=today, plan=found), commands.choose, _("指定督查单位"), purpose
    if verb == "urge":
        purpose = _("超过上限的，只由批准人办，写明理由；单独计数，公开看得到。")
        return forms.ChooseForm(data, today=today, plan=found), commands.urge, _("紧急例外"), purpose
    raise Http404(_("没有找到。"))


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """修改, 批准, 取消, 不参加抽取, 指定, 紧急例外."""
    needs = {"approve": APPROVE, "urge": APPROVE}.get(verb, PLAN)
    if verb == "call_off" and request.actor.has(APPROVE):
        needs = APPROVE
    found = fetched(request, code, to=needs)
    form, command, word, purpose = _form(verb, request, found)
    back = reverse("inspections:plan", args=[code])
    if form.is_valid() and done(form, command, request, plan=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    return form_page(request, form, Asking(word, purpose, back))


@require_POST
def finish(request: Request, code: str) -> HttpResponse:
    """督查完成."""
    if pressed(request, commands.finish, plan=fetched(request, code, to=PLAN)):
        messages.success(request, _("督查完成，下级单位现在看得到抽取和结果。"))
    return redirect("inspections:plan", code=code)
