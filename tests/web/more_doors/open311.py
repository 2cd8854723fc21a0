"""门 of the interface for programs: whoever asks, with an account or without, gets the same. Order: as in doors.py."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.more_doors import publishing
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One published request, one service, a token that is none."""
    fmt = {"fmt": "json"}
    return {
        "": fmt, "shown": {**fmt, "code": publishing.shown(world).code}, "help": {**fmt, "code": "help"},
        "none": {**fmt, "token": "0" * 32}, "nowhere": {"rest": "v2/nothing"},
    }  # fmt: skip


DOORS: tuple[Door, ...] = (
    door("open311:discovery", "GET", "all 200"),
    door("open311:services", "GET", "all 200"),
    door("open311:services", "POST", "all 405"),
    door("open311:service", "GET help", "all 200"),
    door("open311:requests", "GET", "all 200"),
    door("open311:requests", "POST", "all 400"),
    door("open311:request", "GET shown", "all 200"),
    door("open311:token", "GET none", "all 404"),
    door("open311:updates", "GET", "all 200"),
    door("open311:updates", "POST", "all 403"),
    door("open311:nothing", "GET nowhere", "all 404"),
)
