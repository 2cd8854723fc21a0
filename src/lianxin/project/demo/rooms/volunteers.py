"""志愿服务的演示数据: seven teams in one village, students and residents in them, shifts held and to come, a sign-up."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.project.demo import names
from lianxin.project.demo.county import County
from lianxin.work.volunteers import commands
from lianxin.work.volunteers.models import Member, Team

SOURCES = (
    ("resident", ""),
    ("university", "定安学院"),
    ("party", "县水利局"),
    ("school", "县第一中学"),
    ("resident", ""),
)
SKILLS = (("care",), ("repairs", "phones"), ("medicine",), ("arts", "teaching"), ("labour",))
#: colour, what, days from today, from, to, where
DONE = (
    ("red", "上门打扫、理发", -40, (9, 0), (11, 30), "三组"), ("red", "陪老人看戏", -12, (14, 0), (16, 0), "村文化站"),
    ("green", "清理河岸垃圾", -26, (8, 30), (11, 0), "村口河段"), ("yellow", "查路灯和井盖", -9, (19, 0), (20, 30), "主街"),
    ("orange", "假日作业辅导", -5, (15, 0), (17, 0), "农家书屋"),
)  # fmt: skip
NEXT = (
    ("white", "量血压、讲冬病预防", 4, (9, 0), (11, 0), "村卫生室"), ("green", "认养花坛", 8, (8, 30), (10, 30), "村委会前"),
    ("red", "送柴火、代缴电费", 11, (9, 0), (11, 30), "一组、三组"),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """七色队、队员、班次、签到、网上报名, by commands."""
    town = county.townships[0]
    village = county.villages[town.path][0]
    worker, today = county.who(village, "station_worker"), localdate(until)
    by: dict[str, Any] = {"by": worker, "at": until}
    teams = {one.colour: one for one in commands.found_seven(unit=village, phone="0000-7102001", **by)}
    members = {colour: _members(team, by, today, random) for colour, team in teams.items()}
    red = teams["red"]
    commands.change_team(
        team=red, name=red.name, task=red.task, duties=red.duties, phone=red.phone, takes_web=True, **by
    )
    for colour, title, days, start, end, place in DONE:
        shift = _shift(teams[colour], title, today + timedelta(days=days), start, end, place, by)
        came: dict[int, Decimal | None] = {one.pk: None for one in members[colour][: 2 + random.randrange(2)]}
        commands.hold_shift(shift=shift, came=came, **by)
    for colour, title, days, start, end, place in NEXT:
        shift = _shift(
            teams[colour], title, today + timedelta(days=days), start, end, place, by, is_public=True, wanted=6
        )
        for one in members[colour][:2]:
            commands.sign_up(shift=shift, member=one, **by)
    commands.ask_to_join(
        team=red, name="林女士", phone="13900000088", note="周末有空，会理发", has_consent=True, at=until
    )
    clerk = county.who(town, "township_clerk")
    commands.found_seven(unit=county.villages[town.path][1], phone="0000-7102002", by=clerk, at=until)


def _members(team: Team, by: dict[str, Any], today: date, random: Random) -> list[Member]:
    found = []
    for n in range(3):
        source, where = SOURCES[(n + len(team.name) + team.pk) % len(SOURCES)]
        found.append(
            commands.join_team(
                team=team, name=names.person(random), phone=f"1390000{1000 + team.pk % 100 * 10 + n}", source=source,
                source_name=where, skills=SKILLS[(n + team.pk) % len(SKILLS)], consent_how="当面同意",
                since=today - timedelta(days=90), **by,
            )
        )  # fmt: skip
    commands.choose_leader(member=found[0], **by)
    return found


def _shift(
    team: Team, title: str, on: date, start: tuple[int, int], end: tuple[int, int], place: str, by: dict[str, Any],
    **more: Any,
) -> Any:  # fmt: skip
    return commands.arrange_shift(
        team=team, title=title, on=on, from_time=time(*start), to_time=time(*end), place=place, **more, **by
    )
