"""门 of the statements room. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.work.statements import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.visit_scenes import visit_made


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A draft of 李青 and a statement that he submitted to 清水镇."""
    by = world.town.officer
    visit_made(world.town)
    days = {"first": date(2026, 1, 1), "last": date(2026, 11, 3)}
    draft = commands.begin(kind="personal", by=by, at=NOON, **days)
    sent = commands.submit(statement=commands.begin(kind="personal", by=by, at=NOON, **days), by=by, at=NOON)
    return {
        "draft": {"code": draft.code, "figure": "visits"}, "sent": {"code": sent.code, "figure": "field_days"},
        "four": {"figure": "see"},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("statements:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("statements:submitted", "GET", "--- 200 403 200 200 200 403 200 403 200 200 200 403 403 403"),
    door("statements:new", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("statements:four", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("statements:four_behind", "GET four", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("statements:four_plan", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("statements:statement", "GET draft", "--- 404 404 404 200 404 404 404 404 404 404 404 404 404 404"),
    door("statements:statement", "GET sent", "--- 404 404 404 200 200 404 404 404 404 200 200 404 404 404"),
    door("statements:docx", "GET sent", "--- 404 404 404 200 200 404 404 404 404 200 200 404 404 404"),
    door("statements:sources", "GET sent", "--- 404 404 404 200 200 404 404 404 404 200 200 404 404 404"),
    door("statements:behind", "GET sent", "--- 404 404 404 200 200 404 404 404 404 200 200 404 404 404"),
    door("statements:edit", "GET draft", "--- 404 404 404 200 404 404 404 404 404 404 404 404 404 404"),
    door("statements:submit", "GET draft", "--- 404 404 404 200 404 404 404 404 404 404 404 404 404 404"),
    door("statements:discard", "GET draft", "--- 404 404 404 200 404 404 404 404 404 404 404 404 404 404"),
    door("statements:take_back", "POST sent", "--- 404 404 404 302 403 404 404 404 404 403 403 404 404 404"),
)
# fmt: on
