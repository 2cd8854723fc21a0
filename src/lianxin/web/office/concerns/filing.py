"""由别处登记: the form of registration with its channel fixed and its first words filled in, for the rooms that file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from lianxin.web.office.concerns import slips
from lianxin.web.office.concerns.forms import RegisterForm
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.work.concerns.commands.intake import Receipt


@dataclass(frozen=True)
class Filing:
    """What a room asks beyond a registration: the words of the page, its channel, fields of its own, its command."""

    word: str | Promise
    purpose: str | Promise
    channel: str
    command: Callable[..., Receipt]
    back: str
    initial: Mapping[str, Any] = field(default_factory=dict)
    own: Callable[[], Mapping[str, forms.Field]] = dict
    given: Mapping[str, Any] = field(default_factory=dict)
    told: Callable[[Receipt], object] | None = None


def file(request: Request, filing: Filing) -> HttpResponse:
    """The page of a filing: the form, or, after the deed, the receipt to hand over."""
    own = filing.own()
    initial = {"entry_key": uuid4().hex, "unit": _here(request), "channel": filing.channel, **filing.initial}
    form: Any = RegisterForm(request.POST or None, by=request.actor, today=request.today, initial=initial)
    form.fields["channel"].required = False
    form.fields |= own
    for one in own.values():
        if hasattr(one, "today"):
            one.today = request.today
    if form.is_valid():
        typed = {**form.as_command(), "channel": filing.channel, **filing.given}
        if done(form, filing.command, request, **typed):
            return _handed(request, form.result, filing)
    context = {"form": form, "filing": filing, "own": [form[name] for name in own]}
    return render(request, "concerns/file.html", context)


def _here(request: Request) -> Any:
    own = request.posting.unit if request.posting else None
    return own if own and own.kind in ("village", "community", "school", "centre") else None


def _handed(request: Request, receipt: Receipt, filing: Filing) -> HttpResponse:
    if filing.told is not None and receipt.is_new:
        filing.told(receipt)
    answer = redirect("concerns:receipt", code=receipt.concern.code)
    return slips.hand_over(request, answer, receipt.concern, receipt.secret) if receipt.is_new else answer
