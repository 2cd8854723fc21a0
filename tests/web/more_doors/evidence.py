"""门 of the photographs and audio notes. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.evidence import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.evidence_scenes import lamp


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A photograph that the village added to what the building bureau has in hand."""
    photo = commands.add_photo(concern=world.concerns["in_hand"], data=lamp(), by=world.town.worker, at=NOON)
    return {"photo": {"pk": photo.pk}}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("evidence:add_photos", "GET in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("evidence:add_photos", "POST in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("evidence:add_audio", "GET in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("evidence:add_audio", "POST in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("evidence:item", "GET photo", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("evidence:file", "GET photo", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("evidence:small", "GET photo", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("evidence:blacken", "GET photo", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("evidence:blacken", "POST photo", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("evidence:check", "GET photo", "in 405"),
    door("evidence:check", "POST photo", "--- 404 302 302 302 403 403 403 404 404 302 403 403 403 404"),
    door("evidence:withdraw", "GET photo", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("evidence:withdraw", "POST photo", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("public:sms", "GET", "all 200"),
    door("public:sms", "POST", "all 200"),
    door("public:attach", "GET", "all 200"),
    door("public:attach", "POST", "all 200"),
)
# fmt: on
