"""住村和接待负担的页面."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.visits import forms
from lianxin.web.office.visits.views_list import TABS
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see
from lianxin.work.visits import commands, queries
from lianxin.work.visits.models import Burden, Stay, Visit
from lianxin.work.visits.terms import BURDEN, CORRECT, RECORD, SEE_BURDEN, VIEW

LISTED = 100


def stays(request: Request) -> HttpResponse:
    """住村: the nights of those one may see, and how many each of one's own team."""
    see(request, VIEW)
    actor, found = request.actor, queries.stays(request.actor)
    mine = request.GET.get("whose", "") == "mine"
    if mine:
        found = found.filter(person=actor.person_id)
    context = {
        "rows": found[:LISTED], "mine": mine, "nights": queries.nights_by_person(found), "most": LISTED,
        "may_record": actor.may_at(RECORD, actor.own_path), "tabs_shown": room_tabs(TABS, "visits:stays"),
    }  # fmt: skip
    return render(request, "visits/stays.html", context)


def stay_new(request: Request) -> HttpResponse:
    """记住村: from which day to which, where."""
    own_unit(request, RECORD)
    form: Any = forms.StayForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.record_stay, request, person=request.user, **form.cleaned_data):
        messages.success(request, _("已记下住村。"))
        return redirect("visits:stays")
    purpose = _("写住下和离开的日子。走访时已经填了住几夜的，不用再记。")
    return form_page(request, form, Asking(_("记住村"), purpose, reverse("visits:stays"), _("记下")))


def stay_void(request: Request, code: str) -> HttpResponse:
    """作废住村记录."""
    stay = fetch(request, Stay.objects.select_related("unit", "person"), see=VIEW, code=code)
    if request.actor.person_id not in (stay.person_id, stay.recorded_by_id) and not request.actor.may(CORRECT, stay):
        raise NotAllowed(_("只有本人和所在单位负责人能改这条记录。"))
    form: Any = forms.ReasonForm(request.POST or None)
    if form.is_valid() and done(form, commands.void_stay, request, stay=stay, **form.cleaned_data):
        messages.success(request, _("已作废。"))
        return redirect("visits:stays")
    what = _("%(name)s，%(unit)s，%(on)s至%(until)s") % {
        "name": stay.person.name, "unit": stay.unit.name, "on": stay.on, "until": stay.until,
    }  # fmt: skip
    return form_page(request, form, Asking(_("作废住村记录"), what, reverse("visits:stays")))


def burdens(request: Request) -> HttpResponse:
    """接待负担: what villages wrote down of those who came; theirs, and of the levels above them."""
    see(request, SEE_BURDEN)
    actor = request.actor
    context = {
        "rows": queries.burdens(actor)[:LISTED], "may_note": actor.may_at(BURDEN, actor.own_path), "most": LISTED,
        "tabs_shown": room_tabs(TABS, "visits:burdens"),
    }  # fmt: skip
    return render(request, "visits/burdens.html", context)


def burden_new(request: Request) -> HttpResponse:
    """登记接待负担, of a visit in the address or without one."""
    unit, code = own_unit(request, BURDEN), request.GET.get("visit", "")
    came: Visit | None = None
    if code:
        came = fetch(request, Visit.objects.select_related("home"), see=VIEW, code=code)
    begun = {"who": came.home.name, "on": came.on, "people": came.people.count()} if came else {"on": request.today}
    form: Any = forms.BurdenForm(request.POST or None, today=request.today, initial=begun)
    if form.is_valid() and done(form, commands.note_burden, request, unit=unit, visit=came, **form.as_command()):
        messages.success(request, _("已登记。只有本单位和上级看得到。"))
        return redirect("visits:burdens")
    purpose = _("谁来过、多久、花了多少，由本单位自愿登记。来访的单位看不到。")
    return form_page(request, form, Asking(_("登记接待负担"), purpose, reverse("visits:burdens"), _("登记")))


def burden_withdraw(request: Request, code: str) -> HttpResponse:
    """撤回一条登记."""
    burden = fetch(request, Burden.objects.select_related("unit"), see=SEE_BURDEN, to=BURDEN, code=code)
    form: Any = forms.ReasonForm(request.POST or None)
    if form.is_valid() and done(form, commands.withdraw_burden, request, burden=burden, **form.cleaned_data):
        messages.success(request, _("已撤回。"))
        return redirect("visits:burdens")
    return form_page(request, form, Asking(_("撤回登记"), burden.who, reverse("visits:burdens")))
