"""设站和驻站: open and close a station, who comes and goes, the turns of duty: each makes the board a new version."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.stations import queries
from lianxin.work.stations.models import DutyTurn, Station, StationMember, spanning
from lianxin.work.stations.terms import EDIT, MAIN_IN, OPEN, MemberDuty, StationKind, Weekday

ONE_DAY = timedelta(days=1)


@transaction.atomic
def open_station(
    *, unit: Unit, by: Actor, at: datetime, kind: str = "", phone: str = "", hours: str = "", place: str = "",
    opened_on: date | None = None,
) -> Station:  # fmt: skip
    """设立工作站: 总站 in a township, 站 elsewhere, unless said otherwise; from today, or from the day it was opened."""
    by.must_at(OPEN, unit.path)
    clearance.demand({"hours": hours, "place": place}, own=(phone,))
    today = localdate(at)
    if Station.objects.select_for_update().filter(unit=unit, closed_on=None).exists():
        raise Unfit(_("%(name)s已经有工作站。") % {"name": unit.name}, "unit")
    last = Station.objects.filter(unit=unit).order_by("-closed_on").first()
    on = opened_on or today
    if on > today or (last is not None and last.closed_on is not None and on < last.closed_on):
        raise Unfit(_("设立日期不能晚于今天，也不能早于上一次撤销。"), "opened_on")
    station = Station.objects.create(**_described(unit, kind, phone, hours, place, on))
    book.record("station.opened", of=station.ref, unit_path=unit.path, by=by, at=at, **_named(station))
    return station


def _named(station: Station) -> dict[str, Any]:
    """The station in the journal: its unit and its kind, in the language of the journal."""
    return {"unit": station.unit.name, "kind": StationKind(station.kind).label}


def _described(unit: Unit, kind: str, phone: str, hours: str, place: str, on: date) -> dict[str, object]:
    kind = kind or (StationKind.MAIN if unit.kind in MAIN_IN else StationKind.STATION)
    return {
        "unit": unit, "unit_path": unit.path, "kind": StationKind(kind), "phone": phone.strip() or unit.phone,
        "hours": hours.strip(), "place": place.strip() or unit.place, "opened_on": on, "version_on": on,
    }  # fmt: skip


@transaction.atomic
def open_all(*, by: Actor, at: datetime, hours: str = "", opened_on: date | None = None) -> list[Station]:
    """一次设站: a station in every township, village and community of one's places that has none; telephone and place as known."""
    by.must_at(OPEN, by.own_path)
    clearance.demand({"hours": hours})
    today = localdate(at)
    on = opened_on or today
    if on > today:
        raise Unfit(_("设立日期不能晚于今天。"), "opened_on")
    units = [unit for unit in queries.without(by, today) if by.may_at(OPEN, unit.path)]
    stations = Station.objects.bulk_create(Station(**_described(unit, "", "", hours, "", on)) for unit in units)
    book.record_many([
        book.Line("station.opened", one.ref, one.unit_path, by, at, _named(one)) for one in stations
    ])  # fmt: skip
    return stations


@transaction.atomic
def correct_station(
    *, station: Station, by: Actor, at: datetime, phone: str = "", hours: str = "", place: str = ""
) -> Station:
    """修改工作站: telephone, hours, place; the board gets a new version."""
    station = _standing(station, by, at)
    clearance.demand({"hours": hours, "place": place}, own=(phone,))
    station.phone, station.hours, station.place = phone.strip(), hours.strip(), place.strip()
    _new_version(station, at)
    station.save()
    book.record(
        "station.corrected", of=station.ref, unit_path=station.unit_path, by=by, at=at, **_named(station),
        version=station.version,
    )  # fmt: skip
    return station


@transaction.atomic
def close_station(*, station: Station, on: date, reason: str, by: Actor, at: datetime) -> Station:
    """撤销工作站, from that day on; members and turns end the day before; what it was stays to be read."""
    by.must(OPEN, station)
    station = Station.objects.select_for_update(of=("self",)).select_related("unit").get(pk=station.pk)
    if station.closed_on is not None:
        raise Unfit(_("这个工作站已经撤销。"))
    if not reason.strip():
        raise Unfit(_("请写明为什么撤销。"), "reason")
    latest = max((*station.members.values_list("since", flat=True), station.opened_on))
    if on < latest or on > localdate(at):
        raise Unfit(_("撤销日期不能早于最后一位人员到站，也不能晚于今天。"), "on")
    station.closed_on = on
    station.save(update_fields=["closed_on"])
    DutyTurn.objects.filter(station=station, since__gte=on).delete()
    DutyTurn.objects.filter(station=station, until=None).update(until=on - ONE_DAY)
    for member in station.members.filter(until=None):
        member.until = max(member.since, on - ONE_DAY)
        member.save(update_fields=["until"])
    book.record(
        "station.closed", of=station.ref, unit_path=station.unit_path, by=by, at=at, **_named(station),
        on=on.isoformat(), private={"reason": reason.strip()[:200]},
    )  # fmt: skip
    return station


@transaction.atomic
def join_station(
    *, station: Station, name: str, post: str, duty: str, by: Actor, at: datetime, since: date | None = None,
    person: Person | None = None, phone: str = "",
) -> StationMember:  # fmt: skip
    """到站: somebody is on the wall from that day on, with post and telephone; the board gets a new version."""
    station = _standing(station, by, at)
    name, post = (name.strip() or (person.name if person else ""))[:40], post.strip()[:60]
    since = since or localdate(at)
    for field, text, sentence in (("name", name, _("请写姓名。")), ("post", post, _("请写职务。"))):
        if not text:
            raise Unfit(sentence, field)
    clearance.demand({"name": name, "post": post}, own=(phone,))
    if since < station.opened_on:
        raise Unfit(_("到站日期不能早于设站日期。"), "since")
    if station.members.filter(spanning(since), name=name, person=person).exists():
        raise Unfit(_("%(name)s已经在墙上。") % {"name": name}, "name")
    member = StationMember.objects.create(
        station=station, unit_path=station.unit_path, person=person, name=name, post=post, duty=MemberDuty(duty),
        phone=phone.strip()[:30], since=since,
    )  # fmt: skip
    _new_version(station, at)
    station.save(update_fields=["version", "version_on"])
    book.record(
        "station.joined", of=station.ref, unit_path=station.unit_path, by=by, at=at, private={"name": name},
        duty=MemberDuty(duty).label, since=since.isoformat(),
    )  # fmt: skip
    return member


@transaction.atomic
def leave_station(*, member: StationMember, by: Actor, at: datetime, until: date | None = None) -> StationMember:
    """离站, after that day; his turns show as a gap until they are set anew, and the board gets a new version."""
    station = _standing(member.station, by, at)
    member = StationMember.objects.select_for_update().get(pk=member.pk)
    until = until or localdate(at)
    if member.until is not None:
        raise Unfit(_("这位同志已经离站。"))
    if until < member.since:
        raise Unfit(_("离站日期不能早于到站日期。"), "until")
    member.until = until
    member.save(update_fields=["until"])
    _new_version(station, at)
    station.save(update_fields=["version", "version_on"])
    book.record(
        "station.left", of=station.ref, unit_path=station.unit_path, by=by, at=at, private={"name": member.name},
        until=until.isoformat(),
    )  # fmt: skip
    return member


@transaction.atomic
def set_turns(
    *, station: Station, turns: Mapping[int, Sequence[StationMember]], by: Actor, at: datetime,
    since: date | None = None,
) -> Station:  # fmt: skip
    """排值班表: who is there on which day of the week, from that day until set anew; nobody confirms a day (JF-4)."""
    station = _standing(station, by, at)
    since = since or localdate(at)
    if since < station.opened_on:
        raise Unfit(_("值班不能早于设站日期。"), "since")
    if any(one.station_id != station.pk or not one.serves(since) for row in turns.values() for one in row):
        raise Unfit(_("值班的人那天不在本站墙上，请核对。"))
    DutyTurn.objects.filter(station=station, since__gte=since).delete()
    DutyTurn.objects.filter(station=station, until=None).update(until=since - ONE_DAY)
    DutyTurn.objects.filter(station=station, until__gte=since).update(until=since - ONE_DAY)
    DutyTurn.objects.bulk_create(
        DutyTurn(
            station=station, unit_path=station.unit_path, member=one, weekday=Weekday(weekday), since=since
        )
        for weekday, row in sorted(turns.items()) for one in row
    )  # fmt: skip
    _new_version(station, at)
    station.save(update_fields=["version", "version_on"])
    book.record("station.duty_set", of=station.ref, unit_path=station.unit_path, by=by, at=at, version=station.version)
    return station


def _standing(station: Station, by: Actor, at: datetime) -> Station:
    """The station, locked, which the actor may keep and which stands; its boards are his to change."""
    by.must(EDIT, station)
    station = Station.objects.select_for_update(of=("self",)).select_related("unit").get(pk=station.pk)
    if not station.stands(localdate(at)):
        raise Unfit(_("这个工作站已经撤销。"))
    return station


def _new_version(station: Station, at: datetime) -> None:
    station.version, station.version_on = station.version + 1, localdate(at)
