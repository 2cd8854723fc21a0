"""门 of the typical examples. Order of answers: as in doors.py."""

from datetime import timedelta
from typing import Any

from lianxin.work.examples import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.example_scenes import approved, nominated


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One that waits to be checked, one that may be used, a consent that the worker is asked for, a visit of the township."""
    town = world.town
    told, used = nominated(town), approved(town, nominated(town, title="雨后看堤"))
    asked = commands.ask_staff(example=told, person=town.people["worker"], by=town.officer, at=NOON)
    resident = commands.note_consent(example=told, scope="internal", way="spoken", by=town.worker, at=NOON)
    visit = commands.plan(
        unit=town.shiqiao, purpose="看清沟", planned_on=NOON.date() + timedelta(days=2), by=town.officer, at=NOON
    )
    return {
        "told": {"code": told.code, "verb": "correct"}, "to_check": {"code": told.code, "verb": "check"},
        "used": {"code": used.code, "verb": "withdraw"}, "asked": {"pk": asked.pk, "verb": "give"},
        "resident": {"pk": resident.pk, "verb": "withdraw"}, "finished": {"code": world.concerns["closed"].code},
        "visit": {"code": visit.code, "verb": "done"},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("examples:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("examples:visits", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("examples:nominate", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("examples:nominate", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("examples:plan", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("examples:plan", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("examples:visit_deed", "GET visit", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("examples:visit_deed", "POST visit", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("examples:from_concern", "GET finished", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("examples:from_concern", "POST finished", "--- 404 302 302 302 403 403 403 404 404 302 403 403 403 404"),
    door("examples:example", "GET told", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("examples:example", "GET used", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("examples:deed", "GET told", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("examples:deed", "GET to_check", "--- 404 403 403 403 200 404 404 404 404 200 200 403 403 404"),
    door("examples:deed", "POST to_check", "--- 404 403 403 403 302 404 404 404 404 302 302 403 403 404"),
    door("examples:deed", "POST used", "--- 404 403 403 403 200 404 404 404 404 200 200 403 403 404"),
    door("examples:asked", "GET asked", "--- 404 200 404 404 404 404 404 404 404 404 404 404 404 404"),
    door("examples:consent", "GET asked", "in 405"),
    door("examples:consent", "POST asked", "--- 404 302 403 403 403 404 404 404 404 403 403 403 403 404"),
    door("examples:consent", "POST resident", "--- 404 302 302 302 403 404 404 404 404 302 403 403 403 404"),
)
# fmt: on
