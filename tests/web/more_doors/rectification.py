"""门 of the ledger of rectifications and of talks. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.work.rectification import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.rectification_scenes import issued


def scene(world: World) -> dict[str, dict[str, Any]]:
    """An item that the county gave the building bureau; a talk of the head of the school with somebody else."""
    town = world.town
    item = issued(town)
    plan = commands.plan_talks(
        title="自查自纠约谈", kind="interview", until=date(2026, 11, 20), by=town.principal, at=NOON
    )
    [talk] = commands.pair(plan=plan, talker=town.people["principal"], names=["王明"], by=town.principal, at=NOON)
    notice = commands.prepare_notice(title="第三季度整改情况通报", intro="", codes=[item.code], by=town.clerk, at=NOON)
    shown = commands.prepare_notice(title="上半年整改情况通报", intro="", codes=[item.code], by=town.clerk, at=NOON)
    commands.publish_notice(notice=shown, is_read=True, by=town.county_leader, at=NOON)
    return {
        "rect_notice": {"code": notice.code}, "rect_shown": {"code": shown.code},
        "mending": {"code": item.code, "verb": "report"}, "mended": {"code": item.code, "verb": "extend"},
        "talk_plan": {"code": plan.code}, "talk": {"code": talk.code},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("rectification:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("rectification:print", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("rectification:xlsx", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("rectification:docx", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("rectification:issue", "GET", "--- 200 403 403 200 200 200 200 200 200 200 200 403 403 403"),
    door("rectification:issue", "POST", "--- 200 403 403 200 200 200 200 200 200 200 200 403 403 403"),
    door("rectification:item", "GET mending", "--- 404 404 404 404 404 200 200 404 404 200 200 200 200 404"),
    door("rectification:deed", "GET mending", "--- 404 404 404 404 404 200 200 404 404 403 403 403 403 404"),
    door("rectification:deed", "POST mending", "--- 404 404 404 404 404 200 200 404 404 403 403 403 403 404"),
    door("rectification:deed", "GET mended", "--- 404 404 404 404 404 403 403 404 404 200 200 403 403 404"),
    door("rectification:talks", "GET", "in 200"),
    door("rectification:plan", "GET", "--- 200 403 403 200 200 200 200 200 200 200 200 403 403 403"),
    door("rectification:plan", "POST", "--- 200 403 403 200 200 200 200 200 200 200 200 403 403 403"),
    door("rectification:talk_plan", "GET talk_plan", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:plan_docx", "GET talk_plan", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:pair", "GET talk_plan", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:pair", "POST talk_plan", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:talk", "GET talk", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:talk_docx", "GET talk", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:hold", "GET talk", "--- 404 404 404 404 404 404 404 404 200 404 404 404 404 404"),
    door("rectification:hold", "POST talk", "--- 404 404 404 404 404 404 404 404 200 404 404 404 404 404"),
    door("rectification:on_paper", "GET talk", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:on_paper", "POST talk", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:drop", "GET talk", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:drop", "POST talk", "--- 404 404 404 404 404 404 404 200 200 200 200 404 404 404"),
    door("rectification:notices", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("rectification:prepare", "GET", "--- 200 403 403 200 200 200 200 200 200 200 200 403 403 403"),
    door("rectification:prepare", "POST", "--- 200 403 403 200 200 200 200 200 200 200 200 403 403 403"),
    door("rectification:notice", "GET rect_notice", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    # who prepared it does not publish it
    door("rectification:notice", "POST rect_notice", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 404"),
    door("rectification:notice_docx", "GET rect_notice", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("rectification:take_down_notice", "GET rect_shown", "--- 404 404 404 404 404 404 404 404 404 200 200 403 403 404"),
    door("rectification:take_down_notice", "POST rect_shown", "--- 404 404 404 404 404 404 404 404 404 200 200 403 403 404"),
    door("public:rectified", "GET", "all 200"),
    door("public:rectified_one", "GET rect_shown", "all 200"),
)
# fmt: on
