"""提示卡的页面: who gets one for the next work day, all of them on paper, one's own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.web.office.inspections import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import own_unit
from lianxin.work.inspections import commands, queries
from lianxin.work.inspections.models import Assignment
from lianxin.work.inspections.terms import PLAN


def cards(request: Request) -> HttpResponse:
    """提示卡: for each leader what stands on his, and whether it was handed over."""
    unit = own_unit(request, PLAN)
    on = shown.work_day(request, unit)
    found = queries.cards(unit, on, request.actor, request.today)
    names = {card.key: card.name for card in found if card.sent is None}
    form: Any = forms.SentForm(request.POST or None, names=names, initial={"keys": list(names)})
    if form.is_valid() and done(form, commands.send_cards, request, unit=unit, day=on, **form.cleaned_data):
        messages.success(request, _("已记为送达。"))
        return redirect(f"{request.path}?on={on.isoformat()}")
    return shown.room(request, "cards", unit=unit, on=on, cards=found, form=form, names=names)


def printed(request: Request) -> HttpResponse:
    """打印提示卡: one page for each leader, all at once."""
    unit = own_unit(request, PLAN)
    on = shown.work_day(request, unit)
    found = queries.cards(unit, on, request.actor, request.today)
    return render(
        request, "inspections/card_sheets.html", {"unit": unit, "on": on, "cards": found, "today": request.today}
    )


def _one(request: Request, assignment: Assignment, unit: Any) -> HttpResponse:
    on = shown.work_day(request, unit)
    found = queries.cards(unit, on, request.actor, request.today, key=assignment.key)
    if not found:
        raise Http404(_("没有找到。"))
    context = {"unit": unit, "on": on, "cards": found, "today": request.today, "is_one": True}
    return render(request, "inspections/card_sheets.html", context)


def card(request: Request, code: str) -> HttpResponse:
    """一张提示卡, for whoever prints them."""
    unit = own_unit(request, PLAN)
    found = Assignment.objects.reachable(by=request.actor, to=PLAN).leaders().filter(code=code).first()
    if found is None:
        raise Http404(_("没有找到。"))
    return _one(request, found, unit)


def mine(request: Request) -> HttpResponse:
    """我的提示卡."""
    found = shown.own_assignment(request)
    if found is None:
        raise Http404(_("没有找到。"))
    return _one(request, found, shown.top_of(request))
