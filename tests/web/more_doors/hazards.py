"""门 of the hazard points. Order of answers: as in doors.py."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.hazard_scenes import hazard_made


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A slope in 石桥村 that its worker looks after, and a bridge there that the water bureau looks after."""
    town = world.town
    slope = hazard_made(town)
    bridge = hazard_made(
        town, name="石拱桥", keeper_unit=town.building, keeper=town.people["building_head"], kind="bridge"
    )
    return {"slope": {"code": slope.code, "verb": "entrust"}, "bridge": {"code": bridge.code, "verb": "remove"}}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("hazards:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("hazards:board", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("hazards:register", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("hazards:register", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("hazards:hazard", "GET slope", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("hazards:hazard", "POST slope", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("hazards:hazard", "GET bridge", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("hazards:hazard", "POST bridge", "--- 404 200 200 200 403 200 200 404 404 200 403 403 403 404"),
    door("hazards:deed", "GET slope", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("hazards:deed", "POST bridge", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
)
# fmt: on
