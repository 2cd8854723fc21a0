"""一个工作日的页面: which stations have confirmed, one station's confirmation, what came late or never."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, is_within
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.office.workdays import forms
from lianxin.web.office.workdays.views import may_ask, tabs
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see
from lianxin.work.stations import queries as stations
from lianxin.work.stations.models import Station, StationMember
from lianxin.work.workdays import commands, queries
from lianxin.work.workdays.models import Absence, DayRecord
from lianxin.work.workdays.terms import CONFIRM, ON_LEAVE, VIEW, AbsenceStage

LISTED, PERIODS = 200, 14
MANY, MOST = 60, 600


def _day(request: Request, on: str) -> queries.WorkDay:
    """The work day of the address. Raises Http404 for any other day."""
    day = forms.day_of(on)
    found = queries.day_on(request.posting.unit, day) if day else None
    if found is None:
        raise Http404(_("没有找到。"))
    return found


def day(request: Request, on: str) -> HttpResponse:
    """一个工作日: the stations by place, of a whole county put together by township; not confirmed is unknown."""
    see(request, VIEW)
    found, only = _day(request, on), request.GET.get("show", "")
    rows = queries.station_days(request.actor, found.on)
    under = request.GET.get("under", "")
    if under.isascii() and under.isdigit() and len(under) < 10:
        place = Unit.objects.filter(pk=under).values_list("path", flat=True).first() or "none"
        rows = [row for row in rows if is_within(row.station.unit_path, place)]
    shown = [row for row in rows if only not in ("open", "away") or (not row.record if only == "open" else row.away)]
    is_many = len(shown) > MANY and not under
    rule = queries.rule_on(found.planned_on)
    return render(request, "workdays/day.html", {
        "day": found, "rows": [] if is_many else shown[:MOST], "total": len(rows), "only": only, "under": under,
        "places": queries.by_place(shown, len(request.actor.own_path) // STEP + 1) if is_many else [],
        "confirmed": sum(row.record is not None for row in rows), "unconfirmed": sum(row.record is None for row in rows),
        "with_away": sum(bool(row.away) for row in rows), "is_over": found.on <= request.today, "may_ask": may_ask(request),
        "due_on": queries.limit_of(found.on, rule), "may_confirm": request.actor.has(CONFIRM),
    })  # fmt: skip


def confirm(request: Request, on: str, pk: int) -> HttpResponse:
    """确认一站一日, or correct what was noted: those on leave are known and not asked for again."""
    station = fetch(request, Station.objects.select_related("unit"), see=VIEW, to=CONFIRM, pk=pk)
    found = _day(request, on)
    record = DayRecord.objects.filter(station=station, on=found.on).first()
    on_leave, noted, members, elsewhere = _people(station, found.on)
    form: Any = forms.DayForm(
        request.POST if request.method == "POST" else None, members=members, rule=queries.rule_on(found.planned_on),
        noted=noted, is_correction=record is not None,
    )  # fmt: skip
    if form.is_valid() and _confirmed(request, form, station, found, record):
        messages.success(request, _("已记下。"))
        return redirect("workdays:day", on=found.on.isoformat())
    return render(request, "workdays/confirm.html", {
        "station": station, "day": found, "form": form, "record": record, "on_leave": on_leave, "elsewhere": elsewhere,
        "is_over": found.on <= request.today,
    })  # fmt: skip


def _people(
    station: Station, on: date
) -> tuple[list[Absence], list[Absence], list[StationMember], list[StationMember]]:
    """Who is on leave that day, who was noted as away, of whom it is to be said, and who has leave as one sent out."""
    away = list(Absence.objects.filter(station=station).away().touching(on, on).select_related("member", "substitute"))
    on_leave = [one for one in away if one.stage in ON_LEAVE]
    known = {one.member_id for one in on_leave}
    rest = [one for one in stations.members(station, on) if one.pk not in known]
    gone = queries.on_leave_elsewhere(rest, on)
    noted = [one for one in away if one.stage == AbsenceStage.NOTED]
    return on_leave, noted, [one for one in rest if one.pk not in gone], [one for one in rest if one.pk in gone]


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
