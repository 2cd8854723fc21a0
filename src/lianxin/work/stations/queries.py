"""工作站的读法: which stand on a day, who is on the wall, which villages have none."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.stations import logbook, roster
from lianxin.work.stations.models import (
    BoardPrint,
    Contact,
    DutyTurn,
    LogRemark,
    Office,
    OfficeMember,
    ReadyItem,
    ReadyLine,
    ReadyList,
    ReadyLook,
    Station,
    StationMember,
    StationQuerySet,
    VillageGroup,
    spanning,
)  # fmt: skip
from lianxin.work.stations.terms import MAIN_IN, STATION_IN, VIEW, Board, ContactLevel, MemberDuty, ReadyState

DUTY_ORDER = {duty: number for number, duty in enumerate(MemberDuty.values)}


def standing(on: date) -> StationQuerySet:
    """工作站 that are open on that day, with their units, by place."""
    found: StationQuerySet = Station.objects.standing(on).select_related("unit").order_by("unit_path", "pk")
    return found


def of_unit(unit: Unit, on: date) -> Station | None:
    """The station of that unit that is open on that day."""
    return standing(on).filter(unit=unit).first()


def members(station: Station, on: date) -> list[StationMember]:
    """墙上的人 on that day: who leads first, then as they came."""
    found = station.members.filter(spanning(on)).select_related("person")
    return sorted(found, key=lambda one: (DUTY_ORDER[one.duty], one.since, one.pk))


def turns(station: Station, on: date) -> list[tuple[int, list[StationMember]]]:
    """值班: for each day of the week who is on duty, without those who left: a gap shows, no stale name."""
    found: dict[int, list[StationMember]] = {}
    held = DutyTurn.objects.filter(spanning(on), station=station).select_related("member")
    for turn in held.order_by("weekday", "pk"):
        row = found.setdefault(turn.weekday, [])
        if turn.member.serves(on):
            row.append(turn.member)
    return sorted(found.items())


def without(by: Actor, on: date) -> "QuerySet[Unit]":
    """没有工作站的: townships, villages and communities of the actor's places where none stands on that day."""
    held = Station.objects.standing(on).filter(unit=OuterRef("pk"))
    return places(by, on).filter(kind__in=(*MAIN_IN, *STATION_IN)).exclude(Exists(held)).order_by("path")


def places(by: Actor, on: date) -> "QuerySet[Unit]":
    """The units of which the actor may see the stations."""
    found = Q(pk__in=())
    for root in by.grants.get(VIEW.code, ()):
        found |= within("path", root)
    return Unit.objects.valid(on).filter(found)


def listed(by: Actor, on: date, *, closed: bool = False) -> StationQuerySet:
    """一览: stations by place, each with its head, how many are on the wall, and the version of the board that hangs there."""
    found = Station.objects.reachable(by=by, to=VIEW)
    found = found.exclude(closed_on=None).filter(closed_on__lte=on) if closed else found.standing(on)
    serving = StationMember.objects.filter(spanning(on), station=OuterRef("pk")).order_by()
    head = serving.filter(duty=MemberDuty.HEAD).order_by("pk").values("name")[:1]
    number = serving.values("station").annotate(n=Count("pk")).values("n")
    printed = (
        BoardPrint.objects.filter(station=OuterRef("pk"), board=Board.NOTICE).order_by("-pk").values("version")[:1]
    )
    return found.select_related("unit").annotate(
        head=Subquery(head), people=Subquery(number), printed=Subquery(printed)
    )  # fmt: skip


def called(words: str) -> Q:
    """Stations of a place called so, and those that lie in it: 清水 finds the 总站 and every 站 of the township."""
    places = Unit.objects.filter(name__contains=words, kind__in=MAIN_IN).values_list("path", flat=True)[:20]
    found = Q(unit__name__contains=words)
    for path in places:
        found |= within("unit_path", path)
    return found


def remarks(unit: Unit, first: date, last: date) -> "QuerySet[LogRemark]":
    """补记 of a unit in these days, as they were written."""
    return LogRemark.objects.filter(unit=unit, on__range=(first, last), withdrawn_on=None)


# 建设清单


def ready_list(on: date) -> ReadyList | None:
    """The version of the list that is in force on that day."""
    return ReadyList.objects.filter(valid_from__lte=on).order_by("-version").first()


def on_list(keys: Collection[int], on: date) -> bool:
    """Whether all these items stand on the list of that day."""
    found = ready_list(on)
    return found is not None and found.lines.filter(item__in=keys).count() == len(keys)


@dataclass(frozen=True)
class Held:
    """一项 of the list at a station: what the last look found, or None where nobody has looked."""

    item: ReadyItem
    look: ReadyLook | None


def readiness(station: Station, on: date) -> list[Held]:
    """建设清单 of a station, in the order of the list: two statements."""
    looks = {one.item_id: one for one in station.looks.filter(is_last=True)}
    lines = ReadyLine.objects.filter(list=ready_list(on)).select_related("item").order_by("number")
    return [Held(line.item, looks.get(line.item_id)) for line in lines]


@dataclass(frozen=True)
class Tally:
    """一项 over many stations: how many have it in order, how many in each other state, at how many nobody has looked."""

    item: ReadyItem
    states: dict[str, int]
    unseen: int

    @property
    def lacking(self) -> int:
        """Those that were looked at and lack it."""
        return sum(number for state, number in self.states.items() if state != ReadyState.READY)


def tallies(by: Actor, on: date) -> tuple[ReadyList | None, int, list[Tally]]:
    """The list in force, how many stations the actor sees, and each item counted over them: four statements."""
    found, stations = ready_list(on), Station.objects.reachable(by=by, to=VIEW).standing(on)
    if found is None:
        return None, stations.count(), []
    looks = ReadyLook.objects.filter(is_last=True, station__in=stations).order_by()
    numbers: dict[int, dict[str, int]] = {}
    for row in looks.values("item_id", "state").annotate(n=Count("pk")):
        numbers.setdefault(row["item_id"], {})[row["state"]] = row["n"]
    total = stations.count()
    rows = []
    for line in found.lines.select_related("item"):
        states = numbers.get(line.item_id, {})
        rows.append(Tally(line.item, states, total - sum(states.values())))
    return found, total, rows


def lacking(by: Actor, on: date, item: ReadyItem, state: str) -> StationQuerySet:
    """The stations behind one of those numbers: in that state, or (empty) where nobody has looked at it."""
    found: StationQuerySet = Station.objects.reachable(by=by, to=VIEW).standing(on).select_related("unit")
    looks = ReadyLook.objects.filter(station=OuterRef("pk"), item=item, is_last=True)
    if state:
        return found.filter(Exists(looks.filter(state=state))).order_by("unit_path", "pk")
    return found.exclude(Exists(looks)).order_by("unit_path", "pk")


# 三级信息员通讯录


def contacts(by: Actor, on: date) -> "QuerySet[Contact]":
    """通讯录 of that day, by place: those who hold it, as far as the actor sees."""
    found: Any = Contact.objects.reachable(by=by, to=VIEW).filter(spanning(on))
    return found.select_related("unit", "group").order_by("unit_path", F("group_id").asc(nulls_first=True), "pk")


@dataclass(frozen=True)
class Coverage:
    """全履盖 (M246): of each level how many there are and which have nobody to ring; villages that list no group."""

    towns: int
    villages: int
    groups: int
    towns_without: list[Unit]
    villages_without: list[Unit]
    groups_without: list[VillageGroup]
    villages_unlisted: list[Unit]

    def by_town(self, towns: Sequence[Unit]) -> list[tuple[Any, ...]]:
        """各乡镇: of each how many villages and groups have nobody, how many villages list no group; those with none left out."""
        lists: list[Sequence[str]] = [
            [unit.path for unit in self.towns_without], [unit.path for unit in self.villages_without],
            [group.unit_path for group in self.groups_without], [unit.path for unit in self.villages_unlisted],
        ]  # fmt: skip
        rows = [(town, [sum(is_within(path, town.path) for path in paths) for paths in lists]) for town in towns]
        return [(town, *numbers) for town, numbers in rows if any(numbers)]

    @property
    def is_whole(self) -> bool:
        return not (self.towns_without or self.villages_without or self.groups_without or self.villages_unlisted)


def coverage(by: Actor, on: date, under: Unit | None = None) -> Coverage:
    """哪些地方没有信息员 on that day: a fixed number of statements, however large the county."""
    here, holding = places(by, on), Contact.objects.filter(spanning(on))
    if under is not None:
        here = here.filter(within("path", under.path))
    towns, villages = here.filter(kind__in=MAIN_IN), here.filter(kind__in=STATION_IN)
    groups: Any = VillageGroup.objects.reachable(by=by, to=VIEW).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    if under is not None:
        groups = groups.filter(within("unit_path", under.path))
    of_unit_ = holding.filter(unit=OuterRef("pk"))
    listed_ = VillageGroup.objects.filter(unit=OuterRef("pk"), closed_on=None)
    return Coverage(
        towns.count(), villages.count(), groups.count(),
        list(towns.exclude(Exists(of_unit_.filter(level=ContactLevel.TOWN))).order_by("path")),
        list(villages.exclude(Exists(of_unit_.filter(level=ContactLevel.VILLAGE))).order_by("path")),
        list(groups.exclude(Exists(holding.filter(group=OuterRef("pk")))).select_related("unit").order_by("unit_path", "pk")),
        list(villages.exclude(Exists(listed_)).order_by("path")),
    )  # fmt: skip


# 值班, 日志, 办公室


def duty_days(station: Station, days: Sequence[date]) -> list[tuple[date, list[StationMember]]]:
    """这几天谁值班: from the turns, with who stands in for whoever is away; two statements."""
    held = list(DutyTurn.objects.filter(station=station).select_related("member").order_by("pk"))
    leaves = roster.absences(station, days[0], days[-1]) if days and held else []
    found = []
    for on in days:
        planned = [turn.member for turn in held if turn.weekday == on.isoweekday() and turn.holds(on)]
        found.append((on, roster.there(planned, on, leaves)))
    return found


@dataclass(frozen=True)
class Day:
    """日志的一天: what the records tell, and what was added by hand."""

    on: date
    sections: list[logbook.Section]
    remarks: list[LogRemark]

    @property
    def is_empty(self) -> bool:
        return not (self.sections or self.remarks)


def log(unit: Unit, first: date, last: date, by: Actor) -> list[Day]:
    """工作日志 of a unit, day by day, oldest first, as far as this actor may see the records behind it."""
    written: dict[date, list[LogRemark]] = {}
    for one in remarks(unit, first, last):
        written.setdefault(one.on, []).append(one)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [Day(on, logbook.day(unit, on, by), written.get(on, [])) for on in days]


def offices(by: Actor, on: date) -> "QuerySet[Office]":
    """办公室 that the actor sees, those that still are first, each with how many are there."""
    inside = OfficeMember.objects.filter(spanning(on), office=OuterRef("pk")).order_by().values("office")
    found: Any = Office.objects.reachable(by=by, to=VIEW).select_related("unit")
    people = Subquery(inside.annotate(n=Count("pk")).values("n"))
    return found.annotate(people=people).order_by(F("dissolved_on").asc(nulls_first=True), "unit_path", "pk")
