"""记走访的页面: one screen for a visit, its own page, what is added to it, its correction."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.concerns import slips
from lianxin.web.office.visits import forms, shown
from lianxin.web.office.visits.targets import Target, targets
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit
from lianxin.work.concerns.commands.intake import Receipt
from lianxin.work.concerns.terms import REGISTER
from lianxin.work.visits import commands
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import RECORD, VIEW

TOLD = gettext_lazy("已记下这次走访。")


def _found(request: Request, code: str, *, to_change: bool = False) -> Visit:
    """The visit of the address; raises NotAllowed where one may not add to it or correct it."""
    found: Visit = fetch(
        request, Visit.objects.select_related("unit", "home", "household", "drive"), see=VIEW, code=code
    )
    if to_change and not shown.may_change(found, request.actor):
        raise NotAllowed(_("只有去走访的人和所在单位负责的人能改这条记录。"))
    return found


def _handed_over(request: Request, visit: Visit, receipts: Any) -> HttpResponse:
    """To the visit's page; where something was found, first to the receipt for the resident, which is shown once."""
    messages.success(request, TOLD)
    fresh: Receipt | None = next((one for one in receipts if one.is_new), None)
    if fresh is None:
        return redirect("visits:visit", code=visit.code)
    answer = redirect("concerns:receipt", code=fresh.concern.code)
    return slips.hand_over(
        request, answer, fresh.concern, fresh.secret, back=reverse("visits:visit", args=[visit.code])
    )


def new(request: Request) -> HttpResponse:
    """记一笔: whom, a few words, perhaps a matter to be solved."""
    own, data = own_unit(request, RECORD), request.GET
    offered = targets(request.actor, own, request.today, data.get("household", ""), data.get("unit", ""))
    form: Any = forms.VisitForm(
        request.POST or None, by=request.actor, targets=offered, today=request.today,
        initial={"client_key": uuid4().hex, **shown.started(data, offered, request.today)},
    )  # fmt: skip
    if form.is_valid() and done(form, commands.record_visit, request, **form.as_command()):
        return _handed_over(request, form.result, form.result.receipts)
    may_register = request.actor.may_at(REGISTER, request.actor.own_path)
    return render(request, "visits/new.html", {"form": form, "may_register": may_register})


def visit(request: Request, code: str) -> HttpResponse:
    """一次走访: who, where, when, what was found and what became of it."""
    return render(request, "visits/visit.html", shown.page(_found(request, code), request))


def finding(request: Request, code: str) -> HttpResponse:
    """再记一个问题, found on the same visit."""
    found = _found(request, code, to_change=True)
    form: Any = forms.FindingForm(request.POST or None, today=request.today)
    form.fields["finding"].required = True
    if form.is_valid():
        given = {"visit": found, "matter": form.matter()}
        if done(form, commands.add_finding, request, **given):
            return _handed_over(request, found, [form.result])
    return render(request, "visits/finding.html", {"form": form, "visit": found})


def talk(request: Request, code: str) -> HttpResponse:
    """走访座谈记录: how many sat together, what was said."""
    found = _found(request, code, to_change=True)
    form: Any = forms.TalkForm(request.POST or None, initial=shown.talk_said(found))
    if form.is_valid() and done(form, commands.note_talk, request, visit=found, **form.as_command()):
        messages.success(request, _("已记下座谈。"))
        return redirect("visits:visit", code=code)
    asking = Asking(
        _("走访座谈记录"),
        _("与村委干部、村民座谈，征求意见和建议。只记人数，不记谁说的。"),
        reverse("visits:visit", args=[code]),
        _("记下"),
    )
    return form_page(request, form, asking)


def correct(request: Request, code: str) -> HttpResponse:
    """更正: the old record is voided with the reason, a new one stands in its place; concerns come along."""
    found = _found(request, code, to_change=True)
    kept = Target("kept", shown.whom(found), found.unit, found.household, found.whom)
    form: Any = forms.CorrectForm(
        request.POST or None,
        by=request.actor,
        targets=[kept],
        today=request.today,
        initial=shown.told(found, request.actor),
    )
    if form.is_valid() and done(form, commands.correct_visit, request, visit=found, **form.as_command()):
        messages.success(request, _("已更正。原来的记录作废，理由留着。"))
        return redirect("visits:visit", code=form.result.code)
    return render(request, "visits/correct.html", {"form": form, "visit": found})


def void(request: Request, code: str) -> HttpResponse:
    """作废: nothing is deleted; the figures leave it out."""
    found = _found(request, code, to_change=True)
    form: Any = forms.ReasonForm(request.POST or None)
    if form.is_valid() and done(form, commands.void_visit, request, visit=found, **form.cleaned_data):
        messages.success(request, _("已作废。"))
        return redirect("visits:visit", code=code)
    purpose = _("记录不删，数字里不再计。走访时登记的诉求照常办理。")
    return form_page(request, form, Asking(_("作废走访记录"), purpose, reverse("visits:visit", args=[code])))
