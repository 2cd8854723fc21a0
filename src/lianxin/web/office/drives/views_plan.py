"""部署走访活动的页面: plan, revise, the parts, end or call off; enter a concern and take it out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.drives import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown as readable
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.drives import commands, queries
from lianxin.work.drives.models import Drive, DriveConcern
from lianxin.work.drives.terms import DRIVE_FLOW, DRIVE_VERBS, RUN, VIEW, DriveKind

FIELDS = ("title", "programme", "starts_on", "ends_on", "basis", "purpose", "asks")
DEEDS: dict[str, Any] = {
    "end": (forms.OutcomeForm, commands.end_drive, gettext_lazy("写几句小结。走访的数字由记录算出，不用填报。")),
    "call_off": (forms.ReasonForm, commands.call_off, gettext_lazy("已经走访的记录都保留。")),
}


def plan(request: Request) -> HttpResponse:
    """部署走访活动."""
    unit = own_unit(request, RUN)
    kind = request.GET.get("kind", "")
    initial = {"unit": unit, "starts_on": request.today, "kind": kind if kind in DriveKind.values else DriveKind.THEME}
    form: Any = forms.PlanForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.plan_drive, request, **form.cleaned_data):
        messages.success(request, _("已部署，走访时选上这项活动就会算进来。"))
        return redirect("drives:drive", code=form.result.code)
    purpose = _("写清依据和目的，去哪里、从哪天到哪天。要求基层的每一件事都要有依据。")
    return form_page(request, form, Asking(_("部署走访活动"), purpose, reverse("drives:index"), _("部署")))


def _found(request: Request, code: str) -> Drive:
    found: Drive = fetch(request, Drive.objects.select_related("unit"), see=VIEW, to=RUN, code=code)
    return found


def revise(request: Request, code: str) -> HttpResponse:
    """修改活动安排."""
    found = _found(request, code)
    initial = {name: getattr(found, name) for name in FIELDS}
    initial["areas"] = list(found.areas.select_related("unit"))
    form: Any = forms.DriveForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.revise_drive, request, drive=found, **form.cleaned_data):
        messages.success(request, _("已修改。"))
        return redirect("drives:drive", code=code)
    asking = Asking(_("修改活动安排"), found.title, reverse("drives:drive", args=[code]), _("保存"))
    return form_page(request, form, asking)


def parts(request: Request, code: str) -> HttpResponse:
    """写工作内容."""
    found = _found(request, code)
    form: Any = forms.PartsForm(request.POST or None, now=found.parts)
    if form.is_valid() and done(form, commands.set_parts, request, drive=found, parts=form.parts()):
        messages.success(request, _("已保存。"))
        return redirect("drives:drive", code=code)
    return render(request, "drives/parts.html", {"drive": found, "form": form})


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """结束活动, 取消活动."""
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    found = _found(request, code)
    DRIVE_FLOW.after(verb, found.status)
    form_class, command, purpose = DEEDS[verb]
    form = form_class(request.POST or None)
    if form.is_valid() and done(form, command, request, drive=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("drives:drive", code=code)
    asking = Asking(DRIVE_VERBS[verb], purpose, reverse("drives:drive", args=[code]))
    return form_page(request, form, asking, notes=[found.title])


def enter(request: Request, code: str) -> HttpResponse:
    """列入活动: from the page of a concern."""
    concern = fetch(request, Concern.objects.select_related("requester"), see=SEE_CONCERN, code=code)
    own_unit(request, RUN)
    form: Any = forms.EnterForm(request.POST or None, drives=queries.to_take_up(request.actor, request.today))
    if form.is_valid() and done(form, commands.enter_concern, request, concern=concern, **form.cleaned_data):
        messages.success(request, _("已列入“%(title)s”。") % {"title": form.result.drive.title})
        return redirect("concerns:detail", code=code)
    asking = Asking(
        _("列入活动"), _("办法和期限不变，只是算进这项活动的进展。"), reverse("concerns:detail", args=[code]), _("列入")
    )
    return form_page(request, form, asking, notes=[readable(concern.title, concern, request.actor)])


def take_out(request: Request, code: str, concern: str) -> HttpResponse:
    """移出活动."""
    found = fetch(request, Drive.objects.all(), see=VIEW, code=code)
    matter = fetch(request, Concern.objects.select_related("requester"), see=SEE_CONCERN, code=concern)
    entry = DriveConcern.objects.filter(drive=found, concern=matter).first()
    if entry is None:
        raise Http404(_("没有找到。"))
    own_unit(request, RUN)
    form = forms.WhyForm(request.POST or None)
    if form.is_valid() and done(form, commands.take_out, request, entry=entry, **form.cleaned_data):
        messages.success(request, _("已移出。"))
        return redirect("drives:drive", code=code)
    asking = Asking(_("移出活动"), found.title, reverse("drives:drive", args=[code]))
    return form_page(request, form, asking, notes=[readable(matter.title, matter, request.actor)])
