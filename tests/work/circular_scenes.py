"""督查的场面: an approved plan with its targets, a check with two problems, a circular, each made by commands."""

from datetime import date, datetime, timedelta
from typing import Any

from lianxin.base.orgs.models import Unit
from lianxin.work.circulars import commands
from lianxin.work.circulars.commands import Problem
from lianxin.work.circulars.models import Circular, Finding, Inspection
from lianxin.work.inspections import commands as plans
from lianxin.work.inspections.models import InspectionPlan, PlanTarget
from tests.conftest import NOON

APPROVAL = "定督批〔2026〕3号"
#: Wednesday; the time for a reply ends on Monday the 9th
CHECKED = NOON + timedelta(days=1)
LATE = NOON + timedelta(days=7)
WALL = Problem("duty", "公示牌上的值班电话是旧号码，打不通。")
SLOW = Problem("handling", "有两件诉求过了期限没有答复。")


def a_plan(
    town: Any, *units: Unit, approval: str = APPROVAL, mode: str = "open", at: datetime = NOON, on: date | None = None
) -> InspectionPlan:
    """督查计划 of the county, with these units named; approved where `approval` is given."""
    plan = plans.draft(
        unit=town.county, title="十一月群众工作日督查", basis="县群工办督查制度", purpose="看在岗和开展工作情况", mode=mode,
        target_kinds=["township", "village", "department", "school"], starts_on=at.date(), ends_on=date(2026, 11, 30),
        look_at=["公示牌与在岗", "诉求办理"], by=town.inspector, at=at,
    )  # fmt: skip
    if approval:
        plans.approve(plan=plan, approval_number=approval, by=town.county_leader, at=at)
        for unit in units:
            plans.choose(
                plan=plan, unit=unit, on=on or CHECKED.date(), reason="本季度没有查过", by=town.inspector, at=at
            )
    plan.refresh_from_db()
    return plan


def a_target(town: Any, unit: Unit | None = None, **how: Any) -> PlanTarget:
    """督查对象: 清水镇, unless another is named."""
    unit = unit or town.qingshui
    return a_plan(town, unit, **how).targets.get(unit=unit)


def a_check(
    town: Any, unit: Unit | None = None, *problems: Problem, target: PlanTarget | None = None, **how: Any
) -> Inspection:
    """督查 of 清水镇 on Wednesday, with what was found."""
    given: dict[str, Any] = {
        "on": CHECKED.date(), "mode": "open", "went": "督查一组", "on_duty": "replaced", "work_seen": "接待群众三人，都有记录。",
        "good": "值班室备了热水和老花镜。", "by": town.inspector, "at": CHECKED,
    }  # fmt: skip
    return commands.record(target=target or a_target(town, unit), problems=problems or (WALL, SLOW), **{**given, **how})


def answered(town: Any, check: Inspection) -> tuple[Finding, Finding]:
    """清水镇 agrees to the one and explains the other, which is changed."""
    wall, slow = check.findings.order_by("pk")
    wall = commands.reply(finding=wall, kind="agrees", by=town.officer, at=CHECKED)
    slow = commands.reply(
        finding=slow,
        kind="explains",
        text="其中一件已经批准延期",
        evidence="延期批复在诉求记录里",
        by=town.officer,
        at=CHECKED,
    )
    slow = commands.decide(
        finding=slow,
        outcome="change",
        text="有一件诉求过了期限没有答复。",
        reason="延期批复属实",
        by=town.inspector,
        at=CHECKED,
    )
    return wall, slow


def a_draft(town: Any, **how: Any) -> Circular:
    """通报稿 of the month."""
    given = {"first": date(2026, 11, 1), "last": date(2026, 11, 30), "by": town.inspector, "at": CHECKED}
    return commands.draft(**{**given, **how})


def an_issued(town: Any, check: Inspection | None = None) -> Circular:
    """印发的通报: the units spoke, the county leader signed."""
    answered(town, check or a_check(town))
    circular = commands.send(circular=a_draft(town), by=town.inspector, at=CHECKED)
    return commands.issue(circular=circular, by=town.county_leader, at=CHECKED)
