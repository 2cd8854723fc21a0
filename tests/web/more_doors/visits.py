"""门 of the visits' room. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.work.visits import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.visit_scenes import stay_made, visit_made


def scene(world: World) -> dict[str, dict[str, Any]]:
    """李青 of 清水镇 visits 石桥村 and sleeps there; the village notes what it cost."""
    town = world.town
    visit = visit_made(town)
    burden = commands.note_burden(
        unit=town.shiqiao, who="清水镇", on=date(2026, 11, 2), people=1, visit=visit, by=town.worker, at=NOON
    )
    codes = {"visit": visit, "stay": stay_made(town), "burden": burden}
    return {name: {"code": one.code} for name, one in codes.items()}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("visits:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("visits:print", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("visits:xlsx", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("visits:new", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("visits:new", "POST", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("visits:visit", "GET visit", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("visits:finding", "GET visit", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("visits:talk", "GET visit", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("visits:correct", "GET visit", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("visits:void", "GET visit", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("visits:stays", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("visits:stay_new", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("visits:stay_void", "GET stay", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("visits:burdens", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("visits:burden_new", "GET", "--- 200 200 200 200 403 403 403 200 403 200 403 403 403 403"),
    door("visits:burden_withdraw", "GET burden", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
)
# fmt: on
