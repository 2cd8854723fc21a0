"""写日记和报告的页面: begin, go on, hand in, take back, answer a suggestion."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.writings import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed
from lianxin.work.writings import commands, queries
from lianxin.work.writings.models import Writing
from lianxin.work.writings.terms import ANSWER, VIEW, WRITE, WRITING_FLOW, WritingKind


def _home(kind: str) -> str:
    return reverse("writings:diary" if kind == WritingKind.DIARY else "writings:index")


def new(request: Request, kind: str) -> HttpResponse:
    """写一篇: kept as a draft; `visit` and `drive` in the address name what it is about."""
    own_unit(request, WRITE)
    if kind not in WritingKind.values:
        raise Http404(_("没有找到。"))
    asked = {name: request.GET.get(name, "").replace("\0", "")[:12] for name in ("visit", "drive")}
    initial: dict[str, Any] = {"on": request.today}
    initial["visit"] = queries.own_visits(request.actor).filter(code=asked["visit"]).first() if asked["visit"] else None
    initial["drive"] = (
        queries.drives_to_name(request.actor).filter(code=asked["drive"]).first() if asked["drive"] else None
    )
    form: Any = forms.WritingForm(
        request.POST or None, kind=kind, by=request.actor, today=request.today, initial=initial
    )
    if form.is_valid() and done(form, commands.keep_draft, request, kind=kind, **form.given()):
        messages.success(request, _("已存，只有您自己看得见。"))
        return redirect("writings:writing", code=form.result.code)
    word = _("写%(kind)s") % {"kind": WritingKind(kind).label}
    return form_page(request, form, Asking(word, "", _home(kind), _("存草稿")))


def _own(request: Request, code: str) -> Writing:
    found: Writing = fetch(
        request, Writing.objects.select_related("spread__concern", "visit", "drive", "home"), see=VIEW, code=code
    )
    if not found.is_own_of(request.actor, VIEW):
        raise NotAllowed(_("只有作者本人能办。"))
    return found


def edit(request: Request, code: str) -> HttpResponse:
    """接着写."""
    found = _own(request, code)
    form: Any = forms.WritingForm(
        request.POST or None, kind=found.kind, by=request.actor, today=request.today, initial=forms.initial_of(found)
    )
    given: dict[str, Any] = {"kind": found.kind, "writing": found}
    if form.is_valid() and done(form, commands.keep_draft, request, **given, **form.given()):
        messages.success(request, _("已存。"))
        return redirect("writings:writing", code=code)
    asking = Asking(_("接着写"), found.title, reverse("writings:writing", args=[code]), _("存草稿"))
    return form_page(request, form, asking)


def submit(request: Request, code: str) -> HttpResponse:
    """交出."""
    found = _own(request, code)
    WRITING_FLOW.after("submit", found.status)
    form = forms.SubmitForm(request.POST or None, today=request.today, initial={"to": found.unit or found.home})
    if form.is_valid() and done(form, commands.submit, request, writing=found, **form.cleaned_data):
        messages.success(request, _("已交出。"))
        return redirect("writings:writing", code=code)
    asking = Asking(_("交出"), found.title, reverse("writings:writing", args=[code]))
    return form_page(request, form, asking)


@require_POST
def take_back(request: Request, code: str) -> HttpResponse:
    """收回."""
    if pressed(request, commands.take_back, writing=_own(request, code)):
        messages.success(request, _("已收回，又只有您自己看得见。"))
    return redirect("writings:writing", code=code)


def discard(request: Request, code: str) -> HttpResponse:
    """丢弃草稿."""
    found = _own(request, code)
    form: Any = forms.forms.Form({} if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.discard, request, writing=found):
        messages.success(request, _("已丢弃。"))
        return redirect(_home(found.kind))
    asking = Asking(_("丢弃草稿"), _("丢弃后找不回来。"), reverse("writings:writing", args=[code]))
    return form_page(request, form, asking, notes=[found.title])


def answer(request: Request, code: str) -> HttpResponse:
    """答复工作建议: adopted or not, and why."""
    found = fetch(request, Writing.objects.select_related("person", "unit"), see=VIEW, to=ANSWER, code=code)
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid() and done(form, commands.answer_suggestion, request, writing=found, **form.cleaned_data):
        messages.success(request, _("已答复，提建议的人会看到。"))
        return redirect("writings:writing", code=code)
    asking = Asking(_("答复工作建议"), found.title, reverse("writings:writing", args=[code]), _("答复"))
    return form_page(request, form, asking, notes=[found.text])
