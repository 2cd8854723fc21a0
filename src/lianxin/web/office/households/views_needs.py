"""困难户的页面: the ledger as it stands on a day, noting, reviewing and ending a need, what will be erased."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Permission
from lianxin.web.office.households import forms, needs, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.looking import within_limit
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.households import commands, queries
from lianxin.work.households.lists import lists_of
from lianxin.work.households.models import Need
from lianxin.work.households.terms import EDIT, OPEN, VIEW, Purpose

LISTED, AHEAD = 300, 30


def ledger(request: Request) -> HttpResponse:
    """困难户台账, computed for the day in the address."""
    see(request, VIEW)
    asked = needs.asked(request)
    lines = needs.lines(request, asked, LISTED)
    context = {
        "asked": asked, "lines": lines, "total": asked.found.count(), "most": LISTED, "columns": needs.column_words(),
        "by_cause": needs.by_cause(request, asked), "may_edit": request.actor.has(EDIT),
        "may_take": request.actor.may_at(OPEN, request.actor.own_path),
    }  # fmt: skip
    return render(request, "households/needs.html", context)


def _need(request: Request, code: str, to: Permission) -> Need:
    found = Need.objects.filter(code=code).select_related("household", "unit").first()
    if found is None:
        raise Http404(_("没有找到。"))
    shown.fetched(request, found.household.code, to=to)
    return found


def note(request: Request, code: str) -> HttpResponse:
    """记为困难户."""
    household = shown.fetched(request, code, to=EDIT)
    initial = {"since": request.today, "basis": "survey"}
    form: Any = forms.NeedForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.note_need, request, household=household, **form.cleaned_data):
        messages.success(request, _("已记为困难户，%(on)s前复核。") % {"on": form.result.review_on.isoformat()})
        return redirect("households:household", code=code)
    purpose = _("%(label)s。写明原因和依据，写清为什么要记；到期复核，不再需要的清除。") % {"label": household.label}
    return form_page(request, form, Asking(_("记为困难户"), purpose, reverse("households:household", args=[code])),
                     channel="household")  # fmt: skip


def review(request: Request, code: str) -> HttpResponse:
    """复核困难情况: what was noted stands in the form, so that it is not typed again; reading it is an opening."""
    need = _need(request, code, to=EDIT)
    request.actor.must(OPEN, need.household)
    if request.method != "POST":
        within_limit(request)
        commands.open_household(household=need.household, purpose=Purpose.REVIEW, by=request.actor, at=request.now)
    lists, initial = lists_of(need.lists_version), {"causes": need.causes, "note": need.note}
    form: Any = forms.ReviewForm(request.POST or None, today=request.today, lists=lists, initial=initial)
    if form.is_valid() and done(form, commands.review_need, request, need=need, **form.cleaned_data):
        messages.success(request, _("已复核，下次%(on)s前。") % {"on": form.result.review_on.isoformat()})
        return redirect("households:household", code=need.household.code)
    back = reverse("households:household", args=[need.household.code])
    return form_page(request, form, Asking(_("复核困难情况"), need.household.label, back, _("仍需帮扶，记下复核")))


def end(request: Request, code: str) -> HttpResponse:
    """结束困难情况."""
    need = _need(request, code, to=EDIT)
    form: Any = forms.EndForm(request.POST or None, today=request.today, initial={"until": request.today})
    if form.is_valid() and done(form, commands.end_need, request, need=need, **form.cleaned_data):
        messages.success(request, _("已结束，具体内容保存到%(on)s。") % {"on": form.result.keep_until.isoformat()})
        return redirect("households:household", code=need.household.code)
    purpose = _("从台账上撤下；记录按规定保存，到期清除。")
    back = reverse("households:household", args=[need.household.code])
    return form_page(request, form, Asking(_("不再记为困难户"), purpose, back))


def erasing(request: Request) -> HttpResponse:
    """到期清除: what is due now, what comes within a month; one button empties what is due."""
    see(request, VIEW)
    request.actor.must_at(EDIT, request.actor.own_path)
    if request.method == "POST":
        gone = commands.erase_expired(unit=request.posting.unit, by=request.actor, at=request.now)
        messages.success(
            request,
            _("已清除困难情况 %(needs)s 条、离册户 %(households)s 户。") % {"needs": gone[0], "households": gone[1]},
        )
        return redirect("households:erasing")
    due = queries.erasable(request.actor, request.today)
    soon = needs.soon(request, AHEAD)
    context = {"needs": due[0][:LISTED], "gone": due[1][:LISTED], "soon": soon, "ahead": AHEAD}
    return render(request, "households/erasing.html", context)
