"""门 of the texts that a unit shows to everybody; what is not shown, or no more, is not there."""

from typing import Any

from lianxin.reports.documents import commands
from tests.conftest import NOON
from tests.reports import document_scenes as scenes
from tests.web.doors import Door, door
from tests.web.world import World

OF = "public"


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A text before it is confirmed, one that is shown, one that was taken down."""
    town = world.town
    prepared = scenes.prepared(town)
    shown, gone = scenes.shown(town), scenes.shown(town)
    commands.take_down(page=gone, why="内容过期", by=town.leader, at=NOON)
    return {
        "text_prepared": {"code": prepared.code, "number": 1}, "text_shown": {"code": shown.code, "number": 1},
        "text_gone": {"code": gone.code, "number": 1}, "text_unit": {"pk": town.qingshui.pk},
    }  # fmt: skip


DOORS: tuple[Door, ...] = (
    door("public:texts", "GET", "all 200"),
    door("public:unit_texts", "GET text_unit", "all 200"),
    door("public:unit_text", "GET text_shown", "all 200"),
    door("public:unit_text", "GET text_prepared", "all 404"),
    door("public:unit_text", "GET text_gone", "all 404"),
    door("public:unit_picture", "GET text_shown", "all 200"),
    door("public:unit_picture", "GET text_prepared", "all 404"),
    door("public:unit_picture", "GET text_gone", "all 404"),
)
