"""抽取的读法: from whom is drawn, who stands at the limit, the draw done again by anyone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, within
from lianxin.pure import rotation
from lianxin.pure.periods import Period
from lianxin.work.inspections.models import Draw, InspectionPlan, PlanTarget
from lianxin.work.inspections.queries.burden import counted, limits_of, room_from

LATELY = timedelta(days=45)  # who was inspected within so many days comes after the others of the same count
TOWNSHIP = 2 * STEP


@dataclass(frozen=True)
class Candidates:
    """可以抽的 and those that stand at their limit, each with the day from which it may be inspected again."""

    open: list[rotation.Unit]
    full: dict[str, date]


def units_of(plan: InspectionPlan, on: date) -> "dict[str, Unit]":
    """The units of the plan's kinds below its own unit, by path, in their order."""
    found = Unit.objects.valid(on).filter(within("path", plan.unit.path), kind__in=plan.target_kinds)
    return {unit.path: unit for unit in found.exclude(pk=plan.unit_id).order_by("path")}


def candidates(plan: InspectionPlan, on: date) -> Candidates:
    """抽取名单 for a day: without those left out by reason, those drawn for this plan as often as it allows, and the full ones.

    Five statements for any number of units.
    """
    units = units_of(plan, on)
    left_out = set(plan.left_out.values_list("unit__path", flat=True))
    mine = PlanTarget.objects.filter(plan=plan).standing().order_by().values_list("unit_path", "on")
    own: dict[str, list[date]] = {}
    for path, day in mine:
        own.setdefault(path, []).append(day)
    paths = [path for path in units if path not in left_out and len(own.get(path, ())) < plan.limit
             and on not in own.get(path, ())]  # fmt: skip
    had, most = counted(paths, on), limits_of(paths, on)
    full = {path: again for path in paths if (again := room_from(on, had[path], most[path]))}
    lately = _lately(on)
    year = {path: had[path]["year"] for path in paths}
    return Candidates([_line(path, year, lately) for path in paths if path not in full], full)


def _line(path: str, year: Mapping[str, int], lately: set[str]) -> rotation.Unit:
    return rotation.Unit(path, year[path], path in lately, path[:TOWNSHIP])


def _lately(on: date) -> set[str]:
    span = (on - LATELY, on)
    when = Q(done_on__range=span) | Q(done_on=None, on__range=span)
    return set(PlanTarget.objects.standing().filter(when).order_by().values_list("unit_path", flat=True))


def frame_of(draw: Draw) -> list[rotation.Unit]:
    """抽取名单 as it was sealed."""
    return [rotation.Unit.from_line(line) for line in draw.frame]


def is_the_same(draw: Draw) -> bool:
    """重算: whether list, digest and seed give the very units again, and these are the ones set down."""
    frame = frame_of(draw)
    again = rotation.drawn(draw.seed, frame, draw.size, spread=draw.is_spread)
    return draw.drawn == again and rotation.digest_of(frame) == draw.digest


def year_of(on: date) -> Period:
    """督查覆盖的周期: the calendar year."""
    return Period.containing(on, "year")
