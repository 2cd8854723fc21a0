"""门 of the writings room. Order of answers: as in doors.py."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.drive_scenes import drive_made
from tests.work.writing_scenes import draft_made, handed_in, publicity_made


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A draft of 李青, a report and a suggestion that he handed to 清水镇, an article about a drive."""
    town = world.town
    made = {
        "draft": draft_made(town), "report": handed_in(town), "suggestion": handed_in(town, kind="suggestion", by=town.worker),
        "article": publicity_made(town, drive=drive_made(town)),
    }  # fmt: skip
    return {name: {"code": one.code, "kind": "research"} for name, one in made.items()}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("writings:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("writings:diary", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("writings:booklet", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("writings:handed", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("writings:new", "GET report", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("writings:writing", "GET draft", "--- 404 404 404 200 404 404 404 404 404 404 404 404 404 404"),
    door("writings:writing", "GET report", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("writings:docx", "GET report", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("writings:edit", "GET draft", "--- 404 404 404 200 404 404 404 404 404 404 404 404 404 404"),
    door("writings:submit", "GET draft", "--- 404 404 404 200 404 404 404 404 404 404 404 404 404 404"),
    door("writings:discard", "GET draft", "--- 404 404 404 200 404 404 404 404 404 404 404 404 404 404"),
    door("writings:take_back", "POST report", "--- 404 404 404 302 403 404 404 404 404 403 403 403 403 404"),
    door("writings:answer", "GET suggestion", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("writings:publicity", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("writings:enter", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("writings:withdraw", "GET article", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
)
# fmt: on
