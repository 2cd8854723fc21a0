"""门 of the gatherings room. Order of answers: as in doors.py."""

from datetime import date
from typing import Any

from lianxin.work.gatherings import commands
from lianxin.work.gatherings.commands.sheets import Asked
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World

DUE = date(2026, 11, 10)


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A talk in 石桥村 with an opinion open and one promised to the building bureau; a sheet; a study in 清水镇."""
    town, by = world.town, {"by": world.town.worker, "at": NOON}
    talk = commands.hold(unit=town.shiqiao, kind="talk", title="院坝恳谈", held_on=date(2026, 11, 2), people=20, **by)
    opinion = commands.note_opinion(gathering=talk, text="想有个晒谷场", **by)
    promised = commands.note_opinion(gathering=talk, text="路灯要修", **by)
    commands.promise_study(opinion=promised, handler=town.building, due_on=DUE, **by)
    sheet = commands.draw_up(unit=town.shiqiao, title="路灯满意吗", questions=[Asked("满意吗？", ("是", "否"))], **by)
    study = commands.begin_study(unit=town.qingshui, title="村内照明", by=town.officer, at=NOON)
    measure = commands.agree_measure(
        study=study, text="换路灯", handler=town.building, due_on=DUE, by=town.officer, at=NOON
    )
    decided = commands.agree(gathering=talk, text="修晒谷场", handler=town.building, due_on=DUE, **by)
    codes = {
        "decided": decided,
        "talk": talk,
        "opinion": opinion,
        "promised": promised,
        "sheet": sheet,
        "study": study,
        "measure": measure,
    }
    found: dict[str, dict[str, Any]] = {name: {"code": one.code} for name, one in codes.items()}
    found["opinion"]["verb"], found["promised"]["verb"], found["study"]["verb"] = "promise", "settle", "measure"
    return found


# fmt: off
DOORS: tuple[Door, ...] = (
    door("gatherings:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("gatherings:hold", "GET", "--- 200 200 200 200 403 200 403 200 200 200 403 403 403 403"),
    door("gatherings:finding", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("gatherings:comment", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("gatherings:gathering", "GET talk", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("gatherings:gathering", "POST talk", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("gatherings:minutes", "GET talk", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("gatherings:minutes_docx", "GET talk", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("gatherings:agree", "GET talk", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("gatherings:finish_resolution", "GET decided", "--- 404 200 200 200 200 200 200 404 404 200 403 403 403 404"),
    door("gatherings:opinions", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("gatherings:opinion", "GET opinion", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("gatherings:opinion", "GET promised", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("gatherings:raise_opinion", "GET opinion", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("gatherings:opinion_deed", "GET opinion", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("gatherings:opinion_deed", "GET promised", "--- 404 200 200 200 200 200 200 404 404 200 403 403 403 404"),
    door("gatherings:sheets", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("gatherings:draw_up", "GET", "--- 200 200 200 200 403 200 403 200 200 200 403 403 403 403"),
    door("gatherings:sheet", "GET sheet", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("gatherings:sheet_paper", "GET sheet", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("gatherings:sheet_tally", "GET sheet", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("gatherings:open_sheet", "GET sheet", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("gatherings:close_sheet", "POST sheet", "--- 404 302 302 302 403 404 404 404 404 302 403 403 403 404"),
    door("gatherings:studies", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("gatherings:begin", "GET", "--- 200 403 403 200 200 200 403 200 200 200 403 403 403 403"),
    door("gatherings:study", "GET study", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("gatherings:study_deed", "GET study", "--- 404 404 404 200 200 404 404 404 404 200 403 403 403 404"),
    door("gatherings:finish_measure", "GET measure", "--- 404 404 404 200 200 200 200 404 404 200 403 403 403 404"),
)
# fmt: on
