"""门 of shared passages. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.base.orgs.permissions import SYSTEM
from lianxin.reports.overlaps import commands
from lianxin.reports.overlaps.models import Resemblance
from tests.conftest import NOON
from tests.reports.test_overlaps import OTHER, SAME, wrote
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """李青's diary is like an earlier one of 石桥村; his office keeps a text of its own and one for all."""
    town = world.town
    wrote(town, "worker", SAME, on=date(2026, 10, 30), to=town.shiqiao, title="十月走水")
    later = wrote(town, "officer", SAME, title="十一月走水")
    given = {
        "title": "往年总结",
        "origin": "本镇",
        "on": date(2019, 12, 1),
        "text": OTHER * 2,
        "by": town.officer,
        "at": NOON,
    }
    own = commands.keep_text(unit=town.qingshui, **given)
    shared = commands.keep_text(unit=town.qingshui, is_shared=True, **given)
    commands.refresh(by=SYSTEM, at=NOON)
    found = Resemblance.objects.get(ref=later.ref)
    return {
        "mine": {"code": found.code, "verb": "dismiss"}, "text": {"kind": "writing", "code": later.code},
        "own": {"code": own.code}, "shared": {"code": shared.code},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 403 403"
EDITS = "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"
MINE = "--- 404 404 404 200 404 404 404 404 404 404 404 404 403 403"
# fmt: off
DOORS: tuple[Door, ...] = (
    *(door(f"overlaps:{name}", "GET", ALL) for name in ("index", "check", "library", "idioms")),
    door("overlaps:check", "POST", ALL),
    door("overlaps:text", "GET text", MINE),
    door("overlaps:resemblance", "GET mine", MINE),
    door("overlaps:resemblance", "POST mine", MINE),
    door("overlaps:settle", "GET mine", "in 405"),
    door("overlaps:settle", "POST mine", "--- 404 404 404 403 404 404 404 404 404 404 404 404 403 403"),
    door("overlaps:keep_text", "GET", EDITS),
    door("overlaps:keep_text", "POST", EDITS),
    door("overlaps:library_text", "GET own", "--- 404 404 404 200 200 404 404 404 404 404 404 404 403 403"),
    door("overlaps:library_text", "GET shared", ALL),
    door("overlaps:withdraw_text", "GET own", "in 405"),
    door("overlaps:withdraw_text", "POST own", "--- 404 404 404 302 403 404 404 404 404 404 404 404 403 403"),
    # the county's office takes back what any unit shared with the whole county
    door("overlaps:withdraw_text", "POST shared", "--- 403 403 403 302 403 403 403 403 403 302 403 403 403 403"),
    door("overlaps:idioms", "POST", EDITS),
    door("overlaps:remove_idiom", "GET", EDITS),
    door("overlaps:remove_idiom", "POST", EDITS),
)
# fmt: on
