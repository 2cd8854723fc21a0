"""门 of the files of the register of kinds of ledger. Order of answers: as in doors.py."""

from typing import Any

from lianxin.base.intake import commands
from lianxin.base.intake.kinds import KINDS
from tests.web.doors import Door, door
from tests.web.world import LATER, World

TABLE = "名称,类别,上级单位\n新安镇,乡镇,\n"


def scene(world: World) -> dict[str, dict[str, Any]]:
    """The administrator brought in a table of units, and looks at another one that is not yet confirmed."""
    town, at = world.town, LATER
    found = {}
    for name in ("done", "open"):
        taking = commands.receive(
            kind=KINDS["units"], data=TABLE.encode(), file_name="单位.csv", unit=town.county, posting=town.postings["admin"],
            by=town.admin, at=at,
        )  # fmt: skip
        commands.look(taking=taking, by=town.admin, at=at)
        if name == "done":
            commands.confirm(taking=taking, by=town.admin, at=at)
            commands.take_in(taking=taking, by=town.admin, at=at)
        found[name] = {"token": taking.token}
    return found | {
        "units": {"kind": "units"}, "clean": {"kind": "units", "which": "clean"}, "persons": {"kind": "persons"},
        "homes": {"kind": "households"}, "nobodys": {"code": "K7M2QK7M"},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("imports:sample", "GET units", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("imports:example", "GET clean", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    *(door("imports:export", how, "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200")
      for how in ("GET units", "POST units")),
    door("imports:export", "GET homes", "--- 200 200 200 200 403 403 403 200 403 200 403 403 403 403"),
    door("imports:ask_export", "GET units", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 404"),
    *(door("imports:ask_export", how, "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200")
      for how in ("GET persons", "POST persons")),
    door("imports:take_export", "GET nobodys", "in 405"),
    door("imports:take_export", "POST nobodys", "in 404"),
    door("imports:taking", "GET open", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 200"),
    door("imports:taking", "POST open", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 200"),
    door("imports:taking", "GET done", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 200"),
    door("imports:drop_taking", "GET open", "in 405"),
    door("imports:drop_taking", "POST open", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 302"),
    door("imports:taking_rejected", "GET done", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 200"),
    door("imports:undo_taking", "GET done", "in 405"),
    door("imports:undo_taking", "POST done", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 302"),
    door("imports:slips", "GET done", "in 405"),
    door("imports:slips", "POST done", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 200"),
)
# fmt: on
