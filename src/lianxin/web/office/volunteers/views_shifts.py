"""班次的页面: what is coming, one shift with who is down for it, the sign-in sheet, the calendar file."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure import ical
from lianxin.web.office.volunteers import forms
from lianxin.web.office.volunteers.views import LISTED, page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see
from lianxin.work.volunteers import commands, queries
from lianxin.work.volunteers.commands.members import must_be_own
from lianxin.work.volunteers.commands.shifts import length_of
from lianxin.work.volunteers.models import Shift
from lianxin.work.volunteers.terms import EDIT, VIEW, ShiftStatus

AHEAD = timedelta(days=180)
BLANK_LINES = 12


def coming(request: Request) -> HttpResponse:
    """要办的班次和活动, the next first; those past without a sheet above them."""
    see(request, VIEW)
    rows = list(queries.coming(request.actor, request.today)[:LISTED])
    past = Shift.objects.reachable(by=request.actor, to=EDIT).past(request.today)
    own = past.filter(unit_path=request.actor.own_path).select_related("team", "team__unit")[:20]
    return page(request, "coming", rows=rows, past=own)


def ics(request: Request) -> HttpResponse:
    """日历文件: half a year of shifts, without a name."""
    see(request, VIEW)
    found = queries.coming(request.actor, request.today).filter(on__lte=request.today + AHEAD)[:LISTED]
    events = [
        ical.Event(
            f"{one.code}@lianxin", one.on, one.on, f"{one.from_time:%H:%M} {one.title}，{one.team.name}，{one.place}"
        )
        for one in found
    ]
    text = ical.write(_("志愿服务班次"), events, request.now)
    headers = {"Content-Disposition": 'attachment; filename="volunteers.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _shift(request: Request, code: str, **to: Any) -> Any:
    return fetch(request, Shift.objects.select_related("team", "team__unit"), see=VIEW, code=code, **to)


def shift(request: Request, code: str) -> HttpResponse:
    """一次班次: when and where, who is down or came; names in the team's own unit alone."""
    one = _shift(request, code)
    names, own = one.team.shows_names_to(request.actor), _own(request, one)
    servings = list(queries.sheet(one))
    is_open = one.status == ShiftStatus.PLANNED
    may = request.actor.may(EDIT, one)
    return render(request, "volunteers/shift.html", {
        "shift": one, "names": names, "servings": servings, "length": length_of(one), "own": own, "is_open": is_open,
        "is_down": own is not None and any(each.member_id == own.pk for each in servings), "may_edit": may and is_open,
        "came": sum(each.hours is not None for each in servings),
        "may_hold": may and names and one.status != ShiftStatus.CALLED_OFF and one.on <= request.today,
        "may_sign": may and names and is_open,
    })  # fmt: skip


def _own(request: Request, one: Shift) -> Any:
    """The actor's own membership of the team, if he has one."""
    if not request.actor.is_person:
        return None
    return one.team.members.standing().filter(person_id=request.actor.person_id or 0).first()


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """队员报名, 登记签到, 不办了, 我报名, 我不去了."""
    one = _shift(request, code)
    if verb in ("come", "stay"):
        return _self(request, one, verb)
    request.actor.must(EDIT, one)
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    here = reverse("volunteers:shift", args=[code])
    form, command, given, asking = DEEDS[verb](request, one, here)
    if form.is_valid() and done(form, command, request, shift=one, **given(form)):
        messages.success(request, _("已记下。"))
        return redirect(here)
    if verb == "hold":
        return render(request, "volunteers/hold.html", {"form": form, "shift": one, "length": length_of(one)})
    return form_page(request, form, asking)


def _self(request: Request, one: Shift, verb: str) -> HttpResponse:
    own = _own(request, one)
    if own is None or request.method != "POST":
        raise Http404(_("没有找到。"))
    command = commands.sign_up if verb == "come" else commands.take_off
    pressed(request, command, shift=one, member=own)
    return redirect("volunteers:shift", code=one.code)


def _sign(request: Request, one: Shift, here: str) -> Any:
    must_be_own(one.team, request.actor)
    free = one.team.members.standing().exclude(pk__in=one.servings.values("member_id"))
    form: Any = forms.SignUpForm(request.POST or None, members=free)
    return form, commands.sign_up, lambda form: form.cleaned_data, Asking(_("队员报名"), one.title, here, _("报名"))


def _hold(request: Request, one: Shift, here: str) -> Any:
    must_be_own(one.team, request.actor)
    held = {each.member_id: each.hours for each in one.servings.all()}
    whole = length_of(one)
    shown = {key: hours or whole for key, hours in held.items()}
    members = one.team.members.filter(Q(until=None) | Q(pk__in=held), since__lte=one.on)
    form: Any = forms.CameForm(request.POST or None, members=members, length=whole, held=shown)
    return form, commands.hold_shift, lambda form: {"came": form.came}, None


def _call_off(request: Request, one: Shift, here: str) -> Any:
    form: Any = forms.ReasonForm(request.POST or None)
    return form, commands.call_off_shift, lambda form: form.cleaned_data, Asking(_("这次不办了"), one.title, here)


DEEDS = {"sign": _sign, "hold": _hold, "call_off": _call_off}


def sheet(request: Request, code: str) -> HttpResponse:
    """签到表, to print: those down for it, and empty lines; in the team's own unit with names."""
    one = _shift(request, code)
    names = one.team.shows_names_to(request.actor)
    rows = list(queries.sheet(one)) if names else []
    blank = range(max(BLANK_LINES - len(rows), 4))
    return render(request, "volunteers/sheet.html", {"shift": one, "rows": rows, "blank": blank, "names": names})
