"""门 of the tables filled and the ledgers exported. Order of answers: as in doors.py."""

from typing import Any

from lianxin.reports.filling import commands, queries
from tests.conftest import NOON
from tests.pure.table_scenes import table
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A table of the county, confirmed; one of 清水镇 that nobody has confirmed yet; the ledger of concerns."""
    town, made = world.town, {}
    for name, unit, by in (("county", town.county, town.clerk), ("township", town.qingshui, town.officer)):
        template = commands.upload(unit=unit, title="整改台账", name="表.xlsx", data=table(), by=by, at=NOON)
        made[name] = {"code": template.code}
    version = queries.current(commands.TableTemplate.objects.get(code=made["county"]["code"]))
    commands.set_mapping(
        version=version, kind="list", ledger="rectification", columns=version.columns, by=town.clerk, at=NOON
    )
    return {**made, "concerns": {"ledger": "concerns"}, "rectification": {"ledger": "rectification"}}


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
BELOW = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 404"
TOWN = "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("filling:index", "GET", ALL),
    door("filling:upload", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("filling:upload", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("filling:ledgers", "GET", ALL),
    door("filling:template", "GET county", BELOW),
    door("filling:template", "GET township", TOWN),
    door("filling:map", "GET county", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 404"),
    door("filling:map", "POST county", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 404"),
    door("filling:map", "GET township", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("filling:replace", "GET county", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 404"),
    door("filling:replace", "POST county", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 404"),
    door("filling:replace", "GET township", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("filling:retire", "GET county", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 404"),
    door("filling:retire", "POST county", "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 404"),
    door("filling:retire", "POST township", "--- 404 403 403 302 403 404 404 404 404 302 403 403 403 404"),
    door("filling:file", "GET county", BELOW),
    door("filling:file", "GET township", TOWN),
    door("filling:fill", "GET county", BELOW),
    door("filling:fill", "POST county", BELOW),
    door("filling:fill", "GET township", TOWN),
    door("filling:fill", "POST township", TOWN),
    door("filling:ledger", "GET concerns", "--- 200 404 200 200 200 200 200 200 200 200 404 404 404 403"),
    door("filling:ledger", "POST concerns", "--- 200 404 200 200 200 200 200 200 200 200 404 404 404 403"),
    door("filling:ledger", "GET rectification", ALL),
)
# fmt: on
