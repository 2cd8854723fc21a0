"""工作站的演示数据: a station in every township and village but a few, people on some walls, a board printed and gone stale,

the readiness list looked over at some, the directory of one township, two offices.
"""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo import names
from lianxin.project.demo.county import County
from lianxin.work.stations import commands, queries
from lianxin.work.stations.models import Station
from lianxin.work.stations.terms import FIRST_LIST

STAFF = (("党支部书记", "head"), ("村委会副主任", "deputy"), ("文书", "worker"), ("驻村工作队员", "worker"))
GROUPS = ("一组", "二组", "三组", "四组")
FOUND = ("ready", "ready", "stale", "ready", "broken", "missing")
OFFICE = (("副科长", "人事科"), ("科员", "质监站"), ("科员", "办公室"), ("工程师", "城建股"))


def fill(county: County, until: datetime, random: Random) -> None:
    """站、人、牌子、清单、通讯录、办公室, by commands."""
    today, clerk = localdate(until), county.who(county.top, "county_clerk")
    since = today - timedelta(days=200)
    commands.open_all(by=clerk, at=until, hours="工作日 8:30–17:30", opened_on=since)
    commands.set_ready_list(
        items=[(group.value, str(text)) for group, text in FIRST_LIST], valid_from=since, by=clerk, at=until
    )
    last = county.villages[county.townships[-1].path][-1]
    merged = queries.of_unit(last, today)
    if merged is not None and last is not county.villages[county.townships[0].path][0]:
        commands.close_station(station=merged, on=today, reason="并入邻近社区", by=clerk, at=until)
    town = county.townships[0]
    for n, unit in enumerate([town, *county.villages[town.path][:3]]):
        station = queries.of_unit(unit, today)
        if station is not None:
            _people(station, n, since, clerk, until, random)
    _directory(county, town, clerk, until, random)
    _offices(county, clerk, until, random)


def _people(station: Station, n: int, since: date, by: Actor, until: datetime, random: Random) -> None:
    """Those on one wall, the turns of duty, what was printed; at the first village somebody came after the printing."""
    members = []
    for number, (post, duty) in enumerate(STAFF[:3]):
        members.append(
            commands.join_station(
                station=station, name=names.person(random), post=post.replace("村委会", "镇群工办") if n == 0 else post,
                duty=duty, since=since, phone=f"0000-71{n:02d}{number:03d}", by=by, at=until,
            )
        )  # fmt: skip
    turns = {day: [members[day % 3]] for day in range(1, 6)}
    commands.set_turns(station=station, turns=turns, since=since, by=by, at=until)
    for board in ("notice", "duty"):
        commands.print_board(station=station, board=board, by=by, at=until)
    if n == 1:
        post, duty = STAFF[3]
        commands.join_station(
            station=station, name=names.person(random), post=post, duty=duty, phone="0000-7101009", by=by, at=until
        )
        commands.leave_station(member=members[2], until=localdate(until) - timedelta(days=1), by=by, at=until)
        commands.remark(
            unit=station.unit, on=localdate(until), text="上午停电两小时，电话转到村支书手机。", by=by, at=until
        )
    held = queries.readiness(station, localdate(until))
    looked = [(one.item, FOUND[(n + k) % len(FOUND)] if n else "ready", "") for k, one in enumerate(held)]
    commands.look_over(station=station, found=looked, by=by, at=until)


def _directory(county: County, town: Unit, by: Actor, until: datetime, random: Random) -> None:
    """三级信息员 of one township; one group is still without anybody."""
    commands.name_contact(
        unit=town, name=names.person(random), post="群工办主任", phone="0000-7200000", by=by, at=until
    )
    for n, village in enumerate(county.villages[town.path][:3]):
        given: dict[str, Any] = {"unit": village, "by": by, "at": until}
        commands.set_groups(names=GROUPS, **given)
        commands.name_contact(name=names.person(random), post="村委会主任", phone=f"0000-72{n:02d}000", **given)
        for number, group in enumerate(GROUPS[: 3 if n == 1 else 4], 1):
            commands.name_contact(
                name=names.person(random), post="村民小组组长", phone=f"0000-72{n:02d}00{number}", group=group, **given
            )


def _offices(county: County, by: Actor, until: datetime, random: Random) -> None:
    """The county's office and that of one department, with the four who were taken to it."""
    today, department = localdate(until), next(iter(county.departments.values()))
    for unit, place, basis in (
        (county.top, "县委办公楼三楼", "县委常委会会议决定"), (department, "人事科", "局党组会议决定"),
    ):  # fmt: skip
        office = commands.set_up_office(
            unit=unit, name=f"{unit.name}群众工作办公室", place=place, basis=basis, phone="0000-7300000",
            set_up_on=today - timedelta(days=240), by=by, at=until,
        )  # fmt: skip
        for post, taken in OFFICE:
            commands.join_office(
                office=office, name=names.person(random), post=post, taken_from=taken,
                since=today - timedelta(days=240), by=by, at=until,
            )  # fmt: skip
