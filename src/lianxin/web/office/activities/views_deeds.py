"""活动的办理: the result with the plan's numbers filled in, single lines, steps of a survey, what belongs to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lianxin.web.office.activities import forms, references
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed
from lianxin.work.activities import commands, queries
from lianxin.work.activities.models import Activity
from lianxin.work.activities.terms import FLOW, RUN, VIEW, ActivityStatus, Step
from lianxin.work.volunteers.commands import arrange_shift
from lianxin.work.volunteers.models import Team
from lianxin.work.volunteers.terms import EDIT as EDIT_TEAM


def _activity(request: Request, code: str) -> Any:
    return fetch(request, Activity.objects.select_related("unit"), see=VIEW, to=RUN, code=code)


def hold(request: Request, code: str) -> HttpResponse:
    """登记活动结果: the planned lines stand in the form with their numbers."""
    one = _activity(request, code)
    FLOW.after("hold", one.status)
    initial = {"on": one.on, "until": one.until, "cost_yuan": one.cost_planned_yuan, "summary": one.summary}
    form: Any = forms.HoldForm(
        request.POST or None,
        today=request.today,
        parts=queries.parts(one),
        turnouts=queries.turnouts(one),
        initial=initial,
    )
    if form.is_valid() and done(form, commands.hold, request, activity=one, **form.told):
        messages.success(request, _("已登记结果。还有别的，接着一笔一笔登记。"))
        return redirect("activities:activity", code=code)
    purpose = _("计划里的数已经带过来，照实改；没做的改成 0。")
    return form_page(
        request, form, Asking(_("登记活动结果"), purpose, reverse("activities:activity", args=[code]), _("登记"))
    )


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """修改计划, 取消, 登记一笔, 登记人次, 写小结, 请志愿服务队来."""
    one = _activity(request, code)
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    make, command, word, purpose = DEEDS[verb]
    if verb in FLOW.moves:
        FLOW.after(verb, one.status)
    form, here = make(request, one), reverse("activities:activity", args=[code])
    if form.is_valid() and done(form, command, request, activity=one, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(word, purpose or one.title, here))


def _plan(request: Request, one: Activity) -> Any:
    keys = ("title", "on", "until", "place", "contact", "contact_phone", "plan", "partners", "cost_planned_yuan", "tag")
    held = {**{key: getattr(one, key) for key in keys}, "contact_dates": one.contact_days}
    return forms.PlanForm(request.POST or None, today=request.today, initial=held)


def _people(request: Request, one: Activity) -> Any:
    make = forms.ExpectedForm if one.status == ActivityStatus.PLANNED else forms.PeopleForm
    return make(request.POST or None, today=request.today)


def _call(request: Request, one: Activity) -> Any:
    teams = Team.objects.standing().reachable(by=request.actor, to=EDIT_TEAM).select_related("unit")
    return forms.CallForm(request.POST or None, teams=teams)


def _called(*, activity: Activity, by: Any, at: Any, **given: Any) -> Any:
    """The shift of that team, on the activity's first day, with its title and place."""
    place = activity.place or activity.unit.name
    return arrange_shift(
        title=activity.title, on=activity.on, place=place, of_ref=activity.ref, by=by, at=at, **given
    )  # fmt: skip


#: verb → form, command, the page's words
DEEDS: dict[str, tuple[Any, Any, Any, Any]] = {
    "correct": (_plan, commands.correct_plan, gettext_lazy("修改活动计划"), ""),
    "call_off": (lambda request, one: forms.ReasonForm(request.POST or None), commands.call_off, gettext_lazy("取消活动"), ""),
    "part": (lambda request, one: forms.PartForm(request.POST or None, today=request.today, initial={"place": one.place}),
             commands.note_part, gettext_lazy("登记一笔"),
             gettext_lazy("一种东西一笔。总数由每一笔相加，不用另填；走访时发的资料记在走访里，不再记一遍。")),
    "people": (_people, commands.count_people, gettext_lazy("登记到场人次"),
               gettext_lazy("一群人一笔，写明是数的、签到的还是估的。")),
    "sum_up": (lambda request, one: forms.SumUpForm(
        request.POST or None, initial={"summary": one.summary, "cost_yuan": one.cost_yuan}),
        commands.sum_up, gettext_lazy("写活动小结"), ""),
    "call": (_call, _called, gettext_lazy("请志愿服务队来"),
             gettext_lazy("给这支队排一个班次；谁来、几小时，在那边的签到表上登记。")),
}  # fmt: skip


def step(request: Request, code: str, step: str) -> HttpResponse:
    """完成专题调查的一步."""
    one = _activity(request, code)
    stage = get_object_or_404(one.stages, step=step)
    form: Any = forms.StepForm(
        request.POST or None, today=request.today, initial={"text": stage.text, "on": stage.done_on}
    )
    here = reverse("activities:activity", args=[code])
    if form.is_valid() and done(form, commands.finish_step, request, activity=one, step=step, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(Step(step).label, one.title, here, _("完成这一步")))


def strike(request: Request, code: str, kind: str, pk: int) -> HttpResponse:
    """划去一笔: with a reason; it stays to be read in the journal."""
    one = _activity(request, code)
    lines = {"part": one.parts, "people": one.turnouts}.get(kind)
    if lines is None:
        raise Http404(_("没有找到。"))
    line = get_object_or_404(lines.standing().select_related("activity"), pk=pk)
    form: Any = forms.ReasonForm(request.POST or None)
    here = reverse("activities:activity", args=[code])
    if form.is_valid() and done(form, commands.strike, request, line=line, **form.cleaned_data):
        messages.success(request, _("已划去，不再计数。"))
        return redirect(here)
    return form_page(request, form, Asking(_("划去一笔"), one.title, here))


def reference(request: Request, code: str, verb: str) -> HttpResponse:
    """关联, 取消关联 a record of another room that one may see there."""
    one, here = _activity(request, code), reverse("activities:activity", args=[code])
    if verb == "off":
        return _unrefer(request, one, here)
    if verb != "on":
        raise Http404(_("没有找到。"))
    form: Any = forms.ReferForm(request.POST or None)
    if form.is_valid():
        ref = f"{form.cleaned_data['kind']}:{form.cleaned_data['code']}"
        if not references.may_see(ref, request.actor):
            form.add_error("code", _("没有找到这个编号，请核对。"))
        elif done(form, commands.refer, request, activity=one, ref=ref):
            messages.success(request, _("已关联。"))
            return redirect(here)
    purpose = _("已经登记过的慰问、纠纷、诉求，在这里关联，不再登记一遍，也不重复计数。")
    return form_page(request, form, Asking(_("关联已有的记录"), purpose, here, _("关联")))


@require_POST
def _unrefer(request: Request, one: Activity, here: str) -> HttpResponse:
    if pressed(request, commands.unrefer, activity=one, ref=request.POST.get("ref", "")[:40].replace("\0", "")):
        messages.success(request, _("已取消关联。"))
    return redirect(here)
