"""走访抽查的门: run from above; the checked unit finds no check, no list, no household."""

from datetime import date
from typing import Any

from lianxin.work.spotchecks import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.card_scenes import homes_made

RUNS = "--- 404 404 404 200 200 404 404 404 404 200 200 403 403 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    # in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
    #                teacher, principal, clerk, county_leader, inspector, auditor, admin
    door("spotchecks:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("spotchecks:of_us", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("spotchecks:draw", "GET", "--- 200 403 403 200 200 403 403 403 403 200 200 403 403 403"),
    door("spotchecks:draw", "POST", "--- 200 403 403 200 200 403 403 403 403 200 200 403 403 403"),
    door("spotchecks:look_into", "GET visit", "--- 404 403 403 200 200 403 403 403 403 200 200 403 403 403"),
    door("spotchecks:look_into", "POST visit", "--- 404 403 403 200 200 403 403 403 403 200 200 403 403 403"),
    door("spotchecks:check", "GET check", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("spotchecks:phones", "GET check", "in 405"),
    door("spotchecks:phones", "POST check", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("spotchecks:result", "GET check", RUNS),
    door("spotchecks:result", "POST check", RUNS),
    door("spotchecks:finding", "GET check", RUNS),
    door("spotchecks:finding", "POST check", RUNS),
    door("spotchecks:correct", "GET finding", RUNS),
    door("spotchecks:correct", "POST finding", RUNS),
    door("spotchecks:close", "GET check", "in 405"),
    door("spotchecks:close", "POST check", "--- 404 404 404 302 302 404 404 404 404 302 302 403 403 404"),
)
# fmt: on


def scene(world: World) -> dict[str, Any]:
    """A check that 清水镇 drew from the visits of 石桥村, with a finding."""
    homes = homes_made(world.town, 3)
    day = date(2026, 11, 2)
    drawn = commands.draw(
        checked=world.town.shiqiao, mode="by_phone", first=day, last=day, size=2, script="您好。", by=world.town.officer,
        at=NOON,
    )  # fmt: skip
    finding = commands.note_finding(
        spotcheck=drawn, kind="out_of_touch", text="有两户说不上是谁联系。", by=world.town.officer, at=NOON
    )
    return {
        "check": {"code": drawn.code, "number": 1}, "finding": {"pk": finding.pk}, "visit": {"code": homes[0].visit.code}
    }  # fmt: skip
