"""久开不坏: mixed work at five requests a second for LIANXIN_HOURS; memory, the log of the database and answers stay sound (R9).

Nine of ten requests read; the tenth brings a matter, or registers and answers one. Memory is measured after the warm-up
(a fifth of the time, ten minutes at most) and then every second: what grows without an end is seen in hours.
"""

import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.durability import people, places
from tests.durability.server import Server
from tests.measured import measured

HOURS = float(os.environ.get("LIANXIN_HOURS", "0.004"))
A_SECOND, HANDS = 5, 4
MEGABYTE = 1 << 20
MOST_GROWTH, MOST_LOG = 50 * MEGABYTE, 64 * MEGABYTE
PUBLIC = ("/public/", "/public/open/", "/public/submit/", "/public/follow/", "/public/open/ledger/")
OFFICE = ("/today/", "/concerns/", "/concerns/register/", "/concerns/?tab=all", "/figures/", "/visits/")
pytestmark = pytest.mark.thorough


@dataclass
class Measured:
    """所测: memory of all processes of the server after the warm-up and at its highest, the log's greatest size."""

    first: int = 0
    highest: int = 0
    log: int = 0
    last: list[int] = field(default_factory=list)

    def look(self, server: Server, place: Path, is_warm: bool) -> None:
        memory, log = resident(server), place / "lianxin.sqlite3-wal"
        self.log = max(self.log, log.stat().st_size if log.exists() else 0)
        if is_warm:
            self.first = self.first or memory
            self.highest = max(self.highest, memory)
            self.last = [*self.last[-59:], memory]

    def grown(self) -> int:
        """What the middle of the last minute holds above what was held after the warm-up."""
        return sorted(self.last)[len(self.last) // 2] - self.first


def resident(server: Server) -> int:
    """Bytes of memory that the server's processes hold, each its own share of what they have in common."""
    assert server.main is not None
    return sum(_held(pid) for pid in [server.main.pid, *server.children()])


def _held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def at_work(server: Server, seen: people.Seen, hand: int, begun: float, end: float) -> None:
    """One of the hands: each has its turn by the clock, so that a slow answer makes no pause for the others."""
    official = hand % 2 == 1
    person = people.Person(server.port, seen, f"10.6.{hand}.1")
    if official:
        person.come_in("qgb", "Lianxin-2026", end)
    turn = 0
    while (due := begun + (turn * HANDS + hand) / A_SECOND) < end:
        time.sleep(max(0, due - time.monotonic()))
        person.peer = f"10.6.{hand}.{turn // 15 % 250}"
        if turn % 10 == 9:
            (person.register if official else person.bring)(f"l{hand}-{turn}", end + 60)
        else:
            pages = OFFICE if official else PUBLIC
            answer = person.ask("GET", pages[turn % len(pages)])
            if official and answer.status == 302:
                person.come_in("qgb", "Lianxin-2026", end)  # a session ends after twelve hours
        turn += 1


def test_a_server_that_runs_long_holds_what_it_held_and_answers_as_it_answered(county, tmp_path):
    place = places.copied(county, tmp_path / "place" / "data")
    seen, gauge = people.Seen(), Measured()
    with Server(place) as server:
        begun = time.monotonic()
        end, warm = begun + HOURS * 3600, begun + min(600, HOURS * 720)
        hands = [threading.Thread(target=at_work, args=(server, seen, hand, begun, end)) for hand in range(HANDS)]
        for hand in hands:
            hand.start()
        while any(hand.is_alive() for hand in hands):
            gauge.look(server, place, time.monotonic() >= warm)
            time.sleep(1)
        found = places.found_in(place)

    asked = sum(seen.statuses.values())
    measured(f"{asked} requests, {len(seen.acknowledged)} acknowledged, answers {dict(seen.statuses)}; memory "
          f"{gauge.first / MEGABYTE:.0f} → {gauge.highest / MEGABYTE:.0f} at most, {gauge.grown() / MEGABYTE:+.0f} MB "
          f"at the end; log at most {gauge.log / MEGABYTE:.1f} MB")  # fmt: skip
    assert set(seen.statuses) <= {200, 302}
    assert people.wrong(seen, found) == people.NOTHING_WRONG and seen.acknowledged
    assert 0 < gauge.log <= MOST_LOG
    assert gauge.first and gauge.grown() <= MOST_GROWTH
    assert asked >= HOURS * 3600 * A_SECOND * 0.8
