"""门 of the reporting requests. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.reports.asking import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World

GIVEN: dict[str, Any] = {
    "basis": "县政办〔2026〕18号", "purpose": "安排资金", "frequency": "once", "period": "2026-11", "due_on": date(2026, 11, 13),
    "at": NOON,
}  # fmt: skip


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A draft of the building bureau, and one of the county's that 石桥村 has to answer."""
    town = world.town
    draft = commands.draft(unit=town.building, title="危房改造底数", units=[town.qingshui], by=town.builder, **GIVEN)
    item = commands.add_field(asking=draft, words="土坯厢房栋数", by=town.builder, at=NOON)
    told = commands.draft(unit=town.county, title="水井底数", units=[town.shiqiao], by=town.clerk, **GIVEN)
    commands.add_field(asking=told, words="压水井口数", by=town.clerk, at=NOON)
    commands.examine(asking=told, by=town.clerk, at=NOON)
    commands.approve(asking=told, by=town.county_leader, at=NOON)
    told = commands.ask(asking=told, by=town.clerk, at=NOON)
    code = {"code": draft.code}
    return {
        "draft": code | {"pk": item.pk, "verb": "examine"}, "approving": code | {"verb": "approve"}, "told": {"code": told.code},
        "sheet": {"code": told.sheets.get().code},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
ASKS = "--- 200 403 403 200 403 200 403 403 403 200 403 403 403 403"
DRAFT = "--- 404 404 404 404 404 200 200 404 404 200 200 200 200 404"
OF_DRAFT = "--- 404 404 404 404 404 200 403 404 404 200 403 403 403 404"
TABLE = "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("asking:index", "GET", ALL),
    door("asking:ours", "GET", ALL),
    door("asking:above", "GET", ALL),
    door("asking:draft", "GET", ASKS),
    door("asking:draft", "POST", ASKS),
    door("asking:one", "GET draft", DRAFT),
    door("asking:one", "GET told", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("asking:change", "GET draft", OF_DRAFT),
    door("asking:change", "POST draft", OF_DRAFT),
    door("asking:add", "GET draft", OF_DRAFT),
    door("asking:add", "POST draft", OF_DRAFT),
    door("asking:decide", "GET draft", OF_DRAFT),
    door("asking:decide", "POST draft", OF_DRAFT),
    door("asking:deed", "GET draft", "--- 404 404 404 404 404 302 403 404 404 302 403 403 403 404"),
    door("asking:deed", "POST draft", "--- 404 404 404 404 404 302 403 404 404 302 403 403 403 404"),
    door("asking:deed", "GET approving", "--- 404 404 404 404 404 403 403 404 404 403 200 403 403 404"),
    door("asking:deed", "POST approving", "--- 404 404 404 404 404 403 403 404 404 403 409 403 403 404"),
    door("asking:table", "GET told", TABLE),
    door("asking:xlsx", "GET told", TABLE),
    door("asking:docx", "GET told", TABLE),
    door("asking:sheet", "GET sheet", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("asking:sheet", "POST sheet", "--- 404 302 302 302 302 404 404 404 404 302 403 403 403 404"),
    door("asking:burden", "GET", ALL),
    door("asking:behind", "GET", ALL),
    door("asking:month", "GET", ALL),
    door("asking:month_docx", "GET", ALL),
    door("asking:budget", "GET", ALL),
    door("asking:budget", "POST", "--- 403 403 403 403 403 403 403 403 403 403 200 403 403 403"),
)
# fmt: on
