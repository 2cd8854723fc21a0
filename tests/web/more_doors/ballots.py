"""门 of the boxes: prepared, open and closed ones of 清水镇; what belongs to blind polls and halls is in ballots_blind."""

from typing import Any

from lianxin.work.ballots import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.more_doors import ballots_blind
from tests.web.world import World
from tests.work import ballot_scenes as scenes


def new(town: Any) -> Any:
    """备好, with slips."""
    box = commands.prepare(
        poll=scenes.poll(), unit=town.qingshui, opens_on=scenes.OPENS, closes_on=scenes.CLOSES, by=town.officer, at=NOON
    )
    commands.print_slips(box=box, group="g0", count=5, by=town.officer, at=NOON)
    return box


def running(town: Any) -> Any:
    """投票中."""
    return commands.open_box(box=new(town), passphrases=scenes.WORDS, by=town.officer, at=NOON)


def over(town: Any) -> Any:
    """已开箱."""
    box = running(town)
    scenes.settle(box, town.officer)
    return commands.close_box(box=box, passphrases=scenes.WORDS, by=town.officer, at=NOON)


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A box in each state."""
    boxes = {"new": new(world.town), "running": running(world.town), "counted": over(world.town)}
    mine = {name: {"code": box.code, "stock": "slips", "place": 0} for name, box in boxes.items()}
    return {**ballots_blind.records(world), **mine}


# fmt: off
SEE = "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"
RUN = "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"
LEAD = "--- 404 404 404 200 200 404 404 404 404 200 200 403 403 404"
DOORS: tuple[Door, ...] = (
    door("ballots:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("ballots:box", "GET new", SEE),
    door("ballots:box", "GET running", SEE),
    door("ballots:box", "GET counted", SEE),
    door("ballots:slips", "GET new", RUN),
    door("ballots:slips", "POST new", RUN),
    door("ballots:spoil", "GET new", RUN),
    door("ballots:spoil", "POST running", RUN),
    door("ballots:account", "GET running", RUN),
    door("ballots:account", "POST running", RUN),
    door("ballots:key", "GET new", LEAD),
    door("ballots:key", "POST new", LEAD),
    door("ballots:open", "GET new", LEAD),
    door("ballots:open", "POST new", LEAD),
    door("ballots:turnout", "GET running", "in 405"),
    door("ballots:turnout", "POST running", "--- 404 404 404 302 302 404 404 404 404 302 302 302 302 404"),
    door("ballots:close", "GET running", LEAD),
    door("ballots:close", "POST running", LEAD),
    door("ballots:void", "GET running", LEAD),
    door("ballots:void", "POST running", LEAD),
    door("public:vote", "GET", "all 200"),
    door("public:vote_verifier", "GET", "all 200"),
    door("public:ballot", "GET running", "all 200"),
    door("public:ballot", "POST running", "all 200"),
    door("public:ballot", "GET counted", "all 200"),
    door("public:ballot", "GET new", "all 404"),
    door("public:board", "GET counted", "all 200"),
    door("public:board", "GET running", "all 404"),
    door("public:board_json", "GET counted", "all 200"),
)
# fmt: on
