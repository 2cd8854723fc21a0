"""制度库的演示数据: five regulations of the county with two versions of one, targets of a year, cadences, an exemption."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.work.regulations import commands

REGULATIONS = (
    ("hours", "上下班制度", "让群众来了找得到人。", (
        "工作日上午八点半到十二点、下午两点半到五点半，站里要有人。",
        "临时外出的，在门口牌子上写明去哪里、几点回来、急事打谁的电话。",
        "不设签到，不用人脸和定位；当天谁在，看站门口的公示牌。",
    )),
    ("leave", "请销假制度", "", (
        "请假一天以内的，由站长批准；三天以内的，由总站批准；超过三天的，报县群众工作办公室备案。",
        "请假要写明谁代班、代哪几天，代班人的电话一并公示。",
        "回来当天销假；没有按时回来的，由站长联系本人。",
    )),
    ("meeting", "月例会制度", "", (
        "每月第一个星期三上午开月例会，遇节假日顺延；没有要议的事可以不开。",
        "上次议定、还没办完的先说，再议新的；每项写明谁办、哪天前办完。",
        "会议不超过一个小时，材料不超过两页。",
    )),
    ("target", "目标管理制度", "", (
        "每年一月定目标，写清楚多少、哪天前完成；能按记录数出来的，不另外报数。",
        "目标只定到单位，不定到个人；不排名，不与个人收入挂钩。",
    )),
    ("accountability", "责任追究制度", "发现问题先改正，再分清责任。", (
        "群众反映的事超过期限三十天没有答复、又没有说明的，由上一级负责人约谈。",
        "弄虚作假、打击报复反映人的，移交有权处理的机关依规处理。",
        "追究以前听取本人和单位的说明，决定按规定权限作出，不在系统里作。",
    )),
)  # fmt: skip
BRANCHES = ("东岭村党支部", "水口社区党支部", "中心敬老院党支部")


def fill(county: County, until: datetime, random: Random) -> None:
    """制度、目标、责任人、检查频次、例外, by commands."""
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    today = localdate(until)
    made: dict[str, Any] = {"unit": county.top, "by": clerk, "at": until}
    begun = today - timedelta(days=200)
    for kind, title, opening, articles in REGULATIONS:
        draft = commands.draft_regulation(kind=kind, title=title, opening=opening, articles=articles, **made)
        version = commands.approve_version(version=draft, valid_from=begun, by=leader, at=until)
        if kind == "leave":
            again = (
                articles[0],
                articles[1],
                "回来当天销假；没有按时回来的，由站长联系本人并报总站。",
                "年休假按国家规定，另外安排。",
            )
            draft = commands.draft_version(
                regulation=version.regulation, articles=again, note="补充销假和年休假", by=clerk, at=until
            )
            commands.approve_version(version=draft, valid_from=today - timedelta(days=30), by=leader, at=until)
        if kind == "accountability":
            commands.name_responsible(of=version.regulation.ref, about=title, role="first", post="县群众工作办公室主任",
                                      name=leader.name, since=begun, **made)  # fmt: skip
            commands.name_responsible(of=version.regulation.ref, about=title, role="direct", post="县群众工作办公室副主任",
                                      name=clerk.name, since=begun, **made)  # fmt: skip
    commands.draft_regulation(kind="duty", title="值班制度", articles=("节假日每天有一名干部值班，电话公示。",), **made)
    _targets(county, until)
    _cadences(county, until)


def _targets(county: County, until: datetime) -> None:
    clerk, today = county.who(county.top, "county_clerk"), localdate(until)
    given: dict[str, Any] = {"year": today.year, "due_on": date(today.year, 12, 31), "by": clerk, "at": until}
    town = county.townships[0]
    sites = commands.set_target(
        unit=town, title="打造服务型基层党组织示范点", aim=3, measure="个", items=BRANCHES, **given
    )
    commands.set_target(unit=town, title="整顿软弱涣散党支部", aim=1, measure="个", items=("西湾村党支部",), **given)
    for item in sites.items.all()[:2]:
        on = max(today - timedelta(days=20 * item.number), date(today.year, 1, 1))
        commands.tick_item(item=item, on=on, evidence="镇党委验收，列入县里第二批名单", by=clerk, at=until)
    commands.set_target(unit=county.top, title="办结诉求", aim=400, measure="件", counted_by="concern.closed", **given)
    commands.set_target(
        unit=county.top, title="召开会议", aim=60, measure="次", counted_by="meeting.held", is_most=True, **given
    )


def _cadences(county: County, until: datetime) -> None:
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    given: dict[str, Any] = {"unit": county.top, "by": clerk, "at": until}
    draft = commands.draft_regulation(
        kind="inspection", title="督查制度", articles=("督查按批准的计划进行。",), **given
    )
    rule = commands.approve_version(version=draft, valid_from=localdate(until), by=leader, at=until).regulation
    monthly = commands.draft_cadence(title="月月检查工作站", every="month", who="township",
                                     counted_by="inspection.carried_out", regulation=rule, **given)  # fmt: skip
    commands.switch_on_cadence(cadence=monthly, by=clerk, at=until)
    weekly = commands.draft_cadence(title="周周看一遍隐患点", every="week", who="village", regulation=rule, **given)
    asked = commands.ask_exemption(
        setting="regulations.cadence", key=weekly.code, reason="汛期三个月，山塘每周看一遍，过后停用。", **given
    )
    ends = localdate(until) + timedelta(days=60)
    commands.approve_exemption(
        exemption=asked, until=ends, reason="同意，只在汛期用，不另外报表。", by=leader, at=until
    )
    commands.switch_on_cadence(cadence=weekly, by=clerk, at=until)
    commands.draft_cadence(title="天天报情况", every="day", who="community", **given)
