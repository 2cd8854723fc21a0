"""热点 doors: a run of the whole county, an issue and a project of 清水镇."""

from datetime import date
from typing import Any

from lianxin.work.issues import commands
from lianxin.work.issues.models import FoundGroup
from tests.conftest import NOON
from tests.web.doors import door
from tests.web.world import World


def scene(world: World) -> dict[str, Any]:
    """What the run found of 石桥村's lamps, confirmed by the township, taken up as a project with one measure."""
    town = world.town
    by = {"by": town.officer, "at": NOON}
    commands.carry_out(run=commands.ask_run(by=town.clerk, at=NOON), by=town.clerk, at=NOON)
    lamps = [world.concerns["in_hand"], world.concerns["replied"]]
    issue = commands.confirm(name="石桥村路灯", sort="same_place", concerns=lamps, unit=town.qingshui, **by)
    other = commands.confirm(
        name="路灯",
        sort="common",
        concerns=[world.concerns["closed"], world.concerns["registered"]],
        unit=town.qingshui,
        **by,
    )
    given = {"name": "路灯月", "goal": "亮灯率九成五", "owner": town.building, "unit": town.qingshui}
    project = commands.start(started_on=date(2026, 11, 1), issue=other, **given, **by)
    measure = commands.add_measure(project=project, text="换灯", owner=town.building, due_on=date(2026, 11, 9), **by)
    return {
        "group": {"pk": FoundGroup.objects.first().pk}, "issue": {"pk": issue.pk, "code": lamps[0].code},
        "project": {"pk": project.pk, "measure_pk": measure.pk, "month": "2026-11"},
        "matter": {"code": world.concerns["in_hand"].code},
    }  # fmt: skip


# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
_ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
_CLERKS = "--- 200 403 403 200 403 403 403 403 403 200 403 403 403 403"
_SEEN = "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"
_DEED = "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"
DOORS = (
    door("issues:index", "GET", _ALL),
    door("issues:run", "GET", "in 405"),
    door("issues:run", "POST", _CLERKS.replace("200", "302")),
    door("issues:group", "GET group", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 403"),
    door("issues:confirm", "GET group", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 403"),
    door("issues:confirm", "POST group", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 403"),
    door("issues:hints", "GET", _ALL),
    door("issues:hints", "POST", _ALL),
    door("issues:alike", "GET matter", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("issues:season", "GET", _ALL),
    door("issues:month", "GET", _ALL),
    door("issues:month_docx", "GET", _ALL),
    door("issues:advice", "GET", _ALL),
    door("issues:train", "GET", "in 405"),
    door("issues:train", "POST", "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 403"),
    door("issues:projects", "GET", _ALL),
    door("issues:start", "GET", _CLERKS),
    door("issues:start", "POST", _CLERKS),
    door("issues:project", "GET project", _SEEN),
    door("issues:project_month", "GET project", _SEEN),
    door("issues:measure", "GET project", _DEED),
    door("issues:measure", "POST project", _DEED),
    door("issues:finish", "GET project", _DEED),
    door("issues:finish", "POST project", _DEED),
    door("issues:end", "GET project", _DEED),
    door("issues:end", "POST project", _DEED),
    door("issues:issue", "GET issue", _SEEN),
    *(door(f"issues:{deed}", method, _DEED)
      for deed in ("rename", "set_source", "close", "take_in", "take_out") for method in ("GET issue", "POST issue")),
    door("issues:analyse", "GET issue", _DEED),
    door("issues:analyse", "POST issue", _DEED),
    door("issues:print", "GET issue", _SEEN),
    door("issues:docx", "GET issue", _SEEN),
)  # fmt: skip
