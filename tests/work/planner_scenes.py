"""走访安排: plans brought about by commands alone; the rooms and pages that meet a plan use them."""

from datetime import date
from typing import Any

from lianxin.work.planner import commands
from lianxin.work.planner.models import PlannedVisit
from tests.conftest import NOON

THURSDAY = date(2026, 11, 12)


def plan_made(town: Any, **changes: Any) -> PlannedVisit:
    """张建 of 县住建局 means to go to 石桥村 on Thursday of next week."""
    fields = {
        "unit": town.shiqiao, "on": THURSDAY, "purpose": "看危房改造", "people": 3, "by": town.builder, "at": NOON,
    }  # fmt: skip
    return commands.plan_visit(**{**fields, **changes})
