"""门 of the assessments. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.reports.assessments import commands
from tests.conftest import NOON
from tests.reports.assessment_scenes import cell_of, drafted_scheme, sheet_of
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A quarter that is over, shown to the units, with an objection of 清水镇; the quarter before it published; a draft."""
    town = world.town
    scheme = drafted_scheme(town, every=["quarter"], at=NOON)
    scheme = commands.approve_scheme(scheme=scheme, valid_from=date(2026, 1, 1), by=town.county_leader, at=NOON)
    given = {"by": town.clerk, "at": NOON}
    first = commands.draft_run(scheme_code="contact", unit=town.county, period="2026-Q2", **given)
    first = commands.show_run(run=first, **given)
    for unit, by in ((town.qingshui, town.officer), (town.baisha, town.stranger)):
        commands.confirm_sheet(sheet=sheet_of(first, unit), by=by, at=NOON)
    first = commands.publish_run(run=commands.decide_run(run=first, **given), by=town.county_leader, at=NOON)
    second = commands.draft_run(scheme_code="contact", unit=town.county, period="2026-Q3", **given)
    second = commands.show_run(run=second, **given)
    cell = cell_of(sheet_of(second, town.qingshui), "station.stations")
    raised = commands.raise_objection(cell=cell, about="basis", text="本镇没有设站任务。", by=town.officer, at=NOON)
    other = drafted_scheme(town, code="other", at=NOON)
    return {
        "scheme": {"pk": scheme.pk, "verb": "approve"}, "draft": {"pk": other.pk, "verb": "approve"},
        "run": {"code": second.code, "verb": "decide"}, "published": {"code": first.code, "verb": "close"},
        "sheet": {"code": cell.sheet.code, "pk": cell_of(cell.sheet, "concern.overdue").pk},
        "part": {"code": sheet_of(first, town.qingshui).code}, "objection": {"pk": raised.pk},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
COUNTY = "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"
# fmt: off
# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS: tuple[Door, ...] = (
    door("assessments:index", "GET", ALL),
    door("assessments:draft", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("assessments:draft", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("assessments:run", "GET run", COUNTY),
    door("assessments:deed", "GET run", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("assessments:deed", "POST run", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("assessments:deed", "GET published", "--- 404 404 404 404 404 404 404 404 404 200 200 403 403 404"),
    door("assessments:deed", "POST published", "--- 404 404 404 404 404 404 404 404 404 302 302 403 403 404"),
    door("assessments:bands", "GET published", COUNTY),
    door("assessments:verify", "GET published", COUNTY),
    door("assessments:verify", "GET run", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 404"),
    door("assessments:xlsx", "GET published", COUNTY),
    door("assessments:schemes", "GET", ALL),
    door("assessments:scheme", "GET scheme", ALL),
    door("assessments:scheme", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 403"),
    door("assessments:scheme_draft", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("assessments:scheme_draft", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("assessments:scheme_deed", "GET draft", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 403"),
    door("assessments:scheme_deed", "POST draft", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 403"),
    door("assessments:scheme_deed", "POST scheme", "--- 403 403 403 403 403 403 403 403 403 403 200 403 403 403"),
    door("assessments:sheet", "GET sheet", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("assessments:confirm", "GET sheet", "in 405"),
    door("assessments:confirm", "POST sheet", "--- 404 404 404 302 302 404 404 404 404 403 403 403 403 404"),
    door("assessments:object", "GET sheet", "--- 404 404 404 200 200 404 404 404 404 403 403 403 403 404"),
    door("assessments:object", "POST sheet", "--- 404 404 404 200 200 404 404 404 404 403 403 403 403 404"),
    door("assessments:part", "GET part", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("assessments:part", "POST part", "--- 404 404 404 302 302 404 404 404 404 302 302 302 302 404"),
    door("assessments:objections", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("assessments:decide", "GET objection", "--- 404 404 404 403 403 404 404 404 404 200 403 403 403 403"),
    door("assessments:decide", "POST objection", "--- 404 404 404 403 403 404 404 404 404 200 403 403 403 403"),
    door("assessments:withdraw", "GET objection", "in 405"),
    door("assessments:withdraw", "POST objection", "--- 404 404 404 302 302 404 404 404 404 403 403 403 403 403"),
)
# fmt: on
