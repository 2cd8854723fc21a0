"""写情况报告的页面: draft, edit the sentences, submit, take back; the plan of the year."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.statements import forms
from lianxin.web.office.statements.views import fetched
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed
from lianxin.work.statements import commands, queries
from lianxin.work.statements.models import Statement
from lianxin.work.statements.terms import READ, STATEMENT_FLOW, WRITE, StatementKind


def _kinds(request: Request) -> list[str]:
    mine = [StatementKind.PERSONAL.value] if request.actor.may_at(WRITE, request.actor.own_path) else []
    team = request.actor.may_at(READ, request.actor.own_path)
    return mine + ([StatementKind.LEADERS.value, StatementKind.STAFF.value] if team else [])


def _day(typed: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(typed[:10])
    except ValueError:
        return otherwise


def new(request: Request) -> HttpResponse:
    """起草: whose, over which days; `first` and `last` in the address name the days."""
    kinds = _kinds(request)
    if not kinds:
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": WRITE.label})
    year = request.today.replace(month=1, day=1)
    initial = {
        "kind": kinds[0], "first": _day(request.GET.get("first", ""), year),
        "last": _day(request.GET.get("last", ""), request.today),
    }  # fmt: skip
    form: Any = forms.BeginForm(request.POST or None, today=request.today, kinds=kinds, initial=initial)
    if form.is_valid() and done(form, commands.begin, request, **form.cleaned_data):
        messages.success(request, _("已按记录起草，请看一遍，改一改句子。"))
        return redirect("statements:statement", code=form.result.code)
    purpose = _("数字都从记录里来：走访、住村、联系卡、日记、报告、解决的问题。")
    return form_page(request, form, Asking(_("起草情况报告"), purpose, reverse("statements:index"), _("起草")))


def _own(request: Request, code: str) -> Statement:
    found = fetched(request, code)
    if not found.is_own_of(request.actor, READ):
        raise NotAllowed(_("只有起草人本人能办。"))
    return found


def edit(request: Request, code: str) -> HttpResponse:
    """修改句子; the figures that may be used stand beside."""
    found = _own(request, code)
    form: Any = forms.TextForm(request.POST or None, statement=found)
    if form.is_valid():
        given: dict[str, Any] = {"statement": found, "title": form.cleaned_data["title"], "texts": form.texts()}
        if done(form, commands.write, request, **given):
            messages.success(request, _("已保存。"))
            return redirect("statements:statement", code=code)
    usable = [word for word, one in queries.slots().items() if one in queries.codes_of(found)]
    return render(request, "statements/edit.html", {"statement": found, "form": form, "usable": usable})


def submit(request: Request, code: str) -> HttpResponse:
    """报送."""
    found = _own(request, code)
    STATEMENT_FLOW.after("submit", found.status)
    form: Any = Form({} if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.submit, request, statement=found):
        messages.success(request, _("已报送，数字按今天的记录定下。"))
        return redirect("statements:statement", code=code)
    purpose = _("报送给%(unit)s。报送后数字不再变，要改可以撤回。") % {"unit": found.home.name}
    return form_page(request, form, Asking(_("报送"), purpose, reverse("statements:statement", args=[code])))


@require_POST
def take_back(request: Request, code: str) -> HttpResponse:
    """撤回."""
    if pressed(request, commands.take_back, statement=_own(request, code)):
        messages.success(request, _("已撤回。"))
    return redirect("statements:statement", code=code)


def discard(request: Request, code: str) -> HttpResponse:
    """丢弃草稿."""
    found = _own(request, code)
    form: Any = Form({} if request.method == "POST" else None)
    if form.is_valid() and done(form, commands.discard, request, statement=found):
        messages.success(request, _("已丢弃。"))
        return redirect("statements:index")
    asking = Asking(_("丢弃草稿"), _("走访等记录都不受影响。"), reverse("statements:statement", args=[code]))
    return form_page(request, form, asking, notes=[found.title])


def four_plan(request: Request) -> HttpResponse:
    """写四个一批计划 of this year."""
    own_unit(request, WRITE)
    plan, _lines = queries.four_plan(request.actor, request.today.year)
    now = {"goals": plan.goals, "note": plan.note} if plan else {"goals": {}}
    form: Any = forms.FourForm(request.POST or None, **now)
    if form.is_valid():
        given = {"year": request.today.year, "goals": form.goals(), "note": form.cleaned_data["note"]}
        if done(form, commands.keep_plan, request, **given):
            messages.success(request, _("已存。"))
            return redirect("statements:four")
    asking = Asking(
        _("写四个一批计划"), _("自己定，只给自己看；做到多少由记录算。"), reverse("statements:four"), _("保存")
    )
    return form_page(request, form, asking)
