"""门 of checks, findings and circulars. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.circulars import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.circular_scenes import WALL, a_check, a_plan

TODAY = NOON.date()


def scene(world: World) -> dict[str, dict[str, Any]]:
    """清水镇 was checked and named in an issued circular; 白沙镇 still has its word; 石桥村 is to be checked."""
    town = world.town
    plan = a_plan(town, town.qingshui, town.baisha, town.shiqiao, on=TODAY)
    target = {one.unit_id: one for one in plan.targets.all()}
    given: dict[str, Any] = {"on": TODAY, "at": NOON}
    month = {"first": TODAY.replace(day=1), "last": TODAY, "at": NOON}
    check = a_check(town, None, WALL, target=target[town.qingshui.pk], **given)
    commands.reply(finding=check.findings.get(), kind="agrees", by=town.officer, at=NOON)
    issued = commands.send(circular=commands.draft(by=town.inspector, **month), by=town.inspector, at=NOON)
    commands.issue(circular=issued, by=town.county_leader, at=NOON)
    asked = a_check(town, None, WALL, target=target[town.baisha.pk], **given).findings.get()
    draft = commands.draft(by=town.inspector, **month)
    opinion = commands.send(circular=commands.draft(by=town.inspector, **month), by=town.inspector, at=NOON)
    return {
        "target": {"pk": target[town.shiqiao.pk].pk}, "check": {"code": check.code, "verb": "note"},
        "reply": {"code": asked.code, "verb": "reply"}, "withdraw": {"code": asked.code, "verb": "withdraw"},
        "issued": {"code": issued.code, "figure": "findings", "verb": "further"},
        "draft": {"code": draft.code, "figure": "checks", "verb": "send", "finding": asked.code},
        "opinion": {"code": opinion.code, "verb": "issue"},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    *(door(f"circulars:{name}", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403")
      for name in ("index", "checks", "findings", "leaders", "burden")),
    door("circulars:choose", "GET", "--- 403 403 403 403 200 403 403 403 403 200 200 200 403 403"),
    door("circulars:record", "GET target", "--- 403 403 403 403 403 403 403 403 403 200 200 200 403 403"),
    door("circulars:record", "POST target", "--- 403 403 403 403 403 403 403 403 403 200 200 200 403 403"),
    door("circulars:record_leader", "GET", "--- 403 403 403 403 200 403 403 403 403 200 200 200 403 403"),
    door("circulars:record_leader", "POST", "--- 403 403 403 403 200 403 403 403 403 200 200 200 403 403"),
    door("circulars:inspection", "GET check", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("circulars:inspection_deed", "GET check", "--- 404 404 404 403 403 404 404 404 404 200 200 200 403 404"),
    door("circulars:inspection_deed", "POST check", "--- 404 404 404 403 403 404 404 404 404 200 200 200 403 404"),
    door("circulars:finding", "GET reply", "--- 200 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("circulars:finding_deed", "GET reply", "--- 200 404 404 404 404 404 404 404 404 403 403 403 403 404"),
    door("circulars:finding_deed", "POST reply", "--- 200 404 404 404 404 404 404 404 404 403 403 403 403 404"),
    door("circulars:finding_deed", "GET withdraw", "--- 403 404 404 404 404 404 404 404 404 200 200 200 403 404"),
    door("circulars:finding_deed", "POST withdraw", "--- 403 404 404 404 404 404 404 404 404 200 200 200 403 404"),
    door("circulars:new", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 200 403 403"),
    door("circulars:new", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 200 403 403"),
    *(door(f"circulars:{name}", "GET issued", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 404")
      for name in ("circular", "print", "docx", "behind")),
    *(door(f"circulars:{name}", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404")
      for name in ("circular", "print", "docx", "behind")),
    door("circulars:edit", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 200 403 404"),
    door("circulars:edit", "POST draft", "--- 404 404 404 404 404 404 404 404 404 200 403 200 403 404"),
    door("circulars:leave_out", "GET draft", "in 405"),
    door("circulars:leave_out", "POST draft", "--- 404 404 404 404 404 404 404 404 404 302 403 302 403 404"),
    door("circulars:deed", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 200 403 404"),
    door("circulars:deed", "POST draft", "--- 404 404 404 404 404 404 404 404 404 302 403 302 403 404"),
    door("circulars:deed", "GET opinion", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 404"),
    door("circulars:deed", "POST opinion", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 404"),
    door("circulars:deed", "POST issued", "--- 403 403 403 403 403 403 403 403 403 200 403 200 403 404"),
)
# fmt: on
