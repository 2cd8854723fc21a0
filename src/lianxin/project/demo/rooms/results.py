"""评议结果的演示数据: the school's result, two quarters of a bureau with four voices side by side, a brief, an example.

Every vote is drawn by chance. What is counted here is counted by the commands, as in any office.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.project.demo.county import County
from lianxin.project.demo.rooms.appraisals import PASSPHRASES, SATISFACTION, closed_campaign
from lianxin.pure import polling
from lianxin.pure.questions import Form, Item, Section
from lianxin.work.appraisals import commands as appraisals
from lianxin.work.appraisals.models import Campaign, Series
from lianxin.work.ballots import box as voting
from lianxin.work.ballots import commands as ballots
from lianxin.work.ballots.models import PollBox
from lianxin.work.questionnaires import commands as questionnaires
from lianxin.work.questionnaires.models import Version
from lianxin.work.results import commands, queries

ASKED = ("办事热情，一次说清", "答应的时限说到做到", "上门查看不推诿", "收费和依据公开", "总的看满意不满意")
LINES = (  # label, kind, size, weight, direction
    ("用水户和施工单位", "served", 90, "0.5", "public"), ("乡镇水利站", "peers", 20, "0.2", "peer"),
    ("分管县领导", "upper", 1, "0.3", "leader_comment"), ("本局", "workers", 1, "0", "self"),
)  # fmt: skip
ODDS = ((70, 24, 4, 2), (78, 18, 3, 1))  # the second quarter is a little better
WHY = "“总的看”一题没有人选不满意：票由办事群众在大厅自取自投，没有应答的多是当天没有来办事的，已请督查抽访。"
PRAISE = "用水户都说抢修队夜里也接电话、半天就到，收费依据贴在窗口上。"


def fill(county: County, until: datetime, random: Random) -> None:
    """计票、公布 by commands: the county's clerk counts, the county's leader approves."""
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    by: dict[str, Any] = {"by": clerk, "at": until}
    second: dict[str, Any] = {"by": leader, "at": until}
    school = commands.settle(box=_box(closed_campaign(county)), **by)
    commands.publish(result=school, why=WHY, **second)
    bureau, year = county.departments["县水利局"], localdate(until).year
    series = appraisals.begin_series(unit=county.top, title="县水利局服务一季一评议", year=year, **by)
    version = _version(county.top, by)
    half = 1 if localdate(until).month <= 6 else 2
    for number, odds in enumerate(ODDS, 2 * half - 1):
        campaign = _quarter(county, bureau, series, version, number, by)
        _vote(campaign, odds, random, by, county, until)
        result = commands.settle(box=_box(campaign), **by)
        commands.publish(result=result, why=WHY, **second)
    brief = commands.compose_brief(series=series, period=f"{year}-H{half}", **by)
    commands.publish_brief(brief=brief, **second)
    if queries.high(result.data):
        commands.nominate(result=result, subject=result.subjects.get(), reason=PRAISE, **by)


def _version(unit: Unit, by: dict[str, Any]) -> Version:
    items = tuple(Item(f"q{n}", word, scale="satisfaction", each=True) for n, word in enumerate(ASKED, 1))
    form = Form(
        "服务窗口季度评议表", "请按这一季度的感受选，不写姓名。", (Section("s1", "服务", items),), (SATISFACTION,)
    )
    return questionnaires.approve(version=questionnaires.draw_up(form=form, unit=unit, **by), **by)


def _quarter(
    county: County, bureau: Unit, series: Series, version: Version, number: int, by: dict[str, Any]
) -> Campaign:
    today = localdate(by["at"])
    words = "一二三四"[number - 1]
    campaign = appraisals.plan(
        unit=county.top, title=f"县水利局{words}季度服务评议", opens_on=today - timedelta(days=7), closes_on=today,
        sector="office", stages=("rating", "comment", "rectify", "feedback"), **by,
    )  # fmt: skip
    appraisals.set_role(campaign=campaign, role="leader", name="高远", post="副县长", **by)
    subject = appraisals.add_subject(campaign=campaign, label=bureau.name, owner=bureau, **by)
    for label, kind, size, weight, direction in LINES:
        audience = appraisals.add_audience(campaign=campaign, label=label, kind=kind, size=size, weight=weight, **by)
        appraisals.add_line(
            campaign=campaign, audience=audience, direction=direction, version=version, subjects=[subject], **by
        )
    appraisals.join_series(campaign=campaign, series=series, period=f"{series.year}-Q{number}", **by)
    appraisals.notify(campaign=campaign, **by)
    return appraisals.open_campaign(campaign=campaign, **by)


def _vote(
    campaign: Campaign, odds: tuple[int, ...], random: Random, by: dict[str, Any], county: County, until: datetime
) -> None:
    """The two layers vote; leader and bureau rate by name, every item with one mark."""
    ballots.open_box(box=_box(campaign), passphrases=PASSPHRASES, **by)
    box, subject = _box(campaign), campaign.subjects.get()
    for group in box.poll.groups:
        if not group.is_named:
            number = group.size * 4 // 5
            cast = [_ballot(subject.code, odds, random) for _each in range(number)]
            voting.cast_papers(box=box, group=group.code, ballots=cast, channel=polling.SCREEN)
    bureau = county.who(subject.owner, "department_clerk")
    leader = county.who(county.top, "county_leader")
    for line in campaign.lines.filter(direction__in=("leader_comment", "self")):
        rater = leader if line.direction == "leader_comment" else bureau
        marks = {f"q{n}": ["fairly" if n % 2 and rater is leader else "satisfied"] for n in range(1, len(ASKED) + 1)}
        appraisals.rate_by_name(line=line, subject=subject, answers={subject.code: marks}, texts={}, by=rater, at=until)
    ballots.close_box(box=box, passphrases=PASSPHRASES, **by)


def _box(campaign: Campaign) -> PollBox:
    return PollBox.objects.get(campaign=campaign)


def _ballot(
    subject: str, odds: tuple[int, ...], random: Random
) -> tuple[dict[str, dict[str, list[str]]], dict[str, dict[str, str]]]:
    chosen = {f"q{n}": [random.choices(SATISFACTION.options, odds)[0].code] for n in range(1, len(ASKED) + 1)}
    return {subject: chosen}, {}
