"""门 of the register of documents. Order of answers: as in doors.py."""

from typing import Any

from lianxin.pure.paper import Paper, write_docx
from lianxin.work.dispatches import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A notice of 清水镇 with its file."""
    town = world.town
    sent = commands.register(
        kind="notice", title="关于入汛前看沟的通知", unit=town.qingshui, on=NOON.date(), by=town.officer, at=NOON
    )
    data = write_docx(Paper(title="通知", body=()))
    commands.keep_file(dispatch=sent, name="通知.docx", data=data, by=town.officer, at=NOON)
    return {"sent": {"code": sent.code}}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("dispatches:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("dispatches:print", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("dispatches:xlsx", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("dispatches:register", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("dispatches:register", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("dispatches:signs", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("dispatches:signs", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("dispatches:dispatch", "GET sent", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("dispatches:docx", "GET sent", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("dispatches:void", "GET sent", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("dispatches:void", "POST sent", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("dispatches:keep", "GET sent", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("dispatches:keep", "POST sent", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
)
# fmt: on
