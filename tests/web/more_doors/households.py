"""门 of the register of households. Order of answers: as in doors.py."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.household_scenes import household_made, need_noted


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A household and one in need in 石桥村; the first is entrusted to nobody."""
    need = need_noted(world.town, household_made(world.town, door="15号"))
    one = household_made(world.town)
    return {
        "household": {"code": one.code, "pk": 999}, "needy": {"code": need.household.code}, "need": {"code": need.code},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("households:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("households:new", "GET", "--- 200 200 200 200 403 403 403 200 403 200 403 403 403 403"),
    door("households:new", "POST", "--- 200 200 200 200 403 403 403 200 403 200 403 403 403 403"),
    door("households:print", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("households:import", "GET", "--- 200 200 200 200 403 403 403 200 403 200 403 403 403 403"),
    door("households:blank", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("households:needs", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("households:print_needs", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("households:needs_xlsx", "GET", "--- 200 200 200 200 403 403 403 200 403 200 403 403 403 403"),
    door("households:review", "GET need", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:review", "POST need", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:end", "GET need", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:end", "POST need", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:erasing", "GET", "--- 200 200 200 200 403 403 403 200 403 200 403 403 403 403"),
    door("households:erasing", "POST", "--- 302 302 302 302 403 403 403 302 403 302 403 403 403 403"),
    door("households:household", "GET household", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("households:household", "GET needy", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("households:open", "GET needy", "in 405"),
    door("households:open", "POST needy", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:edit", "GET household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:edit", "POST household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:leave", "GET household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:leave", "POST household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:note", "GET household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:note", "POST household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:entrust", "GET household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:entrust", "POST household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("households:end_trust", "POST household", "--- 404 404 404 404 403 404 404 404 404 404 403 403 403 404"),
)
# fmt: on
