"""督查页面上显示的: tabs, pages of a list, one plan as one may know of it, a draw line by line, burdens, cards."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.queries import top_unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs
from lianxin.work.inspections import queries
from lianxin.work.inspections.models import Assignment, Draw, InspectionGroup, InspectionPlan, PlanTarget
from lianxin.work.inspections.models.plans import PlanQuerySet
from lianxin.work.inspections.queries.burden import counted_done
from lianxin.work.inspections.queries.coverage import Cell
from lianxin.work.inspections.terms import APPROVE, INSPECTION_FLOW, PLAN, VIEW, InspectionState
from lianxin.work.workdays import queries as workdays

TABS = (
    (gettext_lazy("督查计划"), "inspections:index"), (gettext_lazy("覆盖"), "inspections:coverage"),
    (gettext_lazy("负担"), "inspections:burden"), (gettext_lazy("分包"), "inspections:assigned"),
    (gettext_lazy("派车"), "inspections:cars"),
)  # fmt: skip
CARDS = (gettext_lazy("提示卡"), "inspections:cards")
LISTED = 200
PAGE = 30
BADGES = {
    InspectionState.DRAFT: "todo", InspectionState.APPROVED: "doing", InspectionState.DRAWN: "doing",
    InspectionState.UNDER_WAY: "doing", InspectionState.CARRIED_OUT: "done", InspectionState.CALLED_OFF: "quiet",
}  # fmt: skip


def room(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs; the cards for whoever hands them over."""
    tabs = (*TABS, CARDS) if request.actor.may_at(PLAN, request.actor.own_path) else TABS
    shown_tabs = room_tabs(tabs, f"inspections:{name}")
    return render(request, f"inspections/{name}.html", {"tabs_shown": shown_tabs, **context})


@dataclass(frozen=True)
class Page:
    """一页 of the plans, by key: the first day and the key of the last row."""

    rows: list[tuple[InspectionPlan, str]]
    older_url: str
    newer_url: str


def page_of(found: PlanQuerySet, before: str) -> Page:
    """The plans after that key; a key that is none begins at the beginning. One statement."""
    day, _sep, key = before.partition("_")
    try:
        at = Q(starts_on__lt=date.fromisoformat(day)) | Q(starts_on=date.fromisoformat(day), pk__lt=int(key[:18]))
    except ValueError:
        at, before = Q(), ""
    rows = list(found.filter(at)[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    older = f"?before={last.starts_on.isoformat()}_{last.pk}" if last else ""
    return Page([(one, BADGES[InspectionState(one.state)]) for one in rows[:PAGE]], older, "?" if before else "")


@dataclass
class Day:
    """一天的督查: groups with their stations and cars, and the stations of no group yet."""

    on: date
    groups: list[InspectionGroup] = field(default_factory=list)
    free: list[PlanTarget] = field(default_factory=list)
    lacks_car: bool = False


def days_of(plan: InspectionPlan, request: Request) -> list[Day]:
    """逐日: as the actor may see them; groups and cars for the inspecting side alone. Five statements."""
    days: dict[date, Day] = {}
    inside = request.actor.may_at(VIEW, plan.unit_path)
    for target in queries.targets(plan).reachable(by=request.actor, to=VIEW):
        day = days.setdefault(target.on, Day(target.on))
        if target.group is None or not inside:
            day.free.append(target)
    for group in queries.roster(plan) if inside else ():
        day = days.setdefault(group.on, Day(group.on))
        day.groups.append(group)
        day.lacks_car |= not any(car.state == "sent" for car in group.cars.all())
    return [days[on] for on in sorted(days)]


def plan_context(request: Request, plan: InspectionPlan) -> dict[str, Any]:
    """一个计划 as its page shows it, in a constant number of statements."""
    by, open_to = request.actor, INSPECTION_FLOW.open_to(plan.state)
    whole, inside = queries.sees_whole(plan, by), by.may_at(VIEW, plan.unit_path)
    may_plan, may_approve = by.may(PLAN, plan), by.may(APPROVE, plan)
    is_own = plan.drafted_by_id is not None and plan.drafted_by_id == by.person_id
    skipped = PlanTarget.objects.filter(plan=plan).exclude(skipped_on=None).select_related("unit") if inside else ()
    return {
        "plan": plan, "badge": BADGES[InspectionState(plan.state)], "days": days_of(plan, request), "whole": whole,
        "inside": inside, "may_plan": may_plan, "open_to": open_to, "skipped": list(skipped),
        "may_draw": may_plan and ("draw" in open_to or "draw_further" in open_to),
        "may_approve": may_approve and not is_own and "approve" in open_to,
        "may_urge": may_approve and not is_own and "choose" in open_to,
        "may_call_off": (may_plan or may_approve) and "call_off" in open_to,
        "draws": list(plan.draws.all()) if whole else [], "left_out": list(plan.left_out.select_related("unit")) if whole else [],
    }  # fmt: skip


@dataclass(frozen=True)
class FrameLine:
    """抽取名单的一行."""

    name: str
    code: str
    times: int
    is_recent: bool
    above: str
    place: int | None


def draw_context(plan: InspectionPlan, draw: Draw) -> dict[str, Any]:
    """一次抽取 line by line, drawn again now: names in one statement, the journal's entries in another."""
    frame = queries.frame_of(draw)
    paths = {one.code for one in frame} | {one.stratum for one in frame} | {path for path, _day in draw.full}
    names = dict(Unit.objects.filter(path__in=paths).values_list("path", "name"))
    order = {path: number for number, path in enumerate(draw.drawn, 1)}
    lines = [FrameLine(names.get(one.code, one.code), one.code, one.times, one.is_recent,
                       names.get(one.stratum, "") if one.stratum != one.code else "", order.get(one.code))
             for one in frame]  # fmt: skip
    above = {line.code: line.above for line in lines}
    entries = book.story(plan.ref).filter(event__in=("inspection.sealed", "inspection.drawn"))
    return {
        "plan": plan, "draw": draw, "lines": lines, "agrees": queries.is_the_same(draw),
        "drawn": [(number, names.get(path, path), above.get(path, "")) for path, number in order.items()],
        "full": [(names.get(path, path), date.fromisoformat(day)) for path, day in draw.full],
        "left_out": list(plan.left_out.select_related("unit")),
        "entries": [(one.n, one.at, book.sentence(one)) for one in entries if one.detail.get("number") == draw.number],
    }  # fmt: skip


def next_day_of(plan: InspectionPlan, today: date) -> dict[str, date]:
    """The first work day of the plan from today on, to begin with; else its first day."""
    first = max(today, plan.starts_on)
    day = next(iter(workdays.dates(first, plan.ends_on)), None) if first <= plan.ends_on else None
    return {"on": day.on if day else first}


def stops_of(free: list[PlanTarget]) -> dict[str, int]:
    """第几站 as the list stands, to begin with."""
    return {f"stop_{one.pk}": number for number, one in enumerate(free, 1)}


def unit_of(request: Request, pk: int) -> Unit:
    """A unit in which the actor may see inspections; Http404."""
    found = Unit.objects.filter(pk=pk).first()
    if found is None or not request.actor.may_at(VIEW, found.path):
        raise Http404(_("没有找到。"))
    return found


def unit_asked(request: Request) -> Unit:
    """?unit=, or the unit of one's post."""
    asked = request.GET.get("unit", "")
    return (
        unit_of(request, int(asked))
        if asked.isascii() and asked.isdigit() and len(asked) < 18
        else request.posting.unit
    )


def period_asked(request: Request) -> Period:
    """?period=, or this year."""
    try:
        return Period.parse(request.GET.get("period", ""))
    except NotAPeriod:
        return Period.containing(request.today, "year")


def periods(today: date) -> list[Period]:
    """The periods to choose from: this month, quarter, year, the last year."""
    year = Period.containing(today, "year")
    return [Period.containing(today, "month"), Period.containing(today, "quarter"), year, year.previous()]


def above(request: Request, unit: Unit) -> Unit | None:
    """The unit above, where the actor may see there."""
    if unit.parent is None or not request.actor.may_at(VIEW, unit.parent.path):
        return None
    return unit.parent


def sums(cells: list[Cell]) -> dict[str, int]:
    """合计: units, of these inspected; villages, of these inspected."""
    return {
        "units": len(cells), "covered": sum(cell.times > 0 for cell in cells),
        "villages": sum(cell.villages for cell in cells), "villages_covered": sum(cell.covered for cell in cells),
    }  # fmt: skip


def burden_context(request: Request, unit: Unit) -> dict[str, Any]:
    """负担 of one's own unit and of those directly below: six statements for any number of them."""
    today, year = request.today, Period.containing(request.today, "year")
    below = list(Unit.objects.valid(today).filter(parent=unit).order_by("path"))
    paths = [one.path for one in below]
    had, most = counted_done(paths, today), queries.limits_of(paths, today)
    words = (("month", _("本月")), ("quarter", _("本季度")), ("year", _("本年")))
    rows = [(one, [(had[one.path][per], most[one.path][per], word) for per, word in words]) for one in below]
    is_top = unit.kind == UnitKind.COUNTY
    return {
        "unit": unit, "rows": rows, "meters": [] if is_top else queries.meter(unit, today), "above": above(request, unit),
        "received": [] if is_top else list(queries.received(unit, year.first, year.last).order_by("-done_on", "pk")[:LISTED]),
        "may_set": request.actor.may_at(APPROVE, request.actor.own_path), "year": year,
    }  # fmt: skip


def top_of(request: Request) -> Unit:
    """The county: the table of assignments and the cars are its."""
    return top_unit() or request.posting.unit


def work_day(request: Request, unit: Unit) -> date:
    """?on= where it is a day, else the next work day."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        day = workdays.next_day(unit, request.today)
        return day.on if day else request.today


def own_assignment(request: Request) -> Assignment | None:
    """The actor's own, as a leader; the first of several."""
    if not request.actor.is_person:
        return None
    found = Assignment.objects.standing(request.today).leaders().filter(person_id=request.actor.person_id)
    return found.order_by("unit_path", "pk").first()
