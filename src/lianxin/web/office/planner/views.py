"""走访安排的页面: the month of a unit, who comes to a village, where to go next, the calendar file."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure import ical
from lianxin.pure.periods import Period
from lianxin.web.office.planner import shown
from lianxin.web.office.planner.places import asked, shifted, unit_of
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs, see
from lianxin.work.planner import queries
from lianxin.work.planner.terms import MAKE, SET, TEAM, VIEW

TABS = (
    (gettext_lazy("日程"), "planner:index"), (gettext_lazy("谁要来"), "planner:coming"),
    (gettext_lazy("该去哪里"), "planner:next"), (gettext_lazy("接待天数"), "planner:burden"),
    (gettext_lazy("队伍进展"), "planner:team"),
)  # fmt: skip
VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
AHEAD, BEHIND = timedelta(days=60), timedelta(days=31)
LISTED = 100
ICS_AHEAD, ICS_BEHIND = timedelta(days=183), timedelta(days=31)


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs; that of the team for those who lead one."""
    tabs, actor = TABS if request.actor.has(TEAM) else TABS[:-1], request.actor
    may = {"may_make": actor.may_at(MAKE, actor.own_path), "may_set": actor.has(SET)}
    shown_tabs = room_tabs(tabs, f"planner:{name}")
    return render(request, f"planner/{name}.html", {"tabs_shown": shown_tabs, **may, **context})


def index(request: Request) -> HttpResponse:
    """日程: the month of a unit, who comes and where its people go."""
    here = asked(request, VIEW)
    span = (here.month.first, here.month.last)
    comings, is_whole = queries.calendar(here.unit, *span, by=request.actor), here.unit.parent_id is None
    if not is_whole:  # a county's month has thousands of them: they are read township by township
        comings += queries.came(here.unit, *span, by=request.actor)
    rows = shown.weeks(here.month, comings, here.unit.path, clocks.calendar(), request.today)
    months = (shifted(here.month, -1), shifted(here.month, 1))
    return page(request, "index", here=here, weeks=rows, total=len(comings), before=months[0], after=months[1],
                this_month=Period.containing(request.today), is_whole=is_whole)  # fmt: skip


def coming(request: Request) -> HttpResponse:
    """谁要来: for the place itself: who comes, when, what for; and who came without a plan."""
    here, today = asked(request, VIEW), request.today
    found = queries.calendar(here.unit, today, today + AHEAD, by=request.actor)
    rows = [(one, shown.days_words(one.on, one.until), *shown.when(one, today)) for one in found
            if one.comes_to(here.unit.path)]  # fmt: skip
    past = queries.calendar(here.unit, today - BEHIND, today - timedelta(days=1), by=request.actor)
    past += queries.came(here.unit, today - BEHIND, today, by=request.actor)
    before = sorted(
        (one for one in past if one.has_come and one.comes_to(here.unit.path)), key=lambda one: one.on, reverse=True
    )
    been = [(one, shown.days_words(one.on, one.until), shown.url_of(one)) for one in before]
    context: dict[str, Any] = {"here": here, "rows": rows[:LISTED], "been": been[:LISTED], "today": today}
    if here.unit.kind in VILLAGES:
        context["load"] = queries.burden(here.unit, here.month.first, here.month.last, today)
        context["limit"] = queries.limit_for(here.unit, today)
    return page(request, "coming", **context)


def next_best(request: Request) -> HttpResponse:
    """该去哪里: whom nobody has seen for longest among those one is paired with; or in one's own village."""
    see(request, VIEW)
    unit, today = request.posting.unit, request.today
    is_village = unit.kind in VILLAGES and request.GET.get("of") == "village"
    if is_village:
        found = queries.unseen_here(unit, request.actor, today, LISTED)
    else:
        found = queries.longest_unseen(request.actor, today)[:LISTED]
    first = next((one for one in found if one.plan is None), None)
    rows = [(one, one.days(today), shown.unseen_why(one, today, own=not is_village), one is first) for one in found]
    return page(request, "next", rows=rows, is_village=is_village, has_village=unit.kind in VILLAGES, unit=unit)


def ics(request: Request) -> HttpResponse:
    """日历文件: half a year of a unit's plans; no name, no household, no purpose, nothing unannounced."""
    see(request, VIEW)
    unit = unit_of(request, VIEW, request.GET.get("unit", ""))
    found = queries.calendar(unit, request.today - ICS_BEHIND, request.today + ICS_AHEAD, by=request.actor)
    events = [
        ical.Event(f"{one.plan.code}@lianxin", one.on, one.until,
                   _("%(home)s到%(unit)s，%(n)s 人") % {"home": one.home.name, "unit": one.unit.name, "n": one.people})
        for one in found if one.plan is not None and not one.plan.is_unannounced
    ]  # fmt: skip
    text = ical.write(_("%(unit)s走访安排") % {"unit": unit.name}, events, request.now)
    headers = {"Content-Disposition": 'attachment; filename="plans.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
