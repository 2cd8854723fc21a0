"""定期会议, 会议和发文的数量."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.clocks.queries import calendar
from lianxin.web.office.meetings import forms, shown
from lianxin.web.office.meetings.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.work.meetings import commands, queries
from lianxin.work.meetings.models import MeetingSeries
from lianxin.work.meetings.terms import HOLD, VIEW, Counted
from lianxin.work.regulations.queries import answerable
from lianxin.work.regulations.terms import EDIT as NAME_RESPONSIBLE

AHEAD = timedelta(days=190)
LISTED = 200
MOST = 500


def series_list(request: Request) -> HttpResponse:
    """定期会议: those that are held, with the next day of each."""
    see(request, VIEW)
    found = MeetingSeries.objects.reachable(by=request.actor, to=VIEW).standing(request.today)
    rows, known = [], calendar()
    for one in found.select_related("unit").order_by("unit_path", "title")[:LISTED]:
        days = queries.days_of(one, request.today, request.today + AHEAD, calendar=known)
        rows.append((one, days[0] if days else None))
    return page(request, "series_list", rows=rows)


def set_series(request: Request) -> HttpResponse:
    """确定定期会议."""
    unit = own_unit(request, HOLD)
    form: Any = forms.SeriesForm(request.POST or None, today=request.today, initial={"since": request.today})
    if form.is_valid() and done(form, commands.set_series, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已确定。"))
        return redirect("meetings:series", code=form.result.code)
    purpose = _("日子按规则算，遇到节假日顺延；没有事可以不开。")
    return form_page(request, form, Asking(_("确定定期会议"), purpose, reverse("meetings:series_list"), _("确定")))


def series(request: Request, code: str) -> HttpResponse:
    """一个定期会议: its days to come, its meetings; the next one is put on the register by one press."""
    found = fetch(request, MeetingSeries.objects.select_related("unit"), see=VIEW, code=code)
    may = request.actor.may(HOLD, found)
    if request.method == "POST":
        request.actor.must(HOLD, found)
        planned = pressed(request, commands.plan_next, series=found, calendar=calendar())
        if planned is None:
            return redirect("meetings:series", code=code)
        messages.success(request, _("已排上，接着列议题。"))
        return redirect("meetings:meeting", code=planned.code)
    days = queries.days_of(found, request.today, request.today + AHEAD, calendar=calendar())
    return render(request, "meetings/series.html", {
        "series": found, "days": days[:6], "meetings": found.meetings.order_by("-held_on")[:24], "may": may,
        "responsibles": answerable(found.ref, request.today), "may_edit": request.actor.may(NAME_RESPONSIBLE, found),
    })  # fmt: skip


def end_series(request: Request, code: str) -> HttpResponse:
    """停开."""
    found = fetch(request, MeetingSeries.objects.all(), see=VIEW, to=HOLD, code=code)
    here = reverse("meetings:series", args=[code])
    form: Any = forms.UntilForm(request.POST or None, today=request.today, initial={"until": request.today})
    if form.is_valid() and done(form, commands.end_series, request, series=found, **form.cleaned_data):
        messages.success(request, _("已停开。"))
        return redirect(here)
    return form_page(request, form, Asking(_("停开定期会议"), found.title, here, _("停开")))


def meter(request: Request) -> HttpResponse:
    """会议和发文的数量 of one's unit and below: this year, last year, the limit; each figure opens into its list."""
    see(request, VIEW)
    unit = request.posting.unit
    found = shown.gauges(queries.meter(request.actor, unit, request.today))
    return page(request, "meter", gauges=found, unit=unit, on=request.today)


def behind(request: Request, counted: str, which: str) -> HttpResponse:
    """一个数背后的会议或者发文."""
    see(request, VIEW)
    spans = queries.spans_of(request.today)
    if counted not in Counted.values or which not in spans:
        raise Http404(_("没有找到。"))
    unit = request.posting.unit
    found = queries.metered(request.actor, unit, Counted(counted), which, request.today)
    context = {"rows": found[:MOST], "total": found.count(), "counted": Counted(counted), "unit": unit}
    return render(request, "meetings/behind.html", {**context, "first": spans[which][0], "last": spans[which][1]})


def set_budget(request: Request) -> HttpResponse:
    """确定限额."""
    unit = own_unit(request, HOLD)
    form: Any = forms.BudgetForm(
        request.POST or None, today=request.today, here=unit, initial={"unit": unit, "year": request.today.year}
    )
    if form.is_valid() and done(form, commands.set_budget, request, **form.cleaned_data):
        messages.success(request, _("已确定。"))
        return redirect("meetings:meter")
    purpose = _("一年最多开多少会、发多少文。比上年少是目的。")
    return form_page(request, form, Asking(_("确定限额"), purpose, reverse("meetings:meter"), _("确定")))
