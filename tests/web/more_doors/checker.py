"""门 of batches of texts. Order of answers: as in doors.py."""

from typing import Any

from lianxin.reports.checks import commands, queries
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """李青 sent two texts: one was checked, one waits."""
    town = world.town
    files = [("石桥村.txt", "增长率为5%，走访36户。".encode()), ("柳湾村.txt", "办结3件。".encode())]
    batch = commands.receive(
        unit=town.qingshui, title="两份", files=files, posting=town.postings["officer"], by=town.officer, at=NOON
    )
    [text] = queries.waiting(batch, 1)
    commands.check_one(text=text, by=town.officer, at=NOON)
    return {"mine": {"code": batch.code, "number": 1}, "waits": {"code": batch.code, "number": 2}}


SENDS = "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"
MINE = "--- 404 404 404 {} 404 404 404 404 404 404 404 404 404 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("checker:again", "GET", "in 405"),
    door("checker:again", "POST", "--- 400 400 400 400 400 400 400 400 400 400 400 400 400 403"),
    door("checker:batches", "GET", SENDS),
    door("checker:batches", "POST", SENDS),
    door("checker:batch", "GET mine", MINE.format(200)),
    door("checker:batch_download", "GET mine", MINE.format(200)),
    door("checker:go_on", "GET mine", "in 405"),
    door("checker:go_on", "POST mine", MINE.format(302)),
    door("checker:text", "GET mine", MINE.format(200)),
    door("checker:text", "POST mine", MINE.format(200)),
    door("checker:marked", "GET mine", MINE.format(200)),
    door("checker:marked", "GET waits", MINE.format(404)),
    door("checker:delete", "GET mine", "in 405"),
    door("checker:delete", "POST mine", MINE.format(302)),
)
# fmt: on
