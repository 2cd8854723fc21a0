"""走访活动的覆盖面: which groups and how many households a drive has reached, of which in need (M091, M114)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.numerals import from_hanzi, to_hanzi
from lianxin.work.concerns.terms import Outcome
from lianxin.work.drives.models import Drive, DriveArea
from lianxin.work.visits.models import Finding, FindingQuerySet, Leaflet, Stay, Visit, VisitPerson, VisitQuerySet
from lianxin.work.visits.terms import VIEW

MANY = 10**6


class NotASubset(ValueError):
    """其中困难户 are more than the households seen: the records contradict each other."""


@dataclass(frozen=True)
class Reached:
    """走到的一个组: its visits, how many households were seen there, of which in need."""

    unit_id: int
    unit_path: str
    unit_name: str
    group: str
    visits: int
    households: int
    needy: int


@dataclass(frozen=True)
class AreaCoverage:
    """一处的进展: what was planned there and what was reached; `area` is None for places not on the route."""

    name: str
    area: DriveArea | None
    reached: tuple[Reached, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that were reached."""
        return tuple(dict.fromkeys(one.group for one in self.reached if one.group))

    @property
    def groups_left(self) -> tuple[str, ...]:
        """Planned groups that nobody has been to yet."""
        return tuple(one for one in (self.area.groups if self.area else ()) if one not in self.groups)

    @property
    def visits(self) -> int:
        return sum(one.visits for one in self.reached)

    @property
    def households(self) -> int:
        return sum(one.households for one in self.reached)

    @property
    def needy(self) -> int:
        return sum(one.needy for one in self.reached)


@dataclass(frozen=True)
class Coverage:
    """覆盖面 of a drive. A registered household counts once, however often it was seen."""

    areas: tuple[AreaCoverage, ...]
    people: int
    nights: int
    leaflets: int
    found: int
    solved: int

    @property
    def visits(self) -> int:
        return sum(area.visits for area in self.areas)

    @property
    def groups(self) -> int:
        return len({(one.unit_id, one.group) for area in self.areas for one in area.reached if one.group})

    @property
    def households(self) -> int:
        return sum(area.households for area in self.areas)

    @property
    def needy(self) -> int:
        return sum(area.needy for area in self.areas)

    @property
    def sentence(self) -> str:
        """走访路线 in one sentence, as the office writes it."""
        return route_sentence(self.groups, self.households, self.needy)


def route_sentence(groups: int, households: int, needy: int) -> str:
    """走访八个组44户，其中困难户6户. Raises NotASubset where the part is larger than the whole (003).

    >>> route_sentence(8, 44, 6)
    '走访八个组44户，其中困难户6户'
    >>> route_sentence(0, 3, 0)
    '走访3户'
    """
    if needy > households:
        raise NotASubset(f"{needy} > {households}")
    number = "两" if groups == 2 else to_hanzi(groups)  # 二 is not said before a measure word
    where = f"{number}个组" if groups else ""
    return f"走访{where}{households}户" + (f"，其中困难户{needy}户" if needy else "")


def visits_of(drive: Drive) -> VisitQuerySet:
    """走访 made under a drive: those that stand, without telephone calls."""
    found: VisitQuerySet = Visit.objects.filter(drive=drive).standing().in_person()
    return found


def found_under(drive: Drive, by: Actor) -> FindingQuerySet:
    """走访发现的问题 under a drive, of those that this actor may know of."""
    found: FindingQuerySet = Finding.objects.reachable(by=by, to=VIEW).standing().filter(visit__drive=drive)
    return found


def solved(findings: FindingQuerySet) -> FindingQuerySet:
    """解决的问题 among them: on the spot or later, and not denied by the resident."""
    done = Q(is_solved_there=True, concern__round=1) | Q(
        concern__outcome=Outcome.SOLVED, concern__closed_on__isnull=False
    )
    return findings.filter(done).exclude(concern__rated_solved=False)


def reached(visits: "QuerySet[Visit]") -> list[Reached]:
    """走到的组 with their households: one statement; a registered household once, others as the visit says."""
    rows = (
        visits.order_by()
        .values("unit_id", "unit_path", "unit__name", "group")
        .annotate(
            n=Count("pk"),
            known=Count("household", distinct=True),
            known_needy=Count("household", filter=Q(needy__gt=0), distinct=True),
            others=Sum("households", filter=Q(household=None)),
            others_needy=Sum("needy", filter=Q(household=None)),
        )
        .order_by("unit_path", "group")
    )
    return [
        Reached(
            row["unit_id"], row["unit_path"], row["unit__name"], row["group"], row["n"],
            row["known"] + (row["others"] or 0), row["known_needy"] + (row["others_needy"] or 0),
        )
        for row in rows
    ]  # fmt: skip


def coverage(drive: Drive, by: Actor) -> Coverage:
    """覆盖面 of a drive; problems are those of which `by` may know. The same number of statements for any drive."""
    visits, findings = visits_of(drive), found_under(drive, by)
    areas = list(drive.areas.select_related("unit"))
    sums = findings.order_by().aggregate(n=Count("pk"))
    return Coverage(
        areas=tuple(_by_area(areas, reached(visits))),
        people=VisitPerson.objects.filter(visit__in=visits).values("person_id").distinct().count(),
        nights=Stay.objects.standing().filter(visit__in=visits).aggregate(n=Sum("nights"))["n"] or 0,
        leaflets=Leaflet.objects.filter(visit__in=visits).aggregate(n=Sum("quantity"))["n"] or 0,
        found=sums["n"],
        solved=solved(findings).count(),
    )


def _by_area(areas: Sequence[DriveArea], rows: Iterable[Reached]) -> list[AreaCoverage]:
    """Each row to the narrowest place on the route that holds it; the rest to their own units."""
    held: dict[int, list[Reached]] = {area.pk: [] for area in areas}
    besides: dict[str, list[Reached]] = {}
    for row in rows:
        around = [area for area in areas if is_within(row.unit_path, area.unit_path)]
        if around:
            held[max(around, key=lambda area: len(area.unit_path)).pk].append(row)
        else:
            besides.setdefault(row.unit_name, []).append(row)
    return [
        *(AreaCoverage(area.unit.name, area, tuple(_in_order(held[area.pk], area.groups))) for area in areas),
        *(AreaCoverage(name, None, tuple(_in_order(found, ()))) for name, found in besides.items()),
    ]


def _in_order(rows: list[Reached], planned: Sequence[str]) -> list[Reached]:
    """By the order of the plan, then 一组 二组 三组 as people count, then by name."""
    places = {name: place for place, name in enumerate(planned)}

    def key(row: Reached) -> tuple[str, int, int, str]:
        number = from_hanzi(row.group.rstrip("组社")) or MANY
        return row.unit_path, places.get(row.group, MANY), number, row.group

    return sorted(rows, key=key)
