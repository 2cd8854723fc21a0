"""门 of the opinions and of the pages on which their givers hear of them. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.opinions import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work import opinion_scenes


def scene(world: World) -> dict[str, dict[str, Any]]:
    """Opinions of a meeting at the county's desk; one was shown to the school, one complains of it."""
    town = world.town
    collection = opinion_scenes.of_a_meeting(town)
    topic = commands.add_topic(collection=collection, label="食堂伙食", by=town.clerk, at=NOON)
    shown = commands.clear(remark=opinion_scenes.one(collection, "保温"), text="食堂要保温。", by=town.clerk, at=NOON)
    [shown] = commands.show(remarks=[shown], to=town.school, by=town.clerk, at=NOON)
    walled = commands.wall_off(
        remark=opinion_scenes.one(collection, "实验室"), unit=town.school, by=town.clerk, at=NOON
    )
    found: dict[str, dict[str, Any]] = {
        name: {"code": one.code}
        for name, one in {"collection": collection, "topic": topic, "shown": shown, "walled": walled}.items()
    }
    found["collection"]["verb"] = "answer"
    found["shown"]["verb"] = found["walled"]["verb"] = "clear"
    return found


# fmt: off
DOORS: tuple[Door, ...] = (
    door("opinions:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("opinions:shown", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("opinions:begin", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("opinions:begin", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("opinions:collection", "GET collection", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("opinions:take_in", "GET collection", "in 405"),
    door("opinions:take_in", "POST collection", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("opinions:enter", "GET collection", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("opinions:report", "GET collection", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("opinions:topics", "GET collection", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("opinions:topic", "GET topic", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("opinions:chosen", "GET collection", "in 405"),
    door("opinions:chosen", "POST collection", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("opinions:settle", "GET collection", "--- 404 404 404 404 404 404 404 404 404 404 403 403 403 404"),
    door("opinions:rectify", "GET collection", "--- 404 404 404 404 404 404 404 404 404 404 403 403 403 404"),
    door("opinions:show", "GET collection", "--- 404 404 404 404 404 404 404 404 404 404 403 403 403 404"),
    door("opinions:split", "GET collection", "--- 404 404 404 404 404 404 404 404 404 404 403 403 403 404"),
    door("opinions:remark", "GET shown", "--- 404 404 404 404 404 404 404 200 200 200 200 200 200 404"),
    door("opinions:remark", "GET walled", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("opinions:deed", "GET shown", "--- 404 404 404 404 404 404 404 403 403 200 403 403 403 404"),
    door("opinions:deed", "GET walled", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("public:answer", "GET", "all 200"),
    door("public:answer", "POST", "all 200"),
    door("public:told", "GET", "all 200"),
)
# fmt: on
