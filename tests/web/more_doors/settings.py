"""门 of 设置总览: the county office drafts, another person approves; the auditor and the administrator look."""

from datetime import date
from typing import Any

from lianxin.base.versions import commands
from tests.conftest import NOON
from tests.web.doors import door
from tests.web.world import World

SEE = "--- 403 403 403 403 403 403 403 403 403 200 200 403 200 200"
CLERK = "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"

# fmt: off
# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS = (
    door("settings:index", "GET", SEE),
    door("settings:kind", "GET kind", SEE),
    door("settings:kind", "GET gone", "--- 403 403 403 403 403 403 403 403 403 404 404 403 404 404"),
    door("settings:setting", "GET free", SEE),
    door("settings:change", "GET free", CLERK),
    door("settings:change", "POST free", CLERK),
    door("settings:deed", "GET submitted", "--- 403 403 403 403 403 403 403 403 403 302 302 403 403 403"),
    door("settings:deed", "POST submitted", "--- 403 403 403 403 403 403 403 403 403 302 302 403 403 403"),
    door("settings:deed", "POST nothing", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 404"),
    door("settings:add", "GET kind", CLERK),
    door("settings:add", "POST kind", CLERK),
    door("settings:waiting", "GET", SEE),
    door("settings:waiting", "POST", "--- 403 403 403 403 403 403 403 403 403 404 404 403 404 404"),
    door("settings:take_out", "GET", SEE),
    door("settings:bring_in", "GET", CLERK),
    door("settings:bring_in", "POST", CLERK),
)
# fmt: on


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A limit that nobody touches, and one that waits for approval."""
    town = world.town
    version = commands.draft(
        kind="clock",
        key="help_10wd",
        value={"amount": 3},
        valid_from=date(2027, 1, 1),
        why="县政府定的",
        by=town.clerk,
        at=NOON,
    )
    version = commands.try_out(version=version, by=town.clerk, at=NOON)
    commands.submit(version=version, by=town.clerk, at=NOON)
    return {
        "kind": {"kind": "clock"}, "gone": {"kind": "belief"}, "free": {"kind": "clock", "key": "enquiry_2wd"},
        "submitted": {"kind": "clock", "key": "help_10wd", "verb": "try"},
        "nothing": {"kind": "clock", "key": "enquiry_2wd", "verb": "approve"},
    }  # fmt: skip
