"""走访安排的演示数据: who means to come to the villages in the next weeks, two on one day, two together, one by surprise."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.planner import commands

PURPOSES = (
    "看危房改造进度", "看农田水渠", "送医下乡前摸底", "讲医保缴费政策", "听合作社用工", "看通组路路基", "商量村小学接送",
    "听老人食堂的意见", "看饮水管网",
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """走访安排、一起去、不打招呼、接待上限, by commands."""
    today, town = localdate(until), county.townships[0]
    villages = county.villages[town.path] or [town]
    village = villages[0]
    clerk = county.who(county.top, "county_clerk")
    commands.set_limit(unit=county.top, days=8, groups=2, basis="县委基层减负十条", by=clerk, at=until)
    goers: list[Actor] = [county.who(one, role) for one in list(county.departments.values())[:8]
                          for role in ("department_clerk", "department_head")]  # fmt: skip
    for n in range(26):
        at = villages[n % len(villages)] if n % 3 else village
        on = today + timedelta(days=1 + n + random.randrange(4))
        on += timedelta(days=(7 - on.weekday()) % 7 if on.weekday() >= 5 else 0)
        commands.plan_visit(
            unit=at, on=on, until=on + timedelta(days=n % 5 == 4), purpose=PURPOSES[n % len(PURPOSES)],
            people=1 + random.randrange(4), by=goers[n % len(goers)], at=until,
        )  # fmt: skip
    builder, water = (county.who(county.departments[name], "department_clerk") for name in ("县住建局", "县水利局"))
    day = today + timedelta(days=(3 - today.weekday()) % 7 or 7)
    first = commands.plan_visit(unit=village, on=day, purpose="看危房改造验收", people=3, by=builder, at=until)
    second = commands.plan_visit(
        unit=village, on=day - timedelta(days=1), purpose="看水渠清淤", people=2, by=water, at=until
    )
    commands.join_plan(plan=second, other=first, by=water, at=until)
    leader = county.who(town, "township_leader")
    commands.plan_visit(unit=village, on=day, purpose="住一晚，听各组说说冬修", people=2, by=leader, at=until)
    commands.plan_visit(unit=villages[-1], on=today, purpose="看敬老院过冬", people=2, by=leader, at=until)
    commands.plan_visit(
        unit=village,
        on=today + timedelta(days=2),
        purpose="随机调研",
        people=2,
        is_unannounced=True,
        by=builder,
        at=until,
    )
