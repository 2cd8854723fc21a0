"""隐患点: points brought about by commands alone."""

from typing import Any

from lianxin.work.hazards import commands
from lianxin.work.hazards.models import Hazard
from tests.conftest import NOON


def hazard_made(town: Any, **changes: Any) -> Hazard:
    """The slope behind the threshing ground of 石桥村三组, looked after by 石小桥, every seven days."""
    fields = {
        "unit": town.shiqiao, "name": "后山边坡", "kind": "slope", "place": "三组晒场后面", "what": "雨天掉石头。",
        "check_days": 7, "keeper": town.people["worker"], "keeper_phone": "0000-1234567", "by": town.officer, "at": NOON,
    }  # fmt: skip
    return commands.register_hazard(**{**fields, **changes})
