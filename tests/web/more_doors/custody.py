"""门 of the custody of particulars. Order of answers: as in doors.py."""

from typing import Any

from lianxin.base.custody import commands
from lianxin.base.custody.models import Alarm
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.conftest import at_state, registered
from tests.work.custody_scenes import MOTIVE, asked_export


def scene(world: World) -> dict[str, dict[str, Any]]:
    """清水镇 asks to take a list along, the building bureau asks who complains, and 李青 looked too often."""
    town = world.town
    hidden = registered(town, kind="complaint", text="水管修了三次还漏。").concern
    hidden = at_state(town, Status.IN_HAND, hidden)
    wants = concerns.ask_identity(concern=hidden, reason=MOTIVE, by=town.builder, at=NOON)
    commands.set_limits(per_hour=1, per_day=1, by=town.clerk, at=NOON)
    for _time in range(2):
        commands.look(by=town.officer, at=NOON)
    return {
        "export": {"code": asked_export(town, [world.concerns["in_hand"]]).code, "verb": "approve"},
        "identity": {"pk": wants.pk, "verb": "approve"}, "alarm": {"pk": Alarm.objects.get().pk},
        "channel": {"channel": "web"},
    }  # fmt: skip


LEADS = "--- 404 404 404 404 {0} 404 404 404 404 404 {0} 404 404 404"
KNOWS = "--- 404 403 403 403 {0} 403 403 404 404 403 {0} 403 403 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("custody:index", "GET", "--- 200 403 200 200 200 200 200 200 200 200 200 403 200 403"),
    door("custody:alarms", "GET", "--- 403 403 403 403 200 403 200 403 200 403 200 403 200 403"),
    *(door("custody:copies", how, "--- 403 403 403 403 403 403 403 403 403 403 403 403 200 403") for how in ("GET", "POST")),
    *(door("custody:limits", how, "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403") for how in ("GET", "POST")),
    door("custody:notices", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    *(door("custody:notice_change", how, "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403")
      for how in ("GET channel", "POST channel")),
    door("custody:export_deed", "GET export", LEADS.format(200)),
    door("custody:export_deed", "POST export", LEADS.format(302)),
    door("custody:identity_deed", "GET identity", KNOWS.format(200)),
    door("custody:identity_deed", "POST identity", KNOWS.format(302)),
    door("custody:explain", "GET alarm", LEADS.format(200)),
    door("custody:explain", "POST alarm", LEADS.format(200)),
)
# fmt: on
