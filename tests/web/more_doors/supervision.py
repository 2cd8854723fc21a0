"""督办积案 doors: orders, old cases, corrections, the ladder."""

from datetime import date
from typing import Any

from lianxin.work.supervision import commands
from tests.conftest import NOON
from tests.web.doors import door
from tests.web.world import World

BY = date(2026, 11, 13)


def scene(world: World) -> dict[str, Any]:
    """The county supervises the building bureau, twice (once answered), leads an old case, corrects 石桥村, twice."""
    town, found = world.town, world.concerns
    given = {"demand": "请说明办法。", "answer_by": BY, "unit": town.county, "by": town.clerk, "at": NOON}
    order = commands.issue(concerns=[found["in_hand"]], to=town.building, **given)
    answered = commands.issue(concerns=[found["assigned"]], to=town.building, **given)
    commands.answer(order=answered, text="已办。", by=town.builder, at=NOON)
    case = {"plan": "分步修。", "review_on": BY, "by": town.clerk, "at": NOON}
    commands.lead(concern=found["registered"], leader=town.postings["leader"], **case)
    told = {"to": town.shiqiao, "upper": town.qingshui, "fact": "open", "measures": "逐件答复。", "answer_by": BY}
    first = commands.correct(**told, unit=town.county, by=town.clerk, at=NOON)
    second = commands.correct(**told, unit=town.county, by=town.clerk, at=NOON)
    commands.answer_correction(correction=second, text="已改。", by=town.worker, at=NOON)
    return {
        "order": {"code": order.code}, "answered": {"code": answered.code}, "case": {"code": found["registered"].code},
        "told": {"code": first.code}, "mended": {"code": second.code}, "step": {"step": "overdue"},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
SEEN = "--- 404 404 404 404 404 200 200 404 404 200 200 200 200 404"  # an order of the county to the bureau
CASE = "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"
LEADS = "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"
# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS = (
    door("supervision:index", "GET", ALL),
    door("supervision:issue", "GET", "--- 200 403 403 200 200 403 403 403 403 200 200 403 403 403"),
    door("supervision:issue", "POST", "--- 200 403 403 200 200 403 403 403 403 200 200 403 403 403"),
    door("supervision:order", "GET order", SEEN),
    door("supervision:print_order", "GET order", SEEN),
    door("supervision:paper", "GET order", SEEN),
    door("supervision:report", "GET order", "--- 404 404 404 404 404 200 200 404 404 403 403 403 403 404"),
    door("supervision:report", "POST order", "--- 404 404 404 404 404 200 200 404 404 403 403 403 403 404"),
    door("supervision:answer", "GET order", "--- 404 404 404 404 404 200 200 404 404 403 403 403 403 404"),
    door("supervision:answer", "POST order", "--- 404 404 404 404 404 200 200 404 404 403 403 403 403 404"),
    door("supervision:chase", "GET order", "--- 404 404 404 404 404 403 403 404 404 200 200 403 403 404"),
    door("supervision:chase", "POST order", "--- 404 404 404 404 404 403 403 404 404 200 200 403 403 404"),
    door("supervision:ask_again", "GET answered", "--- 404 404 404 404 404 403 403 404 404 200 200 403 403 404"),
    door("supervision:ask_again", "POST answered", "--- 404 404 404 404 404 403 403 404 404 200 200 403 403 404"),
    door("supervision:conclude", "GET order", "--- 404 404 404 404 404 403 403 404 404 200 200 403 403 404"),
    door("supervision:conclude", "POST order", "--- 404 404 404 404 404 403 403 404 404 200 200 403 403 404"),
    door("supervision:cases", "GET", ALL),
    door("supervision:print_cases", "GET", ALL),
    door("supervision:case", "GET case", CASE),
    door("supervision:declare", "GET case", LEADS),
    door("supervision:declare", "POST case", LEADS),
    door("supervision:lead", "GET case", LEADS),
    door("supervision:lead", "POST case", LEADS),
    door("supervision:note", "GET case", LEADS),
    door("supervision:note", "POST case", LEADS),
    door("supervision:corrections", "GET", ALL),
    door("supervision:correct", "GET", "--- 200 403 403 200 200 403 403 403 403 200 200 403 403 403"),
    door("supervision:correct", "POST", "--- 200 403 403 200 200 403 403 403 403 200 200 403 403 403"),
    door("supervision:correction", "GET told", CASE),
    door("supervision:paper_correction", "GET told", CASE),
    door("supervision:answer_correction", "GET told", "--- 404 200 200 403 403 404 404 404 404 403 403 403 403 404"),
    door("supervision:answer_correction", "POST told", "--- 404 200 200 403 403 404 404 404 404 403 403 403 403 404"),
    door("supervision:return_correction", "GET mended", LEADS),
    door("supervision:return_correction", "POST mended", LEADS),
    door("supervision:confirm_correction", "GET mended", LEADS),
    door("supervision:confirm_correction", "POST mended", LEADS),
    door("supervision:stuck", "GET", ALL),
    door("supervision:where", "GET", ALL),
    door("supervision:matters", "GET", ALL),
    door("supervision:ladder", "GET", ALL),
    door("supervision:set_step", "GET step", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("supervision:set_step", "POST step", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
)
