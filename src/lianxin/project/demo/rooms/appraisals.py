"""评议活动的演示数据: a school appraisal with released votes, one of a bureau that is open, one that is planned.

All votes are drawn by chance. `closed_campaign` gives the first to the rooms above.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.pure import polling
from lianxin.pure.questions import TEXT, Form, Item, Option, Scale, Section
from lianxin.work.appraisals import commands
from lianxin.work.appraisals.models import Campaign
from lianxin.work.ballots import box as voting
from lianxin.work.ballots import commands as ballots
from lianxin.work.ballots.models import PollBox
from lianxin.work.questionnaires import commands as questionnaires
from lianxin.work.questionnaires.bank import PACKS
from lianxin.work.questionnaires.models import Version

SCHOOL = "县实验小学群众满意学校评议"
PASSPHRASES = ("清晨的石桥上有雾气", "傍晚的渡口点着灯")
SATISFACTION = Scale(
    "satisfaction", "满意度",
    (
        Option("satisfied", "满意", 100, "satisfied"), Option("fairly", "基本满意", 80, "fairly"),
        Option("dissatisfied", "不满意", 0, "dissatisfied"), Option("unknown", "不了解", None, "unknown"),
    ),
    grades=((85, "满意"), (75, "比较满意"), (60, "基本满意"), (0, "不满意")),
)  # fmt: skip
ASKED = (
    ("教学", ("教学质量", "作业量和辅导", "师德师风")),
    ("管理", ("校务公开", "收费规范", "家校沟通")),
    ("服务", ("食堂饭菜", "校园和上下学安全", "校舍和卫生")),
)
ODDS = (60, 24, 10, 6)
WRITTEN = (
    "食堂的菜经常是凉的，冬天能不能加个保温台。", "放学的时候校门口太挤，电动车和孩子混在一起。", "作业太多，孩子十点还写不完。",
    "老师很负责，家长会再多开两次就好了。", "三楼厕所的门坏了很久没有人修。", "教学楼走廊的灯暗，下午看不清。",
    "课后服务时间太短，下班赶不上接。", "希望公开午餐费的账目。", "操场的跑道裂了，跑步会绊脚。", "食堂排队太久，吃饭时间不够。",
    "校门口没有遮雨的地方。", "老师备课的时间被各种表格占了。",
)  # fmt: skip
BEGUN = ("", "", "", "孩子回来说，", "建议：", "提个意见，", "班里家长都说，")


def fill(county: County, until: datetime, random: Random) -> None:
    """三次评议 by commands: closed, running, planned; and one that the townships were called to take up."""
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    _school(county, clerk, leader, until, random)
    _bureau(county, clerk, until)
    _villages(county, clerk, until)


def closed_campaign(county: County) -> Campaign:
    """The school appraisal whose votes are released."""
    return Campaign.objects.select_related("box", "unit").get(title=SCHOOL, unit=county.top)


def _school(county: County, clerk: Actor, leader: Actor, until: datetime, random: Random) -> None:
    today, school = localdate(until), county.schools[2]
    by: dict[str, Any] = {"by": clerk, "at": until}
    principal = county.who(school, "school_head")
    campaign = commands.plan(
        unit=county.top, title=SCHOOL, opens_on=today - timedelta(days=8), closes_on=today, sector="school_hospital",
        plan="请家长和教职工评教学、管理、服务三方面九项。纸质和网上同一张表，不写姓名。", members=64,
        script="您好，我是县群众工作办公室的工作人员，想请您对县实验小学评九项，大约三分钟，不记您的姓名和号码。", **by,
    )  # fmt: skip
    _group(campaign, by)
    subject = commands.add_subject(campaign=campaign, label=school.name, owner=school, **by)
    version = _approved(county.top, _form("群众满意学校评议表"), clerk, until)
    parents = _audience(campaign, "家长", "parents", 260, 120, "0.6", version, [subject], by)
    staff = _audience(campaign, "教职工", "staff", 64, 50, "0.4", version, [subject], by)
    commands.notify(campaign=campaign, **by)
    _prepare_school(campaign, subject, county.who(school, "school_clerk"), by, until, parents)
    campaign = commands.open_campaign(campaign=campaign, **by)
    campaign.box = box = ballots.open_box(box=_box(campaign), passphrases=PASSPHRASES, witness=leader.name, **by)
    for group in box.poll.groups:
        _vote(box, group, random, by)
    ballots.close_box(box=box, passphrases=PASSPHRASES, **by)
    campaign = Campaign.objects.get(pk=campaign.pk)
    commands.finish_stage(stage=campaign.stages.get(kind="rating"), **by)
    commands.record_method(
        campaign=campaign, kind="appraisal_meeting", held_on=today - timedelta(days=3), quantity=1, attendances=118,
        residents=96, head_reported=1, introduced=9, sent_from_above=2, audience=parents, title="群众评议大会", **by,
    )  # fmt: skip
    commands.record_method(
        campaign=campaign, kind="staff_reps", held_on=today - timedelta(days=2), attendances=22, audience=staff,
        title="教职工代表座谈会", **by,
    )  # fmt: skip
    for kind, text in (("practical", "给三个年级的走廊换了灯"), ("hard", "为离校远的二十一名学生开了晚托")):
        commands.record_help(campaign=campaign, kind=kind, text=text, on=today - timedelta(days=4), **by)
    commands.begin_stage(stage=campaign.stages.get(kind="comment"), **by)
    commands.comment_on(
        subject=subject, words=f"{principal.name}校长带头值守校门，值得肯定。食堂保温和放学拥堵两件事要在本月内见效。",
        by=leader, at=until,
    )  # fmt: skip
    commands.finish_stage(stage=campaign.stages.get(kind="comment"), **by)
    commands.begin_stage(stage=campaign.stages.get(kind="rectify"), **by)


def _prepare_school(
    campaign: Campaign, subject: Any, clerk: Actor, by: dict[str, Any], until: datetime, parents: Any
) -> None:
    today = localdate(until)
    commands.begin_stage(stage=campaign.stages.get(kind="research"), **by)
    for kind, quantity, people in (("visit", 5, 31), ("talk", 8, 8), ("forum", 2, 26)):
        commands.record_method(
            campaign=campaign,
            kind=kind,
            held_on=today - timedelta(days=15),
            quantity=quantity,
            attendances=people,
            **by,
        )
    commands.record_method(
        campaign=campaign, kind="opinion_sheet", held_on=today - timedelta(days=14), quantity=30, returned=27,
        audience=parents, **by,
    )  # fmt: skip
    commands.finish_stage(stage=campaign.stages.get(kind="research"), **by)
    commands.begin_stage(stage=campaign.stages.get(kind="self_check"), **by)
    commands.hand_in_review(
        subject=subject, template="areas",
        found={"purpose": "对家长的意见答复不及时，去年有四件超过一周。", "discipline": "未发现。",
               "skill": "年轻教师多，课堂管理经验不足。", "service": "食堂冬季饭菜保温差，放学时校门口拥堵。"},
        measures="十一月底前装保温台；每天放学错峰十分钟。", by=clerk, at=until,
    )  # fmt: skip
    commands.finish_stage(stage=campaign.stages.get(kind="self_check"), **by)


def _bureau(county: County, clerk: Actor, until: datetime) -> None:
    """机关作风评议: 6 aspects, 21 items, three layers, open now."""
    today = localdate(until)
    by: dict[str, Any] = {"by": clerk, "at": until}
    bureau = county.departments["县行政审批局"]
    campaign = commands.plan(
        unit=county.top, title="县行政审批局作风评议", opens_on=today - timedelta(days=2), closes_on=today + timedelta(days=12),
        sector="office", stages=("rating", "comment", "rectify", "feedback"),
        plan="服务对象、基层站所和中介机构三个层面，对六个方面二十一项评议。", **by,
    )  # fmt: skip
    _group(campaign, by)
    subject = commands.add_subject(campaign=campaign, label=bureau.name, owner=bureau, **by)
    version = _approved(county.top, PACKS["style"].form, clerk, until)
    layers = (("服务层（企业和办事群众）", "service", 180, "0.5"), ("基层（乡镇便民中心）", "grassroots", 50, "0.3"),
              ("协作层（中介机构）", "partner", 24, "0.2"))  # fmt: skip
    for label, kind, size, weight in layers:
        _audience(campaign, label, kind, size, size // 2, weight, version, [subject], by)
    commands.notify(campaign=campaign, **by)
    campaign = commands.open_campaign(campaign=campaign, **by)
    box = ballots.open_box(box=_box(campaign), passphrases=PASSPHRASES, **by)
    group = box.poll.groups[0]
    ballots.print_slips(box=box, group=group.code, count=60, **by)
    commands.plan_day(
        campaign=campaign,
        title="评议接待日",
        on=today.replace(day=1),
        until=today + timedelta(days=150),
        nth=1,
        weekday=2,
        **by,
    )


def _villages(county: County, clerk: Actor, until: datetime) -> None:
    """年终村级评议, planned in the county and taken up by two townships."""
    today = localdate(until)
    by: dict[str, Any] = {"by": clerk, "at": until}
    series = commands.begin_series(unit=county.top, title="村级工作一季一评议", year=today.year, **by)
    campaign = commands.plan(
        unit=county.top, title="村级工作四季度群众评议", opens_on=today + timedelta(days=20),
        closes_on=today + timedelta(days=30), sector="village", stages=("self_check", "rating", "rectify", "feedback"), **by,
    )  # fmt: skip
    _group(campaign, by)
    commands.join_series(campaign=campaign, series=series, period=f"{today.year}-Q{(today.month - 1) // 3 + 1}", **by)
    commands.call(campaign=campaign, **by)
    for town in county.townships[:2]:
        commands.adopt(campaign=campaign, unit=town, by=county.who(town, "township_clerk"), at=until)
    commands.draw_observation(campaign=campaign, size=1, seed="3f2a9c1e", **by)


def _box(campaign: Campaign) -> PollBox:
    """The box of an open campaign."""
    if campaign.box is None:
        raise ValueError(campaign.title)
    return campaign.box


def _group(campaign: Campaign, by: dict[str, Any]) -> None:
    for role, name, post in (
        ("leader", "高远", "副县长"), ("deputy", "周敏", "县群众工作办公室副主任"), ("office_head", "白鉴", "监督员"),
    ):  # fmt: skip
        commands.set_role(campaign=campaign, role=role, name=name, post=post, **by)


def _audience(
    campaign: Campaign, label: str, kind: str, size: int, quota: int, weight: str, version: Version, subjects: list[Any],
    by: dict[str, Any],
) -> Any:  # fmt: skip
    audience = commands.add_audience(
        campaign=campaign, label=label, kind=kind, size=size, quota=quota, weight=weight, **by
    )
    commands.add_line(
        campaign=campaign, audience=audience, direction="public", version=version, subjects=subjects, **by
    )
    return audience


def _approved(unit: Unit, form: Form, by: Actor, at: datetime) -> Version:
    found = Version.objects.approved().filter(questionnaire__unit=unit, questionnaire__title=form.title).first()
    if found is not None:
        return found
    draft = questionnaires.draw_up(form=form, unit=unit, by=by, at=at)
    return questionnaires.approve(version=draft, by=by, at=at)


def _form(title: str) -> Form:
    numbered = iter(range(1, 100))
    sections = tuple(
        Section(f"s{place}", name, tuple(
            Item(f"q{next(numbered)}", word, scale="satisfaction", each=True) for word in words
        ))
        for place, (name, words) in enumerate(ASKED, 1)
    )  # fmt: skip
    open_question = Section("open", "意见和建议", (Item("words", "您有什么意见和建议", kind=TEXT, each=True),))
    return Form(title, "请按实际感受选择，不用写姓名。", (*sections, open_question), (SATISFACTION,))


def _vote(box: PollBox, group: polling.Group, random: Random, by: dict[str, Any]) -> None:
    """Votes of chance: most on screen, some on paper, a few by telephone; the paper's account closes."""
    shares = {polling.SCREEN: group.size * 2 // 5, polling.PAPER: group.size // 5, polling.TELEPHONE: group.size // 20}
    for channel, number in shares.items():
        cast = [_ballot(group, random) for _each in range(number)]
        voting.cast_papers(box=box, group=group.code, ballots=cast, channel=channel)
    number = shares[polling.PAPER]
    ballots.account(
        box=box, group=group.code, stock="sheets", printed=number + 12, handed_out=number + 8, unused=3, spoiled=1,
        returned=number, **by,
    )  # fmt: skip


def _ballot(group: polling.Group, random: Random) -> tuple[dict[str, dict[str, list[str]]], dict[str, dict[str, str]]]:
    chosen: dict[str, dict[str, list[str]]] = {}
    texts: dict[str, dict[str, str]] = {}
    for subject, item in group.sheet.places():
        code, scale = subject.code if subject else "", group.sheet.form.scale_of(item)
        if scale is not None and random.random() > 0.03:
            chosen.setdefault(code, {})[item.code] = [random.choices(scale.options, ODDS)[0].code]
        elif scale is None and random.random() < 0.15:
            texts.setdefault(code, {})[item.code] = random.choice(BEGUN) + random.choice(WRITTEN)
    return chosen, texts
