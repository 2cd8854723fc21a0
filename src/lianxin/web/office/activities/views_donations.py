"""捐助专账的页面: what came in, what went out to how many, what is left; on paper too."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.activities import forms
from lianxin.web.office.activities.views import page
from lianxin.web.ui.counted import figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.activities import commands, queries
from lianxin.work.activities.models import Account, Activity
from lianxin.work.activities.terms import RUN, VIEW

LISTED = 200
FIGURES = ("activity.donated_yuan", "activity.granted_yuan", "activity.helped")


def donations(request: Request) -> HttpResponse:
    """捐助专账一览, each with what is left."""
    see(request, VIEW)
    return page(request, "donations", rows=queries.accounts(request.actor)[:LISTED], figures=figures(request, FIGURES))


def open_account(request: Request) -> HttpResponse:
    """设立捐助专账."""
    unit = own_unit(request, RUN)
    form: Any = forms.AccountForm(request.POST or None)
    if form.is_valid() and done(form, commands.open_account, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已设立。"))
        return redirect("activities:account", code=form.result.code)
    asking = Asking(
        _("设立捐助专账"),
        _("一个用途一个专账，收多少、发多少、剩多少都看得见。"),
        reverse("activities:donations"),
        _("设立"),
    )
    return form_page(request, form, asking)


def _account(request: Request, code: str, **to: Any) -> Any:
    return fetch(request, Account.objects.select_related("unit"), see=VIEW, code=code, **to)


def account(request: Request, code: str) -> HttpResponse:
    """一个专账: its entries by day, with what was left after the last; prints as it stands."""
    one = _account(request, code)
    return render(request, "activities/account.html", {
        "account": one, "entries": list(queries.entries(one)), "balance": queries.balance(one), "today": request.today,
        "may_run": one.closed_on is None and request.actor.may(RUN, one),
    })  # fmt: skip


def _activities(request: Request, one: Account) -> Any:
    return Activity.objects.reachable(by=request.actor, to=RUN).held().filter(unit=one.unit).order_by("-on", "-pk")


#: verb → form, command, the page's words
DEEDS: dict[str, tuple[Any, Any, Any, Any]] = {
    "in": (forms.InForm, commands.take_in, gettext_lazy("收到捐助"), gettext_lazy("不列谁捐了多少，不比多少。")),
    "out": (forms.OutForm, commands.give_out, gettext_lazy("发放捐助"), gettext_lazy("只写哪些人、几个人，不写姓名；不能超过结余。")),
}  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """收到, 发放, 结清."""
    one = _account(request, code, to=RUN)
    here = reverse("activities:account", args=[code])
    asking: Asking
    command: Any
    form: Any
    if verb in DEEDS:
        make, command, word, purpose = DEEDS[verb]
        form = make(request.POST or None, today=request.today, activities=_activities(request, one))
        asking = Asking(word, purpose, here, _("记下"))
    elif verb == "close":
        form, command = Form(request.POST if request.method == "POST" else None), commands.close_account
        asking = Asking(_("结清捐助专账"), _("结余为 0 才能结清，结清后不再收发。"), here, _("结清"))
    else:
        raise Http404(_("没有找到。"))
    if form.is_valid() and done(form, command, request, account=one, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, asking)


def strike(request: Request, code: str, pk: int) -> HttpResponse:
    """划去一笔捐助."""
    one = _account(request, code, to=RUN)
    entry = get_object_or_404(one.entries.standing().select_related("account"), pk=pk)
    form: Any = forms.ReasonForm(request.POST or None)
    here = reverse("activities:account", args=[code])
    if form.is_valid() and done(form, commands.strike_donation, request, entry=entry, **form.cleaned_data):
        messages.success(request, _("已划去，不再计数。"))
        return redirect(here)
    return form_page(request, form, Asking(_("划去一笔"), one.title, here))
