"""门 of the windows room and of what it shows to residents. Order of answers: as in doors.py."""

from datetime import date
from decimal import Decimal
from typing import Any

from lianxin.work.windows import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World

DUE = date(2026, 11, 10)


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One of each in 石桥村; the guide, the work room and the figure from elsewhere in 清水镇."""
    town = world.town
    service = commands.begin_service(unit=town.shiqiao, matter="办老年证", missing=["照片"], by=town.worker, at=NOON)
    errand = commands.take_errand(
        unit=town.shiqiao, what="到县里取证", for_name="王长青", report_by=DUE, by=town.worker, at=NOON
    )
    call = commands.take_call(
        text="路灯坏了", kind="help", unit=town.shiqiao, call_back_on=DUE, by=town.worker, at=NOON
    ).concern
    guide = commands.publish_guide(
        unit=town.qingshui,
        item="老年证",
        place="便民大厅",
        limit="当场办结",
        responsible="民政办",
        by=town.officer,
        at=NOON,
    )
    room = commands.open_work_room(
        unit=town.qingshui, name="老李工作室", host="清水砖厂", opened_on=date(2026, 5, 1), by=town.officer, at=NOON
    )
    figure = commands.enter_external(
        unit=town.qingshui, name="审批事项", value=Decimal(49), measure="件", period="2026-10", source="行政服务中心",
        evidence="月报表", by=town.officer, at=NOON,
    )  # fmt: skip
    codes = {"service": service, "errand": errand, "call": call, "guide": guide, "room": room, "figure": figure}
    found: dict[str, dict[str, Any]] = {name: {"code": one.code} for name, one in codes.items()}
    found["errand"]["verb"] = "send"
    found["service"]["verb"] = "finish"
    return found


# fmt: off
DOORS: tuple[Door, ...] = (
    door("windows:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("windows:tally", "GET", "in 405"),
    door("windows:tally", "POST", "--- 302 302 302 302 403 302 403 302 403 302 403 403 403 403"),
    door("windows:undo", "GET", "in 405"),
    door("windows:hearts", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("windows:letters", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("windows:telephone", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("windows:call_back", "GET call", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("windows:services", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("windows:serve", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("windows:service", "GET service", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("windows:come_again", "POST service", "--- 404 302 302 302 403 404 404 404 404 302 403 403 403 404"),
    door("windows:notice", "GET service", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("windows:service_deed", "GET service", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("windows:trips", "GET assigned", "--- 404 200 200 200 403 200 403 404 403 200 403 403 403 403"),
    door("windows:trips", "POST assigned", "--- 404 302 302 302 403 302 403 404 403 302 403 403 403 403"),
    door("windows:errands", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("windows:take", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("windows:petition", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("windows:errand", "GET errand", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("windows:errand_paper", "GET errand", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("windows:errand_deed", "GET errand", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("windows:guides", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("windows:guide", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("windows:revise", "GET guide", "--- 404 403 403 200 403 404 403 404 403 200 403 403 403 403"),
    door("windows:withdraw_guide", "POST guide", "--- 404 404 404 302 403 404 404 404 404 302 403 403 403 404"),
    door("windows:work_rooms", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("windows:open_work_room", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("windows:close_work_room", "POST room", "--- 404 404 404 302 403 404 404 404 404 302 403 403 403 404"),
    door("windows:external", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("windows:enter_external", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("windows:withdraw_external", "GET figure", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("public:guide", "GET", "all 200"),
    door("public:window", "GET township", "all 200"),
    door("public:window", "POST township", "all 200"),
    door("public:questionnaire", "GET", "all 404"),
)
# fmt: on
