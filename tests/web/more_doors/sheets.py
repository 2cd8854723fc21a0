"""门 of the paper sheets. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.sheets import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.appraisal_scenes import campaign_open
from tests.work.sheet_scenes import drawn, printed, read, scan


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A county appraisal with printed sheets, a batch with one blank sheet to be looked at, a pile keyed twice."""
    town = world.town
    campaign = campaign_open(town)
    form = printed(town, campaign, is_double=True)
    batch = read(town, campaign, scan(drawn(form, {})))
    give = {"box": campaign.box, "group": form.group, "by": town.clerk, "at": NOON}
    pile = commands.begin_keying(is_double=True, **give)
    subject = campaign.box.poll.subjects[0].code
    first = commands.key_sheet(batch=pile, answers={subject: {"q1": ["satisfied"]}}, texts={}, by=town.clerk, at=NOON)
    done = commands.begin_keying(is_double=True, **give)
    group = campaign.box.groups.get(code=form.group).pk
    return {
        "box": {"code": campaign.box.code, "group": group, "number": 1},
        "batch": {"pk": batch.pk, "sheet": batch.sheets.get().pk}, "pile": {"pk": pile.pk, "place": first.place},
        "done": {"pk": done.pk},
    }  # fmt: skip


# fmt: off
SEE = "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"
DO = "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"
DONE = "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"
DOORS: tuple[Door, ...] = (
    door("sheets:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("sheets:box", "GET box", SEE),
    door("sheets:print", "GET box", DO),
    door("sheets:print", "POST box", DO),
    door("sheets:paper", "GET box", DO),
    door("sheets:drawing", "GET box", DO),
    door("sheets:account", "GET box", DO),
    door("sheets:upload", "GET box", DO),
    door("sheets:upload", "POST box", DO),
    door("sheets:begin", "GET box", DO),
    door("sheets:begin", "POST box", DO),
    door("sheets:batch", "GET batch", SEE),
    door("sheets:desk", "GET batch", DO),
    door("sheets:desk", "POST batch", DONE),
    door("sheets:picture", "GET batch", DO),
    door("sheets:page", "GET batch", DO),
    door("sheets:aside", "GET batch", "in 405"),
    door("sheets:aside", "POST batch", DONE),
    door("sheets:key", "GET pile", DO),
    door("sheets:key_again", "GET pile", DO),
    door("sheets:differ", "GET pile", "--- 404 404 404 404 404 404 404 404 404 404 403 403 403 404"),
    door("sheets:accept", "GET batch", "in 405"),
    door("sheets:accept", "POST batch", DONE),
    door("sheets:drop", "GET batch", "in 405"),
    door("sheets:drop", "POST done", DONE),
)
# fmt: on
