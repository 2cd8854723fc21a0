"""杀进程: LIANXIN_KILLS times `kill -9` under eight writers; what was answered is there, once and whole (R2).

Every tenth time the whole server falls, with the worker of tasks and the watcher, and is started again. On SQLite, and
with DATABASE_URL on PostgreSQL.
"""

import os
import threading
import time
from random import Random

import pytest

from tests.durability import people, places
from tests.durability.databases import hurt_place
from tests.durability.server import Server
from tests.measured import measured

KILLS = int(os.environ.get("LIANXIN_KILLS", "4"))
WRITERS = 8
pytestmark = pytest.mark.thorough


def test_nothing_that_was_answered_is_lost_or_doubled_when_processes_are_killed(county, tmp_path):
    place, more = hurt_place(county, tmp_path)
    random, seen, stop = Random(11), people.Seen(), threading.Event()
    with Server(place, **more) as server:
        threads = people.at_work(server.port, seen, WRITERS, stop, 600 + KILLS * 60)
        until(lambda: len(seen.acknowledged) >= WRITERS)
        for number in range(1, KILLS + 1):
            before = len(seen.acknowledged)
            if number % 10 == 0:
                server.kill_all()
                server.start()
            else:
                server.kill_one(random)
            until(lambda before=before: len(seen.acknowledged) > before)  # they go on before the next blow
            time.sleep(random.random())
        stop.set()
        for thread in threads:
            thread.join(60)

    found = places.found_in(place, **more)

    assert people.wrong(seen, found) == people.NOTHING_WRONG
    assert len(seen.acknowledged) > KILLS
    measured(f"{len(seen.acknowledged)} acknowledged, answers {dict(seen.statuses)}")


def until(is_so, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "nobody is answered any more"
        time.sleep(0.02)
