"""门 of the interface for programs: a cookie opens nothing, whosever it is; without a key every answer is 401 (test_api.py)."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A matter by its code, an address that is none."""
    return {"one": {"code": world.concerns["closed"].code}, "nowhere": {"rest": "v2/nothing"}}


DOORS: tuple[Door, ...] = (
    door("api:openapi", "GET", "all 200"),
    door("api:units", "GET", "all 401"),
    door("api:topics", "GET", "all 401"),
    door("api:terms", "GET", "all 401"),
    door("api:concerns", "GET", "all 401"),
    door("api:concerns", "POST", "all 401"),
    door("api:concern", "GET one", "all 401"),
    door("api:indicators", "GET", "all 401"),
    door("api:figure", "GET", "all 401"),
    door("api:workdays", "GET", "all 401"),
    door("api:published", "GET", "all 401"),
    door("api:nothing", "GET nowhere", "all 404"),
)
