"""门 of the volunteers' teams. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.volunteers import commands
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.activity_scenes import NOON, TODAY, member_made, shift_made, team_made


def scene(world: World) -> dict[str, dict[str, Any]]:
    """The red team of 石桥村 with a student, a shift to come, somebody who wants to join; nobody else reads a name."""
    town = world.town
    team = team_made(town)
    member, shift = member_made(town, team), shift_made(town, team, on=TODAY.replace(day=9))
    asked = commands.ask_to_join(team=team, name="林女士", phone="13900000031", has_consent=True, at=NOON)
    return {
        "team": {"code": team.code, "verb": "join"}, "member": {"code": member.code, "verb": "lead"},
        "shift": {"code": shift.code, "verb": "call_off"}, "joining": {"code": asked.code, "verb": "decline"},
        "colour": {"colour": "green"}, "village": {"pk": town.shiqiao.pk},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("volunteers:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("volunteers:coming", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("volunteers:ics", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("volunteers:pairs", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("volunteers:kinds", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("volunteers:kind", "GET colour", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("volunteers:kind", "POST colour", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("volunteers:found", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("volunteers:found", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("volunteers:seven", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("volunteers:seven", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("volunteers:team", "GET team", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("volunteers:roster", "GET team", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("volunteers:deed", "GET team", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("volunteers:deed", "POST team", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("volunteers:member", "GET member", "--- 404 200 200 404 404 404 404 404 404 404 404 404 404 404"),
    door("volunteers:certificate", "GET member", "--- 404 200 200 404 404 404 404 404 404 404 404 404 404 404"),
    door("volunteers:docx", "GET member", "--- 404 200 200 404 404 404 404 404 404 404 404 404 404 404"),
    door("volunteers:member_deed", "GET member", "--- 405 405 405 405 405 405 405 405 405 405 405 405 405 405"),
    door("volunteers:member_deed", "POST member", "--- 404 302 302 404 404 404 404 404 404 404 404 404 404 404"),
    door("volunteers:answer", "GET joining", "--- 405 405 405 405 405 405 405 405 405 405 405 405 405 405"),
    door("volunteers:answer", "POST joining", "--- 404 302 302 404 404 404 404 404 404 404 404 404 404 404"),
    door("volunteers:shift", "GET shift", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("volunteers:sheet", "GET shift", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("volunteers:shift_deed", "GET shift", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("volunteers:shift_deed", "POST shift", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("public:volunteers", "GET", "all 200"),
    door("public:volunteers_of", "GET village", "all 200"),
    door("public:volunteers_join", "GET team", "all 200"),
    door("public:volunteers_join", "POST team", "all 200"),
)
# fmt: on
