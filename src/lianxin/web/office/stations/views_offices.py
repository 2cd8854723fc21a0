"""办公室的页面: which were set up, who made them up since when, from where they were taken (M248)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.stations import forms
from lianxin.web.office.stations.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.stations import commands, queries
from lianxin.work.stations.models import Office, OfficeMember
from lianxin.work.stations.terms import VIEW, WORKROOM

LISTED = 300


def offices(request: Request) -> HttpResponse:
    """办公室一览."""
    see(request, VIEW)
    rows = queries.offices(request.actor, request.today)[:LISTED]
    return page(request, "offices", rows=rows, may_edit=request.actor.has(WORKROOM))


def set_up(request: Request) -> HttpResponse:
    """组建办公室."""
    unit = own_unit(request, WORKROOM)
    given: dict[str, Any] = {"by": request.actor, "permission": WORKROOM, "today": request.today}
    form: Any = forms.OfficeForm(request.POST or None, initial={"unit": unit}, **given)
    if form.is_valid() and done(form, commands.set_up_office, request, **form.cleaned_data):
        messages.success(request, _("已登记，再把人员列上。"))
        return redirect("stations:office", code=form.result.code)
    purpose = _("哪天组建、设在哪里、依据什么；人员在下一页列。")
    return form_page(request, form, Asking(_("组建办公室"), purpose, reverse("stations:offices"), _("登记")))


def office(request: Request, code: str) -> HttpResponse:
    """一个办公室: who is there, who was, each with the days and where he was taken from."""
    found = fetch(request, Office.objects.select_related("unit"), see=VIEW, code=code)
    members = list(found.members.all())
    now = [one for one in members if one.since <= request.today and (one.until is None or one.until >= request.today)]
    gone = [one for one in members if one not in now]
    may_edit = found.dissolved_on is None and request.actor.may(WORKROOM, found)
    return page(request, "office", office=found, now=now, gone=gone, may_edit=may_edit, tab="offices")


Deed = tuple[Callable[..., Any], Callable[..., Any], Any, Any]
DEEDS: dict[str, Deed] = {
    "join": (forms.OfficeMemberForm, commands.join_office, gettext_lazy("列入人员"), gettext_lazy("谁、从哪里来、从哪天起。")),
    "dissolve": (forms.DissolveForm, commands.dissolve_office, gettext_lazy("撤销办公室"),
                 gettext_lazy("人员同一天离开，记录留着。")),
}  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """列入人员, 撤销."""
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    build, command, word, purpose = DEEDS[verb]
    found = fetch(request, Office.objects.select_related("unit"), see=VIEW, to=WORKROOM, code=code)
    here, form = reverse("stations:office", args=[code]), build(request.POST or None, today=request.today)
    if form.is_valid() and done(form, command, request, office=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(word, purpose, here), notes=[found.name])


def leave(request: Request, pk: int) -> HttpResponse:
    """离开办公室."""
    member = fetch(request, OfficeMember.objects.select_related("office"), see=VIEW, to=WORKROOM, pk=pk)
    here = reverse("stations:office", args=[member.office.code])
    form: Any = forms.LeaveForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.leave_office, request, member=member, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    notes = [f"{member.office.name}，{member.name}，{member.post}"]
    return form_page(request, form, Asking(_("离开办公室"), _("最后一天是哪天。"), here), notes=notes)
