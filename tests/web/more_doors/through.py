"""办理中的事: merges, pauses, applications, notes, outside requests, reviews, templates, regimes."""

from typing import Any

from lianxin.work.concerns import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.work.conftest import registered

# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
# fmt: off
STEER = "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"  # of what 石桥村 has and 住建局 handles
DOORS: tuple[Door, ...] = (
    door("through:index", "GET", "in 200"),
    door("through:templates", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 404"),
    door("through:new_template", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("through:new_template", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("through:edit_template", "GET template", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("through:edit_template", "POST template", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("through:retire_template", "GET template", "in 405"),
    door("through:retire_template", "POST template", "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 403"),
    door("through:regimes", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("through:regimes", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("through:decide", "GET ask", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("through:decide", "POST ask", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("through:heard", "GET outside", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("through:heard", "POST outside", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("through:decide_review", "GET review", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("through:decide_review", "POST review", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("through:seen", "GET in_hand", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("through:merge", "GET in_hand", STEER),
    door("through:merge", "POST in_hand", STEER),
    door("through:unmerge", "GET merged", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("through:unmerge", "POST merged", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("through:split", "GET in_hand", STEER),
    door("through:split", "POST in_hand", STEER),
    door("through:reassign", "GET in_hand", STEER),
    door("through:reassign", "POST in_hand", STEER),
    door("through:pause", "GET in_hand", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("through:pause", "POST in_hand", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("through:resume", "GET in_hand", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("through:resume", "POST in_hand", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("through:ask", "GET in_hand", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("through:ask", "POST in_hand", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("through:note", "GET in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("through:note", "POST in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("through:paper", "GET in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("through:paper", "POST in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("through:outside", "GET in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("through:outside", "POST in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("through:review", "GET replied", STEER),
    door("through:review", "POST replied", STEER),
)
# fmt: on


def scene(world: Any) -> dict[str, dict[str, Any]]:
    """One of each, on the matters of 石桥村."""
    town, in_hand, replied = world.town, world.concerns["in_hand"], world.concerns["replied"]
    ask = commands.ask(concern=in_hand, what="extension", days=3, reason="等配件", by=town.builder, at=NOON)
    outside = commands.ask_outside(
        concern=in_hand, whom="市供电公司", question="何时检修？", sent_on=NOON.date(), by=town.builder, at=NOON
    )
    review = commands.ask_review(concern=replied, level="review", unit=town.county, by=town.clerk, at=NOON)
    template = commands.write_template(unit=town.county, title="路灯", text="会修。", by=town.clerk, at=NOON)
    copy = registered(town).concern
    commands.merge(concern=copy, into=in_hand, reason="同一盏路灯", by=town.clerk, at=NOON)
    found = {"ask": ask, "outside": outside, "review": review, "template": template}
    return {**{name: {"pk": one.pk} for name, one in found.items()}, "merged": {"code": copy.code}}
