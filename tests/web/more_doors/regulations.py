"""门 of regulations, targets, cadences and the compliance page. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.work.regulations import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.regulation_scenes import drafted, in_force


def scene(world: World) -> dict[str, dict[str, Any]]:
    """The county's regulation in force and a draft, a target of 清水镇, a weekly duty of villages with its exemption asked for."""
    town, given = world.town, {"by": world.town.clerk, "at": NOON}
    rule, draft = in_force(town).regulation, drafted(town, title="值班制度", kind="duty").regulation
    target = commands.set_target(unit=town.qingshui, year=2026, title="党建示范点", aim=1, measure="个",
                                 due_on=date(2026, 12, 1), items=["石桥村党支部"], **given)  # fmt: skip
    cadence = commands.draft_cadence(unit=town.county, title="周周记载", every="week", who="village", **given)
    asked = commands.ask_exemption(
        unit=town.county, setting="regulations.cadence", key=cadence.code, reason="汛期", **given
    )
    first = commands.name_responsible(of=rule.ref, about=rule.title, unit=town.county, role="first", name="高远",
                                      post="办主任", since=NOON.date(), **given)  # fmt: skip
    return {
        "rule": {"code": rule.code}, "draft": {"code": draft.code, "verb": "approve"}, "first": {"pk": first.pk},
        "target": {"code": target.code, "verb": "change"}, "item": {"code": target.code, "number": 1, "verb": "tick"},
        "on": {"code": cadence.code, "verb": "on"}, "off": {"code": cadence.code, "verb": "off"},
        "asked": {"code": asked.code, "verb": "approve"},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
EDITS = "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"
OF_COUNTY = "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"
OF_TOWN = "--- 404 404 404 403 403 404 404 404 404 200 403 403 403 404"

# fmt: off
DOORS: tuple[Door, ...] = (
    *(door(f"regulations:{name}", "GET", ALL) for name in (
        "index", "wall", "targets", "responsibles", "cadences", "compliance", "print_compliance", "exemptions",
    )),
    *(door(f"regulations:{name}", how, EDITS) for name in ("draft", "set_target", "draft_cadence") for how in ("GET", "POST")),
    *(door(f"regulations:{name}", "GET rule", ALL) for name in ("regulation", "print", "docx", "compare")),
    door("regulations:deed", "GET draft", "--- 403 403 403 403 403 403 403 403 403 403 200 403 403 403"),
    door("regulations:deed", "POST draft", "--- 403 403 403 403 403 403 403 403 403 403 200 403 403 403"),
    door("regulations:target", "GET target", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("regulations:target_deed", "GET target", OF_TOWN),
    door("regulations:target_deed", "POST target", OF_TOWN),
    door("regulations:item_deed", "GET item", OF_TOWN),
    door("regulations:item_deed", "POST item", OF_TOWN),
    door("regulations:name_responsible", "GET", "in 404"),
    door("regulations:name_responsible", "POST", "in 404"),
    door("regulations:end_responsible", "GET first", OF_COUNTY),
    door("regulations:end_responsible", "POST first", OF_COUNTY),
    door("regulations:cadence_deed", "GET off", OF_COUNTY),
    door("regulations:cadence_deed", "POST on", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("regulations:ask_exemption", "GET", "--- 403 403 403 403 403 403 403 403 403 404 403 403 403 403"),
    door("regulations:ask_exemption", "POST", "--- 403 403 403 403 403 403 403 403 403 404 403 403 403 403"),
    door("regulations:exemption_deed", "GET asked", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 404"),
    door("regulations:exemption_deed", "POST asked", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 404"),
)
# fmt: on
