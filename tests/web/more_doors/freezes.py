"""门 of what was frozen. Order of answers: as in doors.py."""

from typing import Any

from lianxin.base.indicators import get
from lianxin.pure.periods import Period
from lianxin.reports.freezes.commands import freeze
from lianxin.reports.freezes.counting import as_kept
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A figure frozen of the county, one of 清水镇."""
    town = world.town
    received, november = get("concern.received"), Period.month(2026, 11)
    made = {}
    for name, unit, by, of in (
        ("county", town.county, town.clerk, "return:AAAA1111"), ("below", town.qingshui, town.officer, "return:BBBB2222"),
    ):  # fmt: skip
        figure = as_kept(received, november, unit, by=by, today=NOON.date())
        number = freeze(of=of, figure=figure, by=by, at=NOON).number
        made[name], made[f"{name}_set"] = {"number": number}, {"kind": "return", "key": of[7:]}
    return made


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
COUNTY = "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"
BELOW = "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"
NOTE = "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("freezes:index", "GET", ALL),
    door("freezes:late", "GET", ALL),
    door("freezes:late_xlsx", "GET", ALL),
    door("freezes:set", "GET county_set", COUNTY[:-3] + "403"),
    door("freezes:set", "GET below_set", BELOW[:-3] + "403"),
    door("freezes:check", "GET county_set", COUNTY[:-3] + "403"),
    door("freezes:figure", "GET county", COUNTY),
    door("freezes:figure", "GET below", BELOW),
    door("freezes:note", "GET county", NOTE),
    door("freezes:note", "POST county", NOTE),
    door("freezes:note", "GET below", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("freezes:records", "GET below", BELOW),
    door("freezes:tree", "GET below", BELOW),
)
# fmt: on
