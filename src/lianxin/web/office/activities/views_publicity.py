"""宣传数字和活动日历: every number of the half year with the lines that make it up; the days to come as a file."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.indicators import FIGURES, get
from lianxin.base.orgs.paths import within
from lianxin.pure import ical
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.office.activities.views import page
from lianxin.web.ui.counted import Opening
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see
from lianxin.work.activities import queries
from lianxin.work.activities.models import Part, Turnout
from lianxin.work.activities.terms import VIEW

SHOWN = ("activity.stands", "activity.trips", "activity.issues", "activity.materials", "activity.letters",
         "activity.attendances", "activity.estimated", "activity.handled", "activity.trainings", "activity.trained")  # fmt: skip
LISTED, EARLIEST = 300, 2000
BEHIND, AHEAD = timedelta(days=31), timedelta(days=183)


def publicity(request: Request) -> HttpResponse:
    """宣传数字 of a half year (or another period): the sentence, each figure opening, the lines with their numbers."""
    see(request, VIEW)
    unit, period = request.posting.unit, _period(request)
    found = _figures(request, period) if request.actor.may_at(FIGURES, unit.path) else {}
    there = within("unit_path", unit.path) & Q(on__range=(period.first, period.last))
    lines = Part.objects.filter(there).counting().select_related("activity").order_by("kind", "on", "pk")
    groups = Turnout.objects.filter(there).counting().select_related("activity").order_by("on", "pk")
    halves = [Period.containing(request.today, "half_year")]
    while len(halves) < 4:
        halves.append(halves[-1].previous())
    return page(
        request, "publicity", unit=unit, period=period, figures=found, opened=list(found.values()), most=LISTED,
        lines=lines.reachable(by=request.actor, to=VIEW)[:LISTED],
        groups=groups.reachable(by=request.actor, to=VIEW)[:LISTED],
        periods=[(one.code, period_words(one)) for one in [*halves, Period.containing(request.today, "year")]],
    )  # fmt: skip


def _period(request: Request) -> Period:
    try:
        period = Period.parse(request.GET.get("period", ""))
    except NotAPeriod:
        return Period.containing(request.today, "half_year")
    return (
        period if EARLIEST <= period.year <= request.today.year + 1 else Period.containing(request.today, "half_year")
    )


def _figures(request: Request, period: Period) -> dict[str, Opening]:
    """Each figure of the page by the last word of its code."""
    unit, by, made = request.posting.unit, request.actor, {}
    for code in SHOWN:
        address = reverse("figures:open", query={"code": code, "unit": str(unit.pk), "period": period.code})
        made[code.partition(".")[2]] = Opening(get(code).figure(period, unit, by=by, today=request.today), address)
    return made


def _days(request: Request) -> list[tuple[date, date, str, Any]]:
    """What stands in the calendar: activities, and the days agreed for contact."""
    first, last = request.today - BEHIND, request.today + AHEAD
    days = []
    for one in queries.in_calendar(request.posting.unit, first, last, by=request.actor)[:LISTED]:
        days.append((one.on, one.until, one.title, one))
        days += [
            (day, day, _("联络：%(title)s，%(contact)s") % {"title": one.title, "contact": one.contact}, one)
            for day in one.contact_days if first <= day <= last
        ]  # fmt: skip
    return sorted(days, key=lambda day: (day[0], day[3].pk))


def calendar(request: Request) -> HttpResponse:
    """活动日历: a month back, half a year ahead."""
    see(request, VIEW)
    return page(request, "calendar", days=_days(request), today=request.today)


def ics(request: Request) -> HttpResponse:
    """日历文件: the same, to be taken into a telephone or a desk."""
    see(request, VIEW)
    events = [
        ical.Event(f"{one.code}-{on:%Y%m%d}@lianxin", on, until, f"{words}，{one.unit.name}")
        for on, until, words, one in _days(request)
    ]
    text = ical.write(_("%(unit)s活动日历") % {"unit": request.posting.unit.name}, events, request.now)
    headers = {"Content-Disposition": 'attachment; filename="activities.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
