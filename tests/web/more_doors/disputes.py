"""门 of the disputes. Order of answers: as in doors.py."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.dispute_scenes import dispute_made, mediated


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A ditch in 石桥村 that is not yet mediated, and one with an agreement; a matter in hand that could become one."""
    town = world.town
    found, agreed = dispute_made(town), mediated(town, dispute_made(town, title="五组晒场边界"))
    return {
        "found": {"code": found.code, "verb": "settle"}, "to_mediate": {"code": found.code, "verb": "start_mediation"},
        "agreed": {"code": agreed.code, "verb": "follow_up"}, "of_concern": {"code": world.concerns["in_hand"].code},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("disputes:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("disputes:print", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("disputes:xlsx", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("disputes:sweeps", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("disputes:record", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("disputes:record", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("disputes:sweep_new", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("disputes:sweep_new", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("disputes:erase", "GET", "in 405"),
    door("disputes:erase", "POST", "--- 302 302 302 302 403 302 403 302 403 302 403 403 403 403"),
    door("disputes:from_concern", "GET of_concern", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("disputes:from_concern", "POST of_concern", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("disputes:dispute", "GET found", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("disputes:dispute", "GET agreed", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("disputes:open", "GET agreed", "in 405"),
    door("disputes:open", "POST agreed", "--- 404 403 200 200 200 404 404 404 404 200 403 403 403 404"),
    door("disputes:paper", "GET agreed", "in 405"),
    door("disputes:paper", "POST agreed", "--- 404 403 200 200 200 404 404 404 404 200 403 403 403 404"),
    door("disputes:deed", "GET found", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("disputes:deed", "POST found", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("disputes:deed", "GET to_mediate", "--- 404 403 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("disputes:deed", "POST agreed", "--- 404 403 200 200 403 404 404 404 404 200 403 403 403 404"),
)
# fmt: on
