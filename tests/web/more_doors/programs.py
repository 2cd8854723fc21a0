"""门 of the keys for programs. Order of answers: as in doors.py."""

from datetime import timedelta
from typing import Any

from lianxin.base.programs import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One key of 清水镇."""
    made = commands.make(
        unit=world.town.qingshui, name="融媒体客户端", scopes=["submit"], ends_on=NOON.date() + timedelta(days=90),
        per_minute=30, by=world.town.admin, at=NOON,
    )  # fmt: skip
    return {"key": {"pk": made.key.pk}}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("programs:index", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 200 200"),
    door("programs:make", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("programs:make", "POST", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("programs:allow", "GET key", "in 405"),
    door("programs:allow", "POST key", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 403"),
    door("programs:withdraw", "GET key", "in 405"),
    door("programs:withdraw", "POST key", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 302"),
)
# fmt: on
