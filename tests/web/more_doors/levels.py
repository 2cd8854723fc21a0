"""上下级 doors: letters from above, and what goes up."""

from datetime import date
from typing import Any

from lianxin.work.levels import commands
from lianxin.work.levels.commands import Letter
from tests.conftest import NOON
from tests.web.doors import door
from tests.web.world import World


def scene(world: World) -> dict[str, Any]:
    """A letter from above about a matter of 石桥村; a submission of 石桥村 to its township, and one received there."""
    town = world.town
    letter = Letter("市信访局", "市信交〔2026〕18号", "assigned", "report", date(2026, 11, 20))
    order = commands.enter(letter=letter, unit=town.shiqiao, text="来信反映路灯。", kind="help", by=town.clerk, at=NOON)
    up = {
        "matter": "beyond",
        "reason": "没有资金",
        "unit": town.shiqiao,
        "to": town.qingshui,
        "by": town.worker,
        "at": NOON,
    }
    sent = commands.submit(concern=world.concerns["registered"], **up)
    taken = commands.submit(concern=world.concerns["returned"], **up)
    commands.receive(submission=taken, by=town.officer, at=NOON)
    return {
        "order": {"code": order.concern.code}, "sent": {"code": sent.code}, "taken": {"code": taken.code},
        "matter": {"code": world.concerns["in_hand"].code},
    }  # fmt: skip


# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS = (
    door("levels:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("levels:enter", "GET", "--- 200 403 403 200 403 200 403 403 403 200 403 403 403 403"),
    door("levels:enter", "POST", "--- 200 403 403 200 403 200 403 403 403 200 403 403 403 403"),
    door("levels:order", "GET order", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("levels:print_answer", "GET order", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("levels:letter", "GET order", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("levels:give_back", "GET order", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("levels:give_back", "POST order", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("levels:submissions", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("levels:print_submissions", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("levels:report", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("levels:report", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("levels:submit", "GET matter", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("levels:submit", "POST matter", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("levels:submission", "GET sent", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("levels:receive", "GET sent", "in 405"),
    door("levels:receive", "POST sent", "--- 404 403 403 302 302 404 404 404 404 403 403 403 403 404"),
    door("levels:decide", "GET taken", "--- 404 403 403 200 200 404 404 404 404 403 403 403 403 404"),
    door("levels:decide", "POST taken", "--- 404 403 403 200 200 404 404 404 404 403 403 403 403 404"),
    door("levels:hand_back", "GET sent", "--- 404 403 403 200 200 404 404 404 404 403 403 403 403 404"),
    door("levels:hand_back", "POST sent", "--- 404 403 403 200 200 404 404 404 404 403 403 403 403 404"),
    door("levels:withdraw", "GET sent", "--- 404 200 200 403 403 404 404 404 404 403 403 403 403 404"),
    door("levels:withdraw", "POST sent", "--- 404 200 200 403 403 404 404 404 404 403 403 403 403 404"),
)
