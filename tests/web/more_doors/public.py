"""门 of what is public: the ledger, the data, the resident's own two deeds. Order of answers: as in doors.py."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.more_doors import ballots, checkpoints, publishing, rectification
from tests.web.world import World
from tests.work import activity_scenes, pledge_scenes


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One item that everybody may read; a vote before, in and after its time."""
    town = world.town
    checkpoints.made()
    boxes = {"new": ballots.new(town), "running": ballots.running(town), "counted": ballots.over(town)}
    return {
        "shown": {"code": publishing.shown(world).code},
        "rect_shown": rectification.scene(world)["rect_shown"],
        "pledge_shown": {"code": pledge_scenes.shown(town).code},
        "team": {"code": activity_scenes.team_made(town).code},
        "told": {"channel": "visit"},
        "told_once": {"channel": "visit", "number": 1},
        **{name: {"code": box.code} for name, box in boxes.items()},
    }


DOORS: tuple[Door, ...] = (
    door("public:ledger", "GET", "all 200"),
    door("public:notice", "GET told", "all 200"),
    door("public:notice_version", "GET told_once", "all 200"),
    door("public:paper_form", "GET", "all 200"),
    door("public:published_item", "GET shown", "all 200"),
    door("public:adopted", "GET", "all 200"),
    door("public:data", "GET", "all 200"),
    door("public:ledger_json", "GET", "all 200"),
    door("public:ledger_csv", "GET", "all 200"),
    door("public:programs", "GET", "all 200"),
    door("public:api", "GET", "all 200"),
    door("public:consent", "GET", "all 200"),
    door("public:consent", "POST", "all 200"),
    door("public:proof", "GET", "all 200"),
    door("public:proof", "POST", "all 200"),
    door("public:checkpoint", "GET", "all 200"),
    door("public:journal_verifier", "GET", "all 200"),
    door("public:disturbed", "GET", "all 200"),
    door("public:disturbed", "POST", "all 200"),
)
