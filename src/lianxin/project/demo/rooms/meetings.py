"""会议的演示数据: a monthly meeting with its items, council meetings on one subject, trainings, the meter's limits."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.clocks.queries import calendar
from lianxin.project.demo.county import County
from lianxin.work.meetings import commands
from lianxin.work.meetings.models import Meeting
from lianxin.work.regulations.commands import name_responsible

ITEMS = (
    ("集镇夜间照明", "县住建局排出更换计划，先换学校门口", "县住建局", 12, ""),
    ("农贸市场停车", "县住建局会同镇里划定临时车位", "县住建局", -4, ""),
    ("水口片自来水压力", "县水利局检修加压泵", "县水利局", -10, "加压泵检修完，水压正常。"),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """定期会议、班子会、培训会、议定事项、限额, by commands."""
    clerk, today = county.who(county.top, "county_clerk"), localdate(until)
    given: dict[str, Any] = {"unit": county.top, "by": clerk, "at": until}
    series = commands.set_series(title="群众工作月例会", rhythm="nth_weekday", nth=1, weekday=2, place="三楼会议室",
                                 since=date(today.year - 1, 1, 1), **given)  # fmt: skip
    name_responsible(
        of=series.ref,
        about=series.title,
        role="first",
        post="县群众工作办公室主任",
        name="主任",
        since=series.since,
        **given,
    )
    last = commands.plan_next(series=series, calendar=calendar(), by=clerk, at=until)
    for months in range(1, 6):
        commands.register_meeting(kind="council", title="县委班子会议", subject="群众工作", people=11 + months % 3,
                                  held_on=today - timedelta(days=40 * months), **given)  # fmt: skip
    for back in (380, 410, 450, 470):
        commands.register_meeting(
            kind="leading", title="群众工作领导小组会", people=18, held_on=today - timedelta(days=back), **given
        )
    held = commands.register_meeting(
        kind="dispatching", title="第三季度调度会", subject="诉求办理", held_on=today - timedelta(days=25), people=46,
        chaired_by="县领导", units_present="各乡镇、各成员单位", heard="各乡镇汇报了超过期限的事项和原因。", **given,
    )  # fmt: skip
    commands.write_minutes(
        meeting=held, text="会议听取了各乡镇汇报，逐项议定了办理单位和期限。会上没有布置新的报表。", by=clerk, at=until
    )
    _items(county, held, until)
    commands.put_item(meeting=last, text="年底前超过期限的事项逐件过一遍", by=clerk, at=until)
    town = county.townships[0]
    commands.register_meeting(
        unit=town, kind="training", title="村级联络员培训会", held_on=today - timedelta(days=15), people=38,
        by=county.who(town, "township_clerk"), at=until, units_present="各村、社区",
    )  # fmt: skip
    for counted, most in (("meetings", 24), ("dispatches", 60)):
        commands.set_budget(unit=county.top, year=today.year, counted=counted, most=most, by=clerk, at=until)


def _items(county: County, held: Meeting, until: datetime) -> None:
    """What the meeting decided: done, late, under way."""
    clerk, today = county.who(county.top, "county_clerk"), localdate(until)
    for text, decision, name, days, result in ITEMS:
        item = commands.put_item(meeting=held, text=text, by=clerk, at=until)
        due = today + timedelta(days=days)
        handler = county.departments[name]
        item = commands.decide_item(item=item, decision=decision, handler=handler, due_on=due, by=clerk, at=until)
        if result:
            commands.finish_item(item=item, result=result, by=county.who(handler, "department_clerk"), at=until)
        elif days > 0:
            commands.note_item(
                item=item, text="灯具已经到货，下周安装。", by=county.who(handler, "department_clerk"), at=until
            )
