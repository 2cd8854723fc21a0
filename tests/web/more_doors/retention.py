"""门 of 到期清理. Order of answers: as in doors.py."""

from typing import Any

from lianxin.base.retention import commands
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.conftest import at_state, registered


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A matter of 石桥村 whose telephone was restricted at its resident's wish, and one that is held."""
    town = world.town
    closed = at_state(town, Status.CLOSED, registered(town, text="水渠堵了，田里进不了水。").concern)
    shut = commands.restrict_asked(
        kind="concern_contact", key=closed.code, reason="本人申请。", by=town.leader, at=NOON
    )
    hold = commands.place_hold(
        unit=town.qingshui, kind="concern_content", key=closed.code, reason="督查调阅。", by=town.leader, at=NOON
    )
    return {"restriction": {"pk": shut.pk}, "hold": {"code": hold.code}, "kind": {"kind": "visit"}}


# nobody, stranger, worker, head, officer, leader, builder, building_head, teacher, principal, clerk, county_leader,
# inspector, auditor, admin
SEES = "--- 200 403 403 200 200 200 200 200 200 200 200 403 200 403"
KEEPS = "--- 403 403 403 403 200 403 200 403 200 403 200 403 403 403"
HOLDS = "--- 403 403 403 403 200 403 200 403 200 200 200 403 403 403"
SETS = "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"
OPENS = "--- 404 404 404 403 200 404 404 404 404 403 200 404 403 404"
LETS = "--- 404 404 404 403 200 404 404 404 404 200 200 404 403 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    *(door(f"retention:{page}", "GET", SEES) for page in ("index", "periods", "holds", "destroyed")),
    *(door("retention:period", f"{how} kind", SETS) for how in ("GET", "POST")),
    *(door("retention:hold", how, HOLDS) for how in ("GET", "POST")),
    *(door("retention:restrict", how, KEEPS) for how in ("GET", "POST")),
    *(door(f"retention:{page}", f"{how} restriction", OPENS) for page in ("open", "back") for how in ("GET", "POST")),
    *(door("retention:let_go", f"{how} hold", LETS) for how in ("GET", "POST")),
)
# fmt: on
