"""门 of the next steps. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.reports.nextsteps import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One step of the county's for 清水镇, one of 清水镇's for 石桥村."""
    town = world.town
    words = {"text": "逐件查明。", "due_on": date(2026, 11, 30), "at": NOON}
    one = commands.add(unit=town.county, heading="清理超期件", owner_unit=town.qingshui, by=town.clerk, **words)
    below = commands.add(unit=town.qingshui, heading="补登台账", owner_unit=town.shiqiao, by=town.officer, **words)
    return {
        "step": {"code": one.code, "verb": "finish"}, "edit": {"code": one.code, "verb": "edit"},
        "below": {"code": below.code, "verb": "carry_over"},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
EDIT = "--- 200 403 403 200 200 200 200 200 200 200 200 403 403 403"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("nextsteps:index", "GET", ALL),
    door("nextsteps:print", "GET", ALL),
    door("nextsteps:docx", "GET", ALL),
    door("nextsteps:xlsx", "GET", ALL),
    door("nextsteps:add", "GET", EDIT),
    door("nextsteps:add", "POST", EDIT),
    door("nextsteps:take", "GET", "in 405"),
    door("nextsteps:take", "POST", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 404"),
    door("nextsteps:step", "GET step", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("nextsteps:step", "GET below", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("nextsteps:deed", "GET step", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("nextsteps:deed", "POST step", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("nextsteps:deed", "GET edit", "--- 404 404 404 403 403 404 404 404 404 200 200 403 403 404"),
    door("nextsteps:deed", "GET below", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
)
# fmt: on
