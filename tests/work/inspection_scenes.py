"""督查: plans brought about by commands alone; a county with several townships and villages to draw from."""

from datetime import date
from typing import Any

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.work.inspections import commands
from lianxin.work.inspections.models import InspectionPlan
from tests.conftest import NOON

WORKDAY = date(2026, 11, 5)


def plan_made(town: Any, **changes: Any) -> InspectionPlan:
    """The inspector's draft for the work days of November: unannounced, in the villages."""
    fields = {
        "unit": town.county, "title": "十一月逢五督查", "basis": "县群众工作领导小组年度督查计划", "purpose": "看值班和诉求办理。",
        "mode": "unannounced", "target_kinds": ["village"], "starts_on": date(2026, 11, 3), "ends_on": date(2026, 11, 30),
        "look_at": ["公示牌", "诉求台账"], "by": town.inspector, "at": NOON,
    }  # fmt: skip
    return commands.draft(**{**fields, **changes})


def approved(town: Any, **changes: Any) -> InspectionPlan:
    """The same, approved by the county's leader."""
    plan = plan_made(town, **changes)
    return commands.approve(plan=plan, approval_number="定群督〔2026〕11号", by=town.county_leader, at=NOON)


def more_units(town: Any, townships: int, villages: int) -> list[Unit]:
    """So many further townships, each with so many villages; the villages."""
    found = []
    for n in range(townships):
        above = orgs.create_unit(name=f"第{n}乡", kind="township", parent=town.county, by=SYSTEM, at=NOON)
        found += [
            orgs.create_unit(name=f"{n}乡{m}村", kind="village", parent=above, by=SYSTEM, at=NOON)
            for m in range(villages)
        ]
    return found
