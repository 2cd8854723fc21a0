"""门 of the work days. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.workdays import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.workday_scenes import FIFTH, leave_asked, stations_opened, theme_made


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A leave of 石桥村's worker that waits, one that is approved and told above, a theme decided."""
    town = world.town
    held = stations_opened(town, at=NOON)
    given = {"by": town.clerk, "at": NOON}
    commands.decide_theme(theme=theme_made(town, at=NOON), **given)
    asked = leave_asked(town, held, at=NOON)
    other = leave_asked(town, held, member=held.head, at=NOON)
    other = commands.verify_absence(absence=other, by=town.officer, at=NOON)
    commands.approve_absence(absence=other, **given)
    letter = commands.write_letter(unit=town.county, first=FIFTH, last=FIFTH, addressee="市群众工作办公室", **given)
    month = {"month": "2026-11"}
    return {
        "asked": {"code": asked.code, "verb": "verify"}, "letter": {"code": letter.code}, "month": {**month, "verb": "send"},
        "fifth": {"on": "2026-11-05"}, "village": {"on": "2026-11-05", "pk": held.village.pk},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("workdays:index", "GET", ALL),
    door("workdays:ics", "GET", ALL),
    door("workdays:month", "GET month", ALL),
    door("workdays:theme", "GET month", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("workdays:theme", "POST month", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("workdays:theme_deed", "GET month", "--- 405 405 405 405 405 405 405 405 405 405 405 405 405 405"),
    door("workdays:theme_deed", "POST month", "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 403"),
    door("workdays:rule", "GET", ALL),
    door("workdays:set_rule", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("workdays:set_rule", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("workdays:day", "GET fifth", ALL),
    door("workdays:confirm", "GET village", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("workdays:confirm", "POST village", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("workdays:timeliness", "GET", ALL),
    door("workdays:leaves", "GET", ALL),
    door("workdays:ask", "GET", "--- 404 200 200 200 403 404 403 404 403 404 403 403 403 403"),
    door("workdays:ask", "POST", "--- 404 200 200 200 403 404 403 404 403 404 403 403 403 403"),
    door("workdays:leave", "GET asked", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("workdays:print_leave", "GET asked", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("workdays:deed", "GET asked", "--- 404 403 403 200 200 404 404 404 404 200 403 403 403 404"),
    door("workdays:deed", "POST asked", "--- 404 403 403 302 302 404 404 404 404 302 403 403 403 404"),
    door("workdays:letters", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("workdays:new_letter", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("workdays:new_letter", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("workdays:letter", "GET letter", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("workdays:docx", "GET letter", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
)
# fmt: on
