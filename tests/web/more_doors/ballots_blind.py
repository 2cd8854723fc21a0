"""门 of rolls, issuing, call-backs and the hall: a blind poll before and in its window, a vote in a hall, a closed one."""

from typing import Any

from django.test import override_settings

from lianxin.pure import polling
from lianxin.work.ballots import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work import ballot_scenes as plain
from tests.work import blind_scenes as scenes


@override_settings(SERVED_SECURELY=True)
def records(world: World) -> dict[str, dict[str, Any]]:
    """By what the doors call them: the codes, and the place of a group."""
    town = world.town
    new = scenes.prepared(town)
    commands.enter_roll(box=new, group="g0", people=scenes.people(6), by=town.officer, at=NOON)
    now = scenes.issuing(town)
    hall, over = held(town), called_back(town)
    boxes = {"blind_new": new, "blind_now": now, "hall": hall, "over": over}
    return {name: {"code": box.code, "place": 0} for name, box in boxes.items()}


def slips(town: Any) -> Any:
    """A box of slips of 清水镇, prepared."""
    return commands.prepare(
        poll=plain.poll(polling.SLIPS, (6, 5)), unit=town.qingshui, opens_on=plain.OPENS, closes_on=plain.CLOSES,
        by=town.officer, at=NOON,
    )  # fmt: skip


def held(town: Any) -> Any:
    """现场投票, open."""
    box = slips(town)
    present = {"g0": (6, 5), "g1": (5, 5)}
    commands.hold_session(
        box=box,
        place="清水镇三楼会议室",
        chair="李青",
        tellers="石大山、王长青",
        present=present,
        by=town.officer,
        at=NOON,
    )
    return commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=NOON)


def called_back(town: Any) -> Any:
    """A closed box with a fixed roll, for the county to call back."""
    box = scenes.with_rolls(town, slips(town))
    box = commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=NOON)
    return commands.close_box(box=box, passphrases=plain.WORDS, by=town.officer, at=NOON)


# fmt: off
SEE = "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"
RUN = "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"
DO = "--- 404 404 404 302 403 404 404 404 404 302 403 403 403 404"
DOORS: tuple[Door, ...] = (
    door("ballots:rolls", "GET blind_new", SEE),
    door("ballots:rolls", "GET blind_now", SEE),
    door("ballots:rolls", "GET over", SEE),
    door("ballots:roll", "GET blind_new", RUN),
    door("ballots:roll", "POST blind_new", RUN),
    door("ballots:fix_roll", "GET blind_new", RUN),
    door("ballots:fix_roll", "POST blind_new", DO),
    door("ballots:window", "GET blind_new", RUN),
    door("ballots:window", "POST blind_new", RUN),
    door("ballots:publish_keys", "GET blind_new", RUN),
    door("ballots:publish_keys", "POST blind_new", RUN),
    door("ballots:letters", "GET blind_now", RUN),
    door("ballots:letters", "POST blind_now", RUN),
    door("ballots:end_issuing", "GET blind_now", RUN),
    door("ballots:end_issuing", "POST blind_now", RUN),
    door("ballots:call_back", "GET over", SEE),
    door("ballots:call_back", "POST over", "--- 404 404 404 403 403 404 404 404 404 302 403 403 403 404"),
    door("ballots:session", "GET hall", SEE),
    door("ballots:session", "POST hall", "in 405"),
    door("ballots:hold_session", "GET hall", RUN),
    door("ballots:hold_session", "POST hall", RUN),
    door("ballots:session_count", "GET hall", SEE),
    door("ballots:read_out", "GET hall", SEE),
    door("ballots:session_record", "GET hall", SEE),
    door("ballots:session_record", "GET over", "in 404"),
    door("public:credential", "GET", "all 404"),
    door("public:issue", "POST", "all 404"),
    door("public:issue", "GET", "all 405"),
)
# fmt: on
