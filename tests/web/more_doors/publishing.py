"""门 of the publishing room. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.publishing import commands
from lianxin.work.publishing.models import Publication, Version
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World

TEXTS = {"title": "村口路灯", "asked": "路灯坏了。", "answered": "已换新灯。", "basis": "deidentified", "delay_days": 0}


def shown(world: World) -> Publication:
    """The replied concern of 石桥村, published by two."""
    version = prepared(world, "replied")
    return commands.confirm(version=version, by=world.town.leader, at=NOON)


def prepared(world: World, state: str) -> Version:
    """A draft of 清水镇's clerk."""
    for of, code in (("kind", "help"), ("channel", "counter")):
        commands.set_rule(of=of, code=code, is_open=True, delay_days=0, by=world.town.clerk, at=NOON)
    return commands.prepare(concern=world.concerns[state], by=world.town.officer, at=NOON, **TEXTS)


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A draft that waits for a second person, and one that is public."""
    return {
        "draft": {"code": prepared(world, "closed").publication.code},
        "shown": {"code": shown(world).code},
    }


# fmt: off
DOORS: tuple[Door, ...] = (
    door("publishing:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("publishing:adoptions", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("publishing:settings", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("publishing:settings", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("publishing:telephone", "GET", "--- 200 200 200 200 403 403 403 403 403 200 403 403 403 403"),
    door("publishing:telephone", "POST", "--- 200 200 200 200 403 403 403 403 403 200 403 403 403 403"),
    door("publishing:prepare", "GET closed", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("publishing:prepare", "POST closed", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("publishing:adopt", "GET closed", "--- 404 200 200 200 403 200 200 404 404 200 403 403 403 404"),
    door("publishing:adopt", "POST closed", "--- 404 200 200 200 403 200 200 404 404 200 403 403 403 404"),
    door("publishing:item", "GET draft", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("publishing:item", "GET shown", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("publishing:confirm", "GET draft", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("publishing:confirm", "POST draft", "--- 404 403 403 403 302 404 404 404 404 302 302 403 403 404"),
    door("publishing:refuse", "GET draft", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("publishing:refuse", "POST draft", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("publishing:take_down", "GET shown", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("publishing:take_down", "POST shown", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
)
