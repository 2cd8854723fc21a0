"""门 of the saved tables. Order of answers: as in doors.py."""

from typing import Any

from lianxin.reports.tables import commands
from lianxin.reports.tables.commands import Selection
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A table of 清水镇's clerk that he gave to his unit, and one that is his alone."""
    town = world.town
    chosen = Selection(town.qingshui, ("concern.received",), "below")
    given, own = (
        commands.save_table(name=name, selection=chosen, unit=town.qingshui, by=town.officer, at=NOON)
        for name in ("上月各村", "我的")
    )
    commands.share_table(table=given, by=town.officer, at=NOON)
    return {"given": {"code": given.code, "verb": "share"}, "own": {"code": own.code, "verb": "share"}}


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
UNIT = "--- 404 404 404 200 200 404 404 404 404 404 404 404 404 404"
CHANGE = "--- 404 404 404 200 403 404 404 404 404 404 404 404 404 404"
OWNER = "--- 404 404 404 200 404 404 404 404 404 404 404 404 404 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("tables:index", "GET", ALL),
    door("tables:save", "GET", ALL),
    door("tables:save", "POST", ALL),
    door("tables:table", "GET given", UNIT),
    door("tables:table", "GET own", OWNER),
    door("tables:file", "GET given", UNIT),
    door("tables:change", "GET given", CHANGE),
    door("tables:change", "POST given", CHANGE),
    door("tables:deed", "GET given", "in 405"),
    door("tables:deed", "POST given", "--- 404 404 404 302 403 404 404 404 404 404 404 404 404 404"),
    door("tables:delete", "GET given", CHANGE),
    door("tables:delete", "POST own", "--- 404 404 404 302 404 404 404 404 404 404 404 404 404 404"),
)
# fmt: on
