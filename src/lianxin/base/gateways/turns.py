"""轮流送: every host has a line of its own, so one that does not answer holds up nobody but itself.

A few lines move at once, each in a thread that does nothing but carry: what came of it is handed back here, in the order in
which it came, to whoever writes it down. A line ends where the other side does not answer, or when its time is over; what is
left of it is handed back untried.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from time import monotonic
from typing import TypeVar

from lianxin.base.gateways.terms import GatewayAway

AT_ONCE = 4  # as many hosts are spoken to in the same moment
TURN = 15.0  # seconds after which a host that answers slowly gives up its place
Item = TypeVar("Item")


def in_turns(
    lines: Mapping[str, Sequence[Item]], send: Callable[[Item], int], *, at_once: int = AT_ONCE, turn: float = TURN
) -> Iterator[tuple[Item, int | None]]:
    """Each item with the status that was answered: 0 where none came, None where it was not tried.

    >>> sorted(in_turns({"a.example": [1, 2], "b.example": [3]}, lambda item: 200 + item))
    [(1, 201), (2, 202), (3, 203)]
    """
    came: SimpleQueue[tuple[Item, int | None]] = SimpleQueue()

    def walk(line: Sequence[Item]) -> None:
        over, begun = False, monotonic()
        for item in line:
            status = None if over else _sent(item, send)
            over = over or not status or monotonic() - begun > turn
            came.put((item, status))

    with ThreadPoolExecutor(max_workers=at_once, thread_name_prefix="in-turns") as hands:
        walks = [hands.submit(walk, line) for line in lines.values()]
        for _item in range(sum(len(line) for line in lines.values())):
            yield came.get()
        for one in walks:
            one.result()


def _sent(item: Item, send: Callable[[Item], int]) -> int:
    try:
        return send(item)
    except GatewayAway:
        return 0
