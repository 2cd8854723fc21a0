"""门 of the room of links, postings to the field and volunteers. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.pairings import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.pairing_scenes import hooked, on_leave, paired, sent_out, volunteer


def scene(world: World) -> dict[str, dict[str, Any]]:
    """包户 of 县住建局 in 石桥村, 挂钩 with the village, somebody sent there who asks for leave, a volunteer who is public."""
    town = world.town
    posting = sent_out(town)
    expert = volunteer(town, "building_head", skills=["building"])
    commands.list_expert(expert=expert, public_phone="0000-8001234", how="当面答应", by=town.officer, at=NOON)
    codes = {
        "link": paired(town),
        "hook": hooked(town),
        "out": posting,
        "leave": on_leave(town, posting),
        "expert": expert,
    }
    found: dict[str, dict[str, Any]] = {name: {"code": one.code} for name, one in codes.items()}
    found["leave"]["verb"] = "verify"
    return found


# fmt: off
DOORS: tuple[Door, ...] = (
    door("pairings:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:mine", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:new", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:table", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:coverage", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:uncovered", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:print", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:xlsx", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:import", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:import", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:rules", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:set_rule", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:set_rule", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:pairing", "GET link", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("pairings:end", "GET link", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("pairings:end", "POST link", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("pairings:end", "GET hook", "--- 404 403 403 200 403 200 403 404 404 200 403 403 403 404"),
    door("pairings:hand_over", "GET link", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("pairings:hand_over", "POST link", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("pairings:talk", "GET link", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("pairings:talk", "POST link", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("pairings:postings", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:send_out", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:send_out", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:posting", "GET out", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("pairings:call_back", "GET out", "--- 404 403 403 403 403 200 403 404 404 200 403 403 403 404"),
    door("pairings:call_back", "POST out", "--- 404 403 403 403 403 200 403 404 404 200 403 403 403 404"),
    door("pairings:ask_leave", "GET out", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("pairings:ask_leave", "POST out", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("pairings:leaves", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:leave", "GET leave", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("pairings:leave_deed", "GET leave", "--- 404 403 200 200 200 403 403 404 404 200 200 403 403 404"),
    door("pairings:leave_deed", "POST leave", "--- 404 403 302 302 302 403 403 404 404 302 302 403 403 404"),
    door("pairings:experts", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pairings:register", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:register", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:match", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pairings:expert", "GET expert", "--- 404 404 404 200 200 404 200 404 404 200 200 200 200 404"),
    door("pairings:change", "GET expert", "--- 404 404 404 200 403 404 403 404 404 200 403 403 403 404"),
    door("pairings:change", "POST expert", "--- 404 404 404 200 403 404 403 404 404 200 403 403 403 404"),
    door("pairings:consent", "GET expert", "--- 404 404 404 200 403 404 200 404 404 200 403 403 403 404"),
    door("pairings:consent", "POST expert", "--- 404 404 404 200 403 404 200 404 404 200 403 403 403 404"),
    door("pairings:take_back", "POST expert", "--- 404 404 404 302 403 404 302 404 404 302 403 403 403 404"),
    door("pairings:end_expert", "POST expert", "--- 404 404 404 302 403 404 403 404 404 302 403 403 403 404"),
    door("public:experts", "GET", "all 200"),
)
# fmt: on
