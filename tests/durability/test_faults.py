"""故障: a full disk, one that can only be read, a wrong clock; and all of them at once for LIANXIN_MINUTES (R5, R6).

The faults are made below the server, in the calls of the system (shim.c): every write of the data folder fails as it
would on such a disk. What people see then is a 503 with a sentence and their form; nothing needs to be started again.
"""

import errno
import os
import re
import threading
import time
from random import Random

import pytest

from tests.durability import people, places, shim
from tests.durability.server import Server
from tests.durability.test_kills import until
from tests.measured import measured

MINUTES = float(os.environ.get("LIANXIN_MINUTES", "0"))  # in `make soak` alone: it takes minutes
HELD = re.compile(r'name="text" value="路灯坏了 (\S+)"')
pytestmark = pytest.mark.thorough


@pytest.fixture
def hurt(county, tmp_path):
    """A server whose disk and clock can be hurt."""
    place = places.copied(county, tmp_path / "place" / "data")
    more, switch = shim.surroundings(place)
    with Server(place, **more) as server:
        yield server, place, switch


def test_what_cannot_be_stored_is_told_and_given_back_and_goes_on_without_a_restart(hurt):
    server, place, switch = hurt
    seen = people.Seen()
    resident, official = (people.Person(server.port, seen, f"10.4.0.{n}") for n in (1, 2))
    soon = time.monotonic() + 120
    official.come_in("qgb", "Lianxin-2026", soon)
    assert resident.bring("before", soon)

    for number, word in ((errno.ENOSPC, "满了"), (errno.EROFS, "磁盘"), (errno.EIO, "磁盘")):
        key = f"during-{number}"
        with switch.failing(number):
            answer = resident.ask("POST", "/public/submit/", body(resident, key))
            assert answer.status == 503 and word in answer.text, answer.text[:500]
            assert HELD.search(answer.text).group(1) == key, "what was typed comes back"
            for path in ("/public/open/", "/today/", "/concerns/"):
                assert official.ask("GET", path).status == 200, f"{path} can still be read"
        assert resident.bring(key, soon), "and goes on as soon as there is room, without a restart"

    with switch.wrong_by(-3600):
        answer = resident.ask("POST", "/public/submit/", body(resident, "slow"))
        assert answer.status == 503 and "时钟" in answer.text and HELD.search(answer.text).group(1) == "slow"
    with switch.wrong_by(60):
        assert resident.bring("fast", soon)
    assert resident.bring("after", soon), "a minute back is within what is allowed"

    found = places.found_in(place)
    assert people.wrong(seen, found) == people.NOTHING_WRONG
    assert len(found["concerns"]) == 6


def body(person: people.Person, key: str) -> str:
    return people.urlencode({**people.matter(key), "csrfmiddlewaretoken": person.token})


@pytest.mark.skipif(not MINUTES, reason="LIANXIN_MINUTES is not given")
def test_everything_at_once_and_each_answered_matter_is_there_once(hurt):
    """Set and counter: people bring matters, an official counts them, and something is always going wrong."""
    server, place, switch = hurt
    random, seen, stop = Random(5), people.Seen(), threading.Event()
    threads = people.at_work(server.port, seen, 8, stop, MINUTES * 60 + 900)
    counted: list[tuple[set[str], int, int]] = []
    until(lambda: len(seen.acknowledged) >= 4)
    end, faults = time.monotonic() + MINUTES * 60, 0
    while time.monotonic() < end or faults < len(FAULTS):
        FAULTS[faults % len(FAULTS)](server, switch, random)
        faults += 1
        found = places.found_in(place)
        counted.append((set(found["concerns"]), found["journal"], len(found["answers"])))
        assert found["half"] == [] and found["sound"] == "ok", found
        before = len(seen.acknowledged)
        until(lambda before=before: len(seen.acknowledged) > before)
    stop.set()
    for thread in threads:
        thread.join(60)

    found = places.found_in(place)
    assert people.wrong(seen, found) == people.NOTHING_WRONG
    for (before, entries, answers), (after, more, later) in zip(counted, counted[1:], strict=False):
        assert before <= after and entries <= more and answers <= later, "what was read once does not vanish"
    measured(f"{faults} faults, {len(seen.acknowledged)} acknowledged, answers {dict(seen.statuses)}")


def _kill(server: Server, _switch: shim.Switch, random: Random) -> None:
    server.kill_one(random)


def _hold(server: Server, _switch: shim.Switch, random: Random) -> None:
    server.hold(5, random)


def _full(_server: Server, switch: shim.Switch, random: Random) -> None:
    with switch.failing(random.choice((errno.ENOSPC, errno.EROFS, errno.EIO))):
        time.sleep(2)


def _step(_server: Server, switch: shim.Switch, random: Random) -> None:
    with switch.wrong_by(random.choice((-3600, -60, 60, 100))):
        time.sleep(2)


FAULTS = (_kill, _full, _step, _hold)
