"""门 of the handbook: for everybody inside. Order of answers: as in doors.py."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.world import World


def scene(_world: World) -> dict[str, dict[str, Any]]:
    """One article, and a name that no article has."""
    return {"article": {"slug": "register"}, "nothing": {"slug": "nothing-of-the-kind"}}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("help:index", "GET", "in 200"),
    door("help:index", "POST", "in 405"),
    door("help:article", "GET article", "in 200"),
    door("help:article", "GET nothing", "in 404"),
    door("help:article", "POST article", "in 405"),
)
# fmt: on
