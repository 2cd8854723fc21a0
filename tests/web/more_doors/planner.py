"""门 of the planner. Order of answers: as in doors.py."""

from typing import Any

from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.planner_scenes import plan_made


def scene(world: World) -> dict[str, dict[str, Any]]:
    """县住建局 means to go to 石桥村, openly and by surprise; 张建 is one of its team."""
    town = world.town
    plan, surprise = plan_made(town), plan_made(town, is_unannounced=True, on=NOON.date())
    return {
        "plan": {"code": plan.code, "verb": "move"}, "surprise": {"code": surprise.code, "verb": "cancel"},
        "village": {"pk": town.shiqiao.pk}, "builder": {"pk": town.people["builder"].pk},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("planner:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("planner:coming", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("planner:next", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("planner:ics", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("planner:make", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("planner:make", "POST", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("planner:plan", "GET plan", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("planner:plan", "GET surprise", "--- 404 404 404 404 404 200 200 404 404 200 200 200 200 404"),
    door("planner:deed", "GET plan", "--- 404 403 403 403 403 200 200 404 404 200 200 403 403 404"),
    door("planner:deed", "POST plan", "--- 404 403 403 403 403 200 200 404 404 200 200 403 403 404"),
    door("planner:deed", "POST surprise", "--- 404 404 404 404 404 200 200 404 404 200 200 403 403 404"),
    door("planner:burden", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("planner:days", "GET village", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 403"),
    door("planner:limit", "GET", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("planner:limit", "POST", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("planner:team", "GET", "--- 200 403 200 200 200 403 200 403 200 200 200 403 403 403"),
    door("planner:member", "GET builder", "--- 404 404 404 404 404 200 200 404 404 200 200 404 404 403"),
)
# fmt: on
