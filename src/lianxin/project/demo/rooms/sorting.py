"""演示：挂账复核、成因、汇报、标签、附加问题、改过名的分类: a handful of each, on concerns of the demo county."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.concerns import commands
from lianxin.work.concerns import sorting_queries as queries
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import VIEW, Status

TAGS = ("民生实事", "入冬前", "人大建议同题")
CAUSES = (  # line, fault, level, the rule that is missing, the evidence
    ("up", "ability", "province", "村内照明设施维护经费没有支出科目", "县财政局复函：上级补助只列建设，不列维护。"),
    ("up", "knowledge", "city", "老旧小区供热管网移交标准没有出台", "市里的办法只管新建小区，两次请示未批。"),
    ("up", "attitude", "county", "缺少乡村公路小修保养的责任划分办法", "三个单位的职责清单都没有写小修。"),
    ("down", "style", "township", "", "巡查记录上一季度空白，村里报过两次。"),
    ("down", "knowledge", "village", "", "补贴公示少贴了两期，按规定每月一期。"),
    ("down", "ability", "own", "", "单位只有一台疏通车，排队要十天。"),
)
REVIEWS = ("材料还在路上，已电话告知群众。", "等上级批复，已催过一次。", "天冷不能施工，开春再看。")


def fill(county: County, until: datetime, random: Random) -> None:
    """A dozen matters that are stuck, with what was done about them; the latest open ones of the county."""
    clerk, today = county.who(county.top, "county_clerk"), localdate(until)
    by: Any = {"by": clerk, "at": until}
    tags = [commands.keep_tag(label=label, **by) for label in TAGS]
    _questions(clerk, until)
    stuck = list(
        Concern.objects.reachable(by=clerk, to=VIEW)
        .filter(queries.ON_SHELF, status__in=(Status.IN_HAND, Status.ASSIGNED))
        .select_related("unit", "handler").order_by("due_on", "code")[:18]
    )  # fmt: skip
    for number, concern in enumerate(stuck):
        line, fault, level, rule, evidence = CAUSES[number % len(CAUSES)]
        owner = concern.handler if line == "up" and level == "county" else None
        if number < 12:
            commands.code_cause(concern=concern, line=line, fault=fault, level=level, rule=rule, evidence=evidence,
                                owner=owner, **by)  # fmt: skip
        if number % 3 == 0:
            _review(concern, clerk, until, today, random)
        if number % 2:
            commands.tag(concern=concern, tags=random.sample(tags, 1 + number % 2), **by)
    _reports(stuck, county, until)


def _review(concern: Concern, clerk: Actor, until: datetime, today: date, random: Random) -> None:
    commands.review_shelf(concern=concern, found="not_yet", note=random.choice(REVIEWS),
                          next_on=today + timedelta(days=random.choice((7, 14, 30))), by=clerk, at=until)  # fmt: skip


def _reports(stuck: list[Concern], county: County, until: datetime) -> None:
    """Two villages ask the county; one is answered."""
    clerk = county.who(county.top, "county_clerk")
    villages = [one for one in stuck if one.unit.kind in ("village", "community")][:2]
    for number, concern in enumerate(villages):
        worker = county.who(concern.unit, "station_worker")
        report = commands.report_up(concern=concern, to=county.top, text="村里没有维护经费，请县里明确由谁出钱、谁来修。",
                                    by=worker, at=until)  # fmt: skip
        if number == 0:
            commands.answer_report(report=report, text="本周召集财政、住建会商，月底前答复群众。", by=clerk, at=until)


def _questions(clerk: Actor, until: datetime) -> None:
    """Two extra questions on street lamps, and a topic that was renamed."""
    lamps = Topic.objects.get(label="道路路灯", valid_to=None)
    commands.keep_question(topic=lamps, text="灯杆编号", answer_type="text", by=clerk, at=until)
    commands.keep_question(topic=lamps, text="几盏不亮", answer_type="number", by=clerk, at=until)
    commands.rename_topic(
        topic=Topic.objects.get(label="电信网络", valid_to=None), label="通信网络", by=clerk, at=until
    )
