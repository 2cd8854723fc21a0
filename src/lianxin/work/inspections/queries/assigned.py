"""分包表的读法: one line per township with its inspectors, leaders and departments; the gaps (M214)."""

from dataclasses import dataclass, field
from datetime import date

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.inspections.models import Assignment
from lianxin.work.inspections.models.assignments import AssignmentQuerySet
from lianxin.work.inspections.terms import VIEW, AssignmentKind


@dataclass
class Line:
    """分包表的一行: a township, and who answers for it."""

    unit: Unit
    inspectors: list[Assignment] = field(default_factory=list)
    leaders: list[Assignment] = field(default_factory=list)
    departments: list[Assignment] = field(default_factory=list)

    @property
    def is_gap(self) -> bool:
        """Nobody in one of the three columns."""
        return not (self.inspectors and self.leaders and self.departments)


COLUMNS = {
    AssignmentKind.INSPECTOR: "inspectors", AssignmentKind.LEADER: "leaders", AssignmentKind.DEPARTMENT: "departments",
}  # fmt: skip


def assigned(by: Actor, on: date) -> AssignmentQuerySet:
    """分包 that hold on that day, of the townships that the actor may see."""
    found: AssignmentQuerySet = Assignment.objects.reachable(by=by, to=VIEW).standing(on)
    return found.select_related("unit", "person", "department").order_by("unit_path", "kind", "pk")


def table(under: Unit, by: Actor, on: date) -> list[Line]:
    """分包表: every township under a unit that the actor may see, with or without somebody, and his own. Two statements."""
    townships = Unit.objects.valid(on).under(under).filter(kind=UnitKind.TOWNSHIP).order_by("path")
    lines = {unit.path: Line(unit) for unit in townships}
    for one in assigned(by, on):
        if one.unit_path in lines:
            getattr(lines[one.unit_path], COLUMNS[AssignmentKind(one.kind)]).append(one)
    mine = {one.pk for line in lines.values() for one in line.leaders if one.person_id == by.person_id and by.is_person}
    return [
        line for line in lines.values() if by.may_at(VIEW, line.unit.path) or mine & {one.pk for one in line.leaders}
    ]


@dataclass(frozen=True)
class Gaps:
    """空缺: townships without a leader, an inspector or a department; leaders and inspectors without a township."""

    no_leader: list[Unit]
    no_inspector: list[Unit]
    no_department: list[Unit]
    idle_leaders: list[str]
    idle_inspectors: list[str]

    @property
    def count(self) -> int:
        return sum(len(found) for found in vars(self).values())


def gaps(lines: list[Line], under: Unit, on: date) -> Gaps:
    """空缺 in a table: who holds the post of a leader or inspector of this unit and answers for nothing. One statement."""
    posts = Posting.objects.valid(on).filter(
        unit=under, role__in=("county_leader", "inspector"), person__is_active=True
    )
    taken = {one.person_id for line in lines for one in (*line.leaders, *line.inspectors)}
    idle: dict[str, list[str]] = {"county_leader": [], "inspector": []}
    for role, pk, name in posts.order_by("pk").values_list("role", "person_id", "person__name"):
        if pk not in taken:
            idle[role].append(name)
    return Gaps(
        [line.unit for line in lines if not line.leaders], [line.unit for line in lines if not line.inspectors],
        [line.unit for line in lines if not line.departments], idle["county_leader"], idle["inspector"],
    )  # fmt: skip


def leaders(under: Unit, on: date) -> "dict[str, list[Assignment]]":
    """总站长 under a unit on a day, by their key: each once, with the townships they have. One statement."""
    found: dict[str, list[Assignment]] = {}
    rows = Assignment.objects.standing(on).leaders().filter(unit__path__gte=under.path, unit__path__lt=under.path + "g")
    for one in rows.select_related("unit", "person").order_by("unit_path", "pk"):
        found.setdefault(one.key, []).append(one)
    return found
