"""督查通报的演示数据: checks by an approved plan, what the units said to them, a circular issued, one being drafted."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.circulars import commands, queries
from lianxin.work.circulars.commands import Problem
from lianxin.work.circulars.models import Finding
from lianxin.work.inspections import commands as plans
from lianxin.work.inspections.models import PlanTarget

SEEN = (
    ("replaced", "接待窗口有人，工作日志当天记了四件事。", "值班室备了老花镜、热水和一张办事流程图。",
     (Problem("notice", "公示牌上的值班电话是旧号码，打不通。"),
      Problem("handling", "有两件诉求过了办理期限，还没有答复。"))),
    ("agrees", "按主题走访了五户，记录和现场一致。", "把政策问答印成大字，贴在候办椅对面。",
     (Problem("records", "一件诉求记了已答复，群众说还没有接到电话。"),)),
    ("differs", "上午窗口无人，中午有人补班。", "",
     (Problem("duty", "上午窗口没有人，公示牌也没有写谁顶岗。"),)),
)  # fmt: skip
LEADERS = (
    ("main", "高远", "看了接待窗口和台账，和三位来办事的群众谈了话，要求把旧电话都换下来。"),
    ("office_head", "周敏", "跟着走访了两户，问了路灯和灌溉用水的事。"),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """督查、问题、说明、通报, by commands."""
    clerk, chief = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    for (post, name, seen), town in zip(LEADERS, county.townships[3:5], strict=False):
        commands.record_leader(
            unit=town,
            leader=name,
            leader_post=post,
            on=localdate(until) - timedelta(days=3),
            work_seen=seen,
            by=clerk,
            at=until,
        )
    found = [_checked(target, n, clerk, until) for n, target in enumerate(_targets(county, until))]
    if not found:
        return
    _answered(county, found[0], until)
    month: dict[str, Any] = {
        "first": localdate(until).replace(day=1),
        "last": localdate(until),
        "by": clerk,
        "at": until,
    }
    circular = commands.draft(**month)
    for one in (finding for rows in found[1:] for finding in rows):
        commands.leave_out(circular=circular, finding=one, by=clerk, at=until)
    circular = commands.send(circular=circular, by=clerk, at=until)
    commands.issue(circular=circular, by=chief, at=until)
    commands.draft(**month)


def _targets(county: County, until: datetime) -> list[PlanTarget]:
    """Townships that were inspected and have no record yet; where there are none, the first one by a plan of its own."""
    been = list(
        queries.to_record(county.top, localdate(until)).filter(done_on__isnull=False, unit__kind="township")[
            : len(SEEN)
        ]
    )
    return been or [_target(county, county.townships[0], until)]


def _checked(target: PlanTarget, n: int, clerk: Actor, until: datetime) -> list[Finding]:
    """What was seen in one township."""
    on_duty, work, good, problems = SEEN[n % len(SEEN)]
    check = commands.record(
        target=target, on=target.done_on or localdate(until), mode=target.plan.mode, went="县群工办督查一组", on_duty=on_duty,
        duty_note="上午窗口没有人" if on_duty == "differs" else "", work_seen=work, good=good, problems=problems, by=clerk,
        at=until,
    )  # fmt: skip
    return list(check.findings.select_related("inspection", "unit").order_by("pk"))


def _target(county: County, town: Unit, until: datetime) -> PlanTarget:
    today, clerk = localdate(until), county.who(county.top, "county_clerk")
    plan = plans.draft(
        unit=county.top, title=f"{town.name}群众工作日督查", basis="县群工办年度督查计划", purpose="看在岗和工作开展情况",
        mode="open", target_kinds=["township"], starts_on=today, ends_on=today + timedelta(days=10),
        look_at=["公示牌与在岗", "诉求办理"], by=clerk, at=until,
    )  # fmt: skip
    chief = county.who(county.top, "county_leader")
    plan = plans.approve(plan=plan, approval_number=f"演督批〔{today.year}〕{plan.pk}号", by=chief, at=until)
    return plans.choose(plan=plan, unit=town, on=today, reason="本季度还没有查过", by=clerk, at=until)


def _answered(county: County, found: list[Finding], until: datetime) -> None:
    """The first township agrees to one and explains the other, which is changed and put right."""
    clerk, officer, today = (
        county.who(county.top, "county_clerk"),
        county.who(found[0].unit, "township_clerk"),
        localdate(until),
    )
    commands.reply(finding=found[0], kind="agrees", by=officer, at=until)
    commands.note_put_right(finding=found[0], how="当场换上新号码。", on=today, by=clerk, at=until)
    for one in found[1:]:
        commands.reply(
            finding=one,
            kind="explains",
            text="其中一件已经批准延期",
            evidence="延期批复在诉求记录里",
            by=officer,
            at=until,
        )
        one = commands.decide(
            finding=one,
            outcome="change",
            text="有一件诉求过了办理期限，还没有答复。",
            reason="延期批复属实",
            by=clerk,
            at=until,
        )
        commands.correct(
            finding=one, measure="五日内把过期的1件诉求答复给群众", starts_on=today, ends_on=today + timedelta(days=5), person="值班负责人",
            supervisor="县群工办督查组", by=clerk, at=until,
        )  # fmt: skip
