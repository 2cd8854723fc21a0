"""一场接待要办的事: enter a visitor, complete and hand over the book, receive it; substitute, swap, call off."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed, Permission
from lianxin.web.office.concerns import slips
from lianxin.web.office.reception.book import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns.problems import Unfit
from lianxin.work.reception import commands, queries
from lianxin.work.reception.models import ReceptionSession
from lianxin.work.reception.terms import ARRANGE, FLOW, OFFICE, RECORD, SESSION_VERBS, VIEW


def with_rule() -> Any:
    """Sessions with what their pages name."""
    return ReceptionSession.objects.select_related("unit", "rule", "receiver")


def _to_write(request: Request, code: str, verb: str) -> ReceptionSession:
    """The session, for the one who keeps its book; raises NotAllowed, or WrongState where it is too late."""
    session: ReceptionSession = fetch(request, with_rule(), see=VIEW, code=code)
    if not queries.may_record(request.actor, session):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": RECORD.label})
    FLOW.after(verb, session.status)
    return session


def enter(request: Request, code: str) -> HttpResponse:
    """登记来访."""
    session = _to_write(request, code, "enter")
    by = queries.on_duty(request.actor, session)
    initial = {"entry_key": uuid4().hex, "unit": session.unit}
    form: Any = forms.EntryForm(request.POST or None, session=session, by=by, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.enter, request, session=session, **form.as_command()):
        return _handed(request, form.result)
    return render(request, "reception/enter.html", {"form": form, "session": session})


def _handed(request: Request, receipt: Any) -> HttpResponse:
    """The slip for the visitor; who may not see a complaint about himself still hands its slip over."""
    answer = redirect("concerns:receipt", code=receipt.concern.code)
    return slips.hand_over(request, answer, receipt.concern, receipt.secret) if receipt.is_new else answer


def _press(request: Request, command: Callable[..., Any], told: str, **given: Any) -> HttpResponse:
    """A deed of one button: done, or the sentence that says why not."""
    session = given["session"]
    try:
        command(by=request.actor, at=request.now, **given)
        messages.success(request, told)
    except Unfit as problem:
        messages.error(request, str(problem))
    return redirect("reception:session", code=session.code)


@require_POST
def complete(request: Request, code: str) -> HttpResponse:
    """填写完毕, or 无人来访."""
    session = _to_write(request, code, "complete")
    nobody = request.POST.get("nobody") == "1"
    return _press(request, commands.complete, _("记录簿已填写完毕。"), session=session, is_without_visitors=nobody)


@require_POST
def hand_over(request: Request, code: str) -> HttpResponse:
    """移交."""
    session = _to_write(request, code, "hand_over")
    return _press(
        request, commands.hand_over, _("已移交%(office)s。") % {"office": session.rule.office}, session=session
    )


@require_POST
def receive(request: Request, code: str) -> HttpResponse:
    """接收."""
    session = fetch(request, with_rule(), see=VIEW, to=OFFICE, code=code)
    return _press(request, commands.receive, _("已接收，第二天以前转办。"), session=session)


def _shift(
    request: Request, code: str, form_class: type[forms.ReasonForm], command: Callable[..., Any], word: Any, purpose: str,
    verb: str = "shift", to: Permission = ARRANGE,
) -> HttpResponse:  # fmt: skip
    session = fetch(request, with_rule(), see=VIEW, to=to, code=code)
    FLOW.after(verb, session.status)
    form: Any = form_class(request.POST or None, session=session, today=request.today)
    if form.is_valid() and done(form, command, request, session=session, **form.cleaned_data):
        messages.success(request, _("已调整，原来的安排和理由都保留。"))
        return redirect("reception:session", code=code)
    context = {"form": form, "session": session, "word": word, "purpose": purpose}
    return render(request, "reception/shift.html", context)


def substitute(request: Request, code: str) -> HttpResponse:
    """替班."""
    purpose = _("另一位接待人替这一场，地点随人走。")
    return _shift(request, code, forms.SubstituteForm, commands.substitute, _("替班"), purpose)


def swap(request: Request, code: str) -> HttpResponse:
    """调换."""
    purpose = _("两场互换接待人，各在各的地点接待。")
    return _shift(request, code, forms.SwapForm, commands.swap, _("调换"), purpose)


def call_off(request: Request, code: str) -> HttpResponse:
    """停止一次."""
    purpose = _("这一天不接待，公布的页面随即不再列出。")
    word = SESSION_VERBS["call_off"]
    return _shift(request, code, forms.ReasonForm, commands.call_off, word, purpose, verb="call_off")
