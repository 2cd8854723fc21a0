"""热点的演示数据: one run of a township over a year, one of the county over some weeks, an issue with its analysis, a project."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.issues import commands, queries
from lianxin.work.issues.models import Issue
from lianxin.work.issues.terms import Sort

WEEKS = 4  # of the county's run: some hundreds of concerns
THINGS = ("路", "灯", "水", "暖", "井", "桥")
GOAL = "三个月内这类诉求每月减少三成，查明的每一处都有人管护。"
CAUSE = "设施装上以后没有写明由谁管护，坏了才报，报了才修，平时没有人巡查；同一处反复坏，只换零件，没有查线路和基础。"
ACTION = "由牵头单位一周内逐处核查，列出清单；能修的当月修好，要更换的列入年度计划；每处写明管护人和电话。"
SOURCE = "今后新装的设施，验收时同时登记管护单位、管护人和巡查日期，没有登记的不予验收。"


def fill(county: County, until: datetime, random: Random) -> None:
    """What an office has after its first month with hot issues."""
    top, town = county.top, county.townships[0]
    clerk, officer = county.who(top, "county_clerk"), county.who(town, "township_clerk")
    commands.carry_out(run=commands.ask_run(by=officer, at=until), by=officer, at=until)
    commands.carry_out(run=commands.ask_run(by=clerk, at=until, days=7 * WEEKS), by=clerk, at=until)
    today = localdate(until)
    issue = _issue(top, clerk, until, today)
    if issue is None:
        return
    owner = county.departments.get("县住建局") or next(iter(county.departments.values()))
    commands.analyse(
        issue=issue, cause=CAUSE, action=ACTION, owner=owner, due_on=today + timedelta(days=30), by=clerk, at=until
    )
    commands.set_source(issue=issue, measure=SOURCE, by=clerk, at=until)
    _project(top, owner, clerk, until, today)


def _issue(unit: Unit, by: Actor, at: datetime, today: date) -> Issue | None:
    """The largest common problem of roads, lamps or water that this clerk sees."""
    run = queries.latest_run(by)
    groups = queries.found_groups(run, by, today) if run else []
    fitting = [one for one in groups if one.sort == Sort.COMMON and any(thing in one.name for thing in THINGS)]
    found = max(fitting, key=lambda one: one.size, default=None)
    if found is None:
        return None
    concerns = list(Concern.objects.filter(pk__in=found.concern_ids))
    name = f"多处反映{'、'.join(found.words[:2])}"
    return commands.confirm(name=name, sort=found.sort, concerns=concerns, unit=unit, by=by, at=at)


def _project(unit: Unit, owner: Unit, by: Actor, at: datetime, today: date) -> None:
    """The month's project on roads and lamps, begun two months ago."""
    topic = Topic.objects.filter(label="道路路灯", valid_to=None).first()
    if topic is None:
        return
    started = today - timedelta(days=60)
    project = commands.start(
        name="每月一题：道路和路灯", goal=GOAL, owner=owner, unit=unit, started_on=started, topic=topic, by=by, at=at
    )
    given: dict[str, Any] = {"project": project, "owner": owner, "by": by, "at": at}
    done = commands.add_measure(text="逐村核查路灯和破损路面，列出清单", due_on=started + timedelta(days=20), **given)
    commands.finish_measure(measure=done, result="核查 517 个村、社区，列出路灯 63 处、路面 41 处。", by=by, at=at)
    commands.add_measure(text="修复清单内的路灯，每处公布管护人", due_on=today + timedelta(days=5), **given)
    commands.add_measure(text="破损路面列入年度计划，先补坑槽", due_on=today + timedelta(days=45), **given)
