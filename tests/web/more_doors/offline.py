"""门 of the room of phones without a line. Order of answers: as in doors.py."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.offline_scenes import phone_of


def scene(world: World) -> dict[str, dict[str, Any]]:
    """The phone of 石小桥, and one item of it that somebody must look at."""
    phone = phone_of(world.town, "worker")
    [parcel] = phone.sends(phone.item(version=9))
    return {"phone": {"code": phone.handset.code}, "parcel": {"code": parcel.code}, "visit": {"form": "visit"}}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("offline:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 403 403"),
    door("offline:app", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 403 403"),
    door("offline:worker", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 403 403"),
    door("offline:manifest", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 403 403"),
    door("offline:contact", "GET", "in 200"),
    door("offline:sync", "GET", "in 405"),
    door("offline:sync", "POST", "in 409"),
    door("offline:register", "GET", "in 405"),
    door("offline:register", "POST", "--- 400 400 400 400 400 400 400 400 400 400 400 400 403 403"),
    door("offline:revoke", "GET phone", "--- 404 200 404 200 404 404 404 404 404 200 404 404 404 404"),
    door("offline:revoke", "POST phone", "--- 404 302 404 302 404 404 404 404 404 302 404 404 404 404"),
    door("offline:parcel", "GET parcel", "--- 404 200 404 200 404 404 404 404 404 200 404 404 404 404"),
    door("offline:parcel", "POST parcel", "--- 404 200 404 200 404 404 404 404 404 200 404 404 404 404"),
    door("offline:set_aside", "GET parcel", "--- 404 200 404 200 404 404 404 404 404 200 404 404 404 404"),
    door("offline:set_aside", "POST parcel", "--- 404 200 404 200 404 404 404 404 404 200 404 404 404 404"),
    door("offline:paper", "GET visit", "--- 200 200 200 200 200 200 200 200 200 200 200 200 403 403"),
    door("offline:enter", "GET visit", "--- 200 200 200 200 200 200 200 200 200 200 200 200 403 403"),
    door("offline:enter", "POST visit", "--- 200 200 200 200 200 200 200 200 200 200 200 200 403 403"),
)
# fmt: on
