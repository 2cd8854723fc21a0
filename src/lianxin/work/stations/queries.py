"""工作站的读法: which stand on a day, who is on the wall, which villages have none."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.stations.models import DutyTurn, Station, StationMember, StationQuerySet, spanning
from lianxin.work.stations.terms import MAIN_IN, STATION_IN, VIEW, MemberDuty

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
    found: Any = Unit.objects.none()
    for root in by.grants.get(VIEW.code, ()):
        found = found | Unit.objects.filter(within("path", root))
    held = Station.objects.standing(on).filter(unit=OuterRef("pk"))
    return found.valid(on).filter(kind__in=(*MAIN_IN, *STATION_IN)).exclude(Exists(held)).order_by("path")
