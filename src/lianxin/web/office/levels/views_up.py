"""上报的页面: the concern goes up; it is received, answered or handed back; the lists of both sides."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.concerns import slips
from lianxin.web.office.levels import forms, shown
from lianxin.web.office.levels.views import must_see
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import REGISTER, VIEW
from lianxin.work.levels import commands, queries
from lianxin.work.levels.models import Submission
from lianxin.work.levels.terms import FLOW, SEE, SUBMIT, VERBS, Matter, State


def with_concern() -> Any:
    """上报件 with what its page shows."""
    return Submission.objects.select_related(
        "concern__unit", "concern__handler", "concern__requester", "unit", "to"
    ).prefetch_related("concern__subjects")


def matters() -> Any:
    """诉求 with what the page of a submission shows."""
    return Concern.objects.select_related("unit", "handler", "requester").prefetch_related("subjects")


def submissions(request: Request) -> HttpResponse:
    """上报件: sent and received."""
    must_see(request)
    tabs, rows, chosen = shown.submissions(request.actor, request.GET.get("side", ""))
    context = {
        "tabs": tabs, "rows": rows, "chosen": chosen, "policies": shown.policy_rows(request.actor),
        "may_report": request.actor.has(SUBMIT) and request.actor.has(REGISTER), "most": shown.MOST,
    }  # fmt: skip
    return render(request, "levels/submissions.html", context)


def print_submissions(request: Request) -> HttpResponse:
    """打印上报清单: with the columns of the receipt and of what came back (M053)."""
    must_see(request)
    _tabs, rows, chosen = shown.submissions(request.actor, request.GET.get("side", ""))
    context = {"rows": rows, "chosen": chosen, "unit": request.posting.unit}
    return render(request, "levels/print_submissions.html", context)


def submit(request: Request, code: str) -> HttpResponse:
    """上报一件."""
    concern = fetch(request, matters(), see=VIEW, to=SUBMIT, code=code)
    initial = {"to": queries.above(concern, request.actor.own_path), "matter": Matter.BEYOND}
    form = forms.SubmitForm(request.POST or None, today=request.today, initial=initial)
    given = {"concern": concern, "unit": request.posting.unit}
    if form.is_valid() and done(form, commands.submit, request, **given, **form.cleaned_data):
        messages.success(request, _("已上报，等上级签收。"))
        return redirect("concerns:detail", code=code)
    title = concerns.shown(concern.title, concern, request.actor)
    return render(request, "levels/submit.html", {"concern": concern, "title": title, "form": form})


def report(request: Request) -> HttpResponse:
    """登记并上报."""
    request.actor.must_at(REGISTER, request.actor.own_path)
    request.actor.must_at(SUBMIT, request.actor.own_path)
    own = request.posting.unit
    initial = {"entry_key": uuid4().hex, "unit": own, "kind": "suggestion", "matter": Matter.OPINION, "to": own.parent}
    form: Any = forms.ReportForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.report, request, own_unit=own, **form.as_command()):
        receipt = form.result
        messages.success(request, _("已登记并上报。"))
        answer = redirect("concerns:receipt", code=receipt.concern.code)
        return slips.hand_over(request, answer, receipt.concern, receipt.secret) if receipt.is_new else answer
    return render(request, "levels/report.html", {"form": form})


def submission(request: Request, code: str) -> HttpResponse:
    """一件上报件: who sent it, who received it, what came back."""
    found = fetch(request, with_concern(), see=SEE, code=code)
    return render(request, "levels/submission.html", _page(request, found))


def _page(request: Request, found: Submission) -> dict[str, Any]:
    concern, actor = found.concern, request.actor
    verbs = [verb for verb in FLOW.open_to(found.state) if queries.may(verb, found, actor)]
    return {
        "one": found, "concern": concern, "title": concerns.shown(concern.title, concern, actor),
        "text": concerns.shown(concern.text, concern, actor), "tone": shown.TONES[State(found.state)],
        "may_open": shown.may_open(actor, found), "deeds": [(verb, VERBS[verb]) for verb in verbs],
        "is_mine": bool({"receive", "decide"} & set(verbs)),
    }  # fmt: skip


def _deed(
    request: Request, code: str, verb: str, make: Callable[..., django_forms.Form], command: Callable[..., Any]
) -> HttpResponse:
    found = fetch(request, with_concern(), see=SEE, code=code)
    commands.must(verb=verb, submission=found, by=request.actor)
    FLOW.after(verb, found.state)
    form = make(request.POST or None, found)
    if form.is_valid() and done(form, command, request, submission=found, **form.cleaned_data):
        messages.success(request, _("已办：%(word)s。") % {"word": VERBS[verb]})
        return redirect("levels:submission", code=code)
    return render(request, "levels/answer.html", {**_page(request, found), "form": form, "word": VERBS[verb]})


@require_POST
def receive(request: Request, code: str) -> HttpResponse:
    """签收上报件."""
    found = fetch(request, with_concern(), see=SEE, code=code)
    form = forms.ReceiveForm(request.POST)
    typed = form.cleaned_data if form.is_valid() else {}
    commands.receive(submission=found, by=request.actor, at=request.now, **typed)
    messages.success(request, _("已签收。"))
    return redirect("levels:submission", code=code)


def decide(request: Request, code: str) -> HttpResponse:
    """答复上报件."""
    return _deed(
        request, code, "decide", lambda data, one: forms.DecideForm(data, is_outside=one.to_id is None), commands.decide
    )


def hand_back(request: Request, code: str) -> HttpResponse:
    """退回上报件."""
    return _deed(request, code, "hand_back", lambda data, _one: forms.ReasonForm(data), commands.hand_back)


def withdraw(request: Request, code: str) -> HttpResponse:
    """撤回上报件."""
    return _deed(request, code, "withdraw", lambda data, _one: forms.ReasonForm(data), commands.withdraw)
