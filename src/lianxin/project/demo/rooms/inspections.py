"""督查的演示数据: who answers for which township, whose car it is, one inspection that has been and one that nobody knows of."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.inspections import commands, queries
from lianxin.work.inspections.models import InspectionPlan
from lianxin.work.workdays import queries as workdays

BASIS = "县群众工作领导小组年度督查计划"
OFFICES = ("县委办公室", "县政府办公室", "县委组织部")
NAMED = ("林守正", "何立新", "罗文清", "宋远平")  # of the inspection group, without an account
LOOK_AT = [
    "公示牌上的人和电话是不是现在的",
    "值班表和当天在岗的人",
    "诉求台账里超期的几件卡在哪里",
    "上次指出的问题改了没有",
]
SCRIPT = "您好，这里是县群众工作办公室。想问一下：最近一个月您反映过事情吗？有没有人答复？您还满意吗？不愿意说也可以。"


def fill(county: County, until: datetime, random: Random) -> None:
    """分包、派车单位、上限、四个督查计划, by commands."""
    office, lead = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    _assign(county, office, until)
    for name, unit in county.departments.items():
        commands.add_source(unit=county.top, name=name, lender=unit, kind="turn", phone=unit.phone, by=office, at=until)
    for name in OFFICES:
        commands.add_source(unit=county.top, name=name, kind="extra", by=office, at=until)
    for per, most in (("month", 1), ("quarter", 2), ("year", 6)):
        commands.set_limit(unit=county.top, per=per, most=most, basis="县减负办〔2026〕2号", by=lead, at=until)
    _plans(county, lead, until)


def _assign(county: County, by: Actor, at: datetime) -> None:
    since = date(localdate(at).year, 1, 1)
    posts = Posting.objects.filter(unit=county.top).select_related("person").order_by("pk")
    leaders = [post.person for post in posts if post.role == "county_leader"]
    inspectors = [post.person for post in posts if post.role == "inspector"]
    lenders = list(county.departments.values())
    for n, town in enumerate(county.townships):
        given: dict[str, Any] = {"unit": town, "since": since, "by": by, "at": at}
        if n % 6 < len(inspectors):
            commands.assign(kind="inspector", person=inspectors[n % 6], post="督导检查组", **given)
        elif n != len(county.townships) - 1:  # the last one is still to be filled
            commands.assign(kind="inspector", name=NAMED[n % 4], post="督导检查组", **given)
        if lenders:
            commands.assign(kind="department", department=lenders[n % len(lenders)], **given)
    for n, person in enumerate(leaders):
        town = county.townships[n % len(county.townships)]
        commands.assign(unit=town, kind="leader", person=person, post="县领导", since=since, by=by, at=at)


def _plans(county: County, lead: Actor, at: datetime) -> None:
    by, today = county.who(county.top, "inspector"), localdate(at)
    given: dict[str, Any] = {"unit": county.top, "basis": BASIS, "starts_on": today, "ends_on": today + timedelta(days=28),
        "look_at": LOOK_AT,
             "by": by, "at": at}  # fmt: skip
    been = commands.draft(
        title="本月工作日乡镇督查", purpose="看总站值班和超期诉求。", mode="open", target_kinds=["township"], **given
    )
    been = commands.approve(plan=been, approval_number="定群督〔2026〕10号", by=lead, at=at)
    if len(county.townships) > 1:
        commands.leave_out(plan=been, unit=county.townships[-1], reason="正在搬迁办公楼，下个月补查。", by=by, at=at)
    commands.draw(plan=been, on=today, size=6, by=by, at=at)
    _groups(been, today, by, at)
    first, *rest = queries.targets(been)
    for target in rest:
        commands.mark_done(target=target, on=today, by=by, at=at)
    if rest:
        commands.skip_target(target=first, reason="汛情值守，路不通。", by=by, at=at)
        commands.finish(plan=been, by=by, at=at)
    soon = workdays.next_day(county.top, today + timedelta(days=1))
    coming = commands.draft(title="下一个工作日村级暗访", purpose="看公示牌和群众反映的事。", mode="unannounced",
                            target_kinds=["village", "community"], **given)  # fmt: skip
    coming = commands.approve(plan=coming, approval_number="定群督〔2026〕11号", by=lead, at=at)
    if soon is not None and soon.on <= coming.ends_on:
        commands.draw(plan=coming, on=soon.on, size=8, is_spread=True, by=by, at=at)
        _groups(coming, soon.on, by, at)
    commands.draft(title="电话抽查群众满意情况", purpose="听群众怎么说。", mode="by_phone", script=SCRIPT,
                   target_kinds=["village"], **given)  # fmt: skip


def _groups(plan: InspectionPlan, on: date, by: Actor, at: datetime) -> None:
    """Two groups with their cars; the first department asked cannot lend one."""
    stops = list(queries.targets(plan).filter(on=on))
    for n, (head, second) in enumerate((("林守正", "何立新"), ("罗文清", "宋远平"))):
        if chosen := stops[n::2]:
            commands.form_group(plan=plan, on=on, members=[head, second], targets=chosen, by=by, at=at)
    turns = commands.send_cars(plan=plan, on=on, by=by, at=at)
    if len(Unit.objects.filter(pk__in=[turn.source.lender_id for turn in turns if turn.source.lender_id])) > 1:
        commands.skip_car(turn=turns[0], reason="车在检修。", by=by, at=at)
