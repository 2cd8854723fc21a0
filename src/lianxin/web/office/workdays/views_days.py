"""一个工作日的页面: which stations have confirmed, one station's confirmation, what came late or never."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.office.workdays import forms
from lianxin.web.office.workdays.views import tabs
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see
from lianxin.work.stations import queries as stations
from lianxin.work.stations.models import Station
from lianxin.work.workdays import commands, queries
from lianxin.work.workdays.models import Absence, DayRecord
from lianxin.work.workdays.terms import CONFIRM, ON_LEAVE, VIEW, AbsenceStage

LISTED, PERIODS = 200, 14


def _day(request: Request, on: str) -> queries.WorkDay:
    """The work day of the address. Raises Http404 for any other day."""
    day = forms.day_of(on)
    found = queries.day_on(request.posting.unit, day) if day else None
    if found is None:
        raise Http404(_("没有找到。"))
    return found


def day(request: Request, on: str) -> HttpResponse:
    """一个工作日: the stations by place; not confirmed is unknown, never “absent”."""
    see(request, VIEW)
    found = _day(request, on)
    rows = queries.station_days(request.actor, found.on)
    only = request.GET.get("show", "")
    shown = [row for row in rows if only not in ("open", "away") or (not row.record if only == "open" else row.away)]
    rule = queries.rule_on(found.planned_on)
    return render(request, "workdays/day.html", {
        "day": found, "rows": shown[: LISTED * 3], "total": len(rows), "only": only, "rule": rule,
        "confirmed": sum(row.record is not None for row in rows), "away": sum(len(row.away) for row in rows),
        "unconfirmed": sum(row.record is None for row in rows), "with_away": sum(bool(row.away) for row in rows), "is_over": found.on <= request.today,
        "due_on": queries.limit_of(found.on, rule), "own_path": request.actor.own_path,
        "may_confirm": request.actor.has(CONFIRM), "tabs_shown": tabs(request, "workdays:index"),
    })  # fmt: skip


def confirm(request: Request, on: str, pk: int) -> HttpResponse:
    """确认一站一日, or correct what was noted: those on leave are known and not asked for again."""
    station = fetch(request, Station.objects.select_related("unit"), see=VIEW, to=CONFIRM, pk=pk)
    found = _day(request, on)
    record = DayRecord.objects.filter(station=station, on=found.on).first()
    away = list(
        Absence.objects.filter(station=station)
        .away()
        .touching(found.on, found.on)
        .select_related("member", "substitute")
    )
    on_leave = [one for one in away if one.stage in ON_LEAVE]
    members = [
        one for one in stations.members(station, found.on) if one.pk not in {leave.member_id for leave in on_leave}
    ]
    form: Any = forms.DayForm(
        request.POST if request.method == "POST" else None, members=members, rule=queries.rule_on(found.planned_on),
        noted=[one for one in away if one.stage == AbsenceStage.NOTED], is_correction=record is not None,
    )  # fmt: skip
    if form.is_valid() and _confirmed(request, form, station, found, record):
        messages.success(request, _("已记下。"))
        return redirect("workdays:day", on=found.on.isoformat())
    return render(request, "workdays/confirm.html", {
        "station": station, "day": found, "form": form, "record": record, "on_leave": on_leave,
        "is_over": found.on <= request.today,
    })  # fmt: skip


def _confirmed(request: Request, form: Any, station: Station, day: queries.WorkDay, record: DayRecord | None) -> bool:
    if record is None:
        return done(form, commands.confirm_day, request, station=station, on=day.on, away=form.away())
    return done(
        form, commands.correct_day, request, record=record, away=form.away(), reason=form.cleaned_data.get("why", "")
    )


def timeliness(request: Request) -> HttpResponse:
    """迟报漏报 of a month, a quarter or a year: facts with their definition, each a list with its count."""
    see(request, VIEW)
    period = Period.containing(request.today).previous()
    with suppress(NotAPeriod):
        period = Period.parse(request.GET.get("period", ""))
    if abs(period.year - request.today.year) > 10:
        raise Http404(_("没有找到。"))
    found = queries.timeliness(request.actor, period, request.today)
    offered = [Period.containing(request.today)]
    while len(offered) < PERIODS:
        offered.append(offered[-1].previous())
    offered += [Period.containing(request.today, "quarter"), Period.containing(request.today, "year")]
    return render(request, "workdays/timeliness.html", {
        "period": period, "found": found, "offered": offered if period in offered else [period, *offered],
        "late": found.late[:LISTED], "missing": found.missing[:LISTED], "late_leaves": found.late_leaves[:LISTED],
        "without_leave": found.without_leave[:LISTED], "rule": queries.rule_on(period.last),
        "tabs_shown": tabs(request, "workdays:timeliness"), "is_running": request.today <= period.last,
    })  # fmt: skip
