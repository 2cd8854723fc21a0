"""门 of the meetings. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.work.meetings import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.meeting_scenes import decided


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A meeting of the county to come, an item that an earlier one gave the building bureau, the monthly meeting."""
    town, given = world.town, {"unit": world.town.county, "by": world.town.clerk, "at": NOON}
    plan = commands.plan_meeting(kind="other", title="碰头会", held_on=date(2026, 11, 9), **given)
    item = decided(town)
    series = commands.set_series(title="月例会", rhythm="month_day", day=5, since=NOON.date(), **given)
    return {
        "plan": {"code": plan.code, "verb": "hold"}, "item": {"code": item.code, "verb": "finish"},
        "series": {"code": series.code}, "now": {"counted": "meetings", "which": "now"},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
HOLDS = "--- 200 403 200 200 403 200 403 200 403 200 403 403 403 403"
READS = "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"
KEEPS = "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"
CARRIES = "--- 404 404 404 404 404 200 403 404 404 200 403 403 403 404"

# fmt: off
DOORS: tuple[Door, ...] = (
    *(door(f"meetings:{name}", "GET", ALL) for name in ("index", "items", "series_list", "meter")),
    door("meetings:behind", "GET now", ALL),
    *(door(f"meetings:{name}", how, HOLDS) for name in ("plan", "register", "set_series", "set_budget")
      for how in ("GET", "POST")),
    *(door(f"meetings:{name}", "GET plan", READS) for name in ("meeting", "print", "docx")),
    door("meetings:meeting", "POST plan", KEEPS),
    door("meetings:deed", "GET plan", KEEPS),
    door("meetings:deed", "POST plan", KEEPS),
    door("meetings:item", "GET item", "--- 404 404 404 404 404 200 200 404 404 200 200 200 200 404"),
    door("meetings:item", "POST item", CARRIES),
    door("meetings:item_deed", "GET item", CARRIES),
    door("meetings:item_deed", "POST item", CARRIES),
    door("meetings:series", "GET series", READS),
    door("meetings:series", "POST series", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("meetings:end_series", "GET series", KEEPS),
    door("meetings:end_series", "POST series", KEEPS),
)
# fmt: on
