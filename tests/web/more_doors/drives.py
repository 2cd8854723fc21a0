"""门 of the drives room. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.drives import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.drive_scenes import drive_made


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A named action of 清水镇 that goes to 石桥村 and takes up one concern."""
    drive = drive_made(world.town, kind="action", title="大化解")
    concern = world.concerns["assigned"]
    commands.enter_concern(drive=drive, concern=concern, by=world.town.officer, at=NOON)
    return {"drive": {"code": drive.code, "verb": "end", "measure": "visits", "concern": concern.code}}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("drives:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("drives:rounds", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("drives:actions", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("drives:plan", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("drives:drive", "GET drive", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("drives:paper", "GET drive", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("drives:behind", "GET drive", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("drives:revise", "GET drive", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("drives:parts", "GET drive", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("drives:deed", "GET drive", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("drives:enter", "GET registered", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("drives:take_out", "GET drive", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
)
# fmt: on
