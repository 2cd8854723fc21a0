"""公示内容: what other rooms put on a station's boards and on its public page (theme, days, pledges).

A room registers in its `apps.ready`: `part("theme", _("本月主题"), find)`, where `find(station, on)` gives the
lines that may be read by everybody on that day. Nothing of residents belongs there. `lasting` says that what was
printed must still be so later: a board whose next work days have gone by is not out of date for that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from lianxin.work.stations.models import Station
from lianxin.work.stations.terms import Board

Find = Callable[[Station, date], Sequence[str]]


@dataclass(frozen=True)
class Part:
    """一栏 of a board."""

    code: str
    label: str | Promise
    find: Find
    board: str
    order: int
    lasting: bool


_parts: dict[str, Part] = {}


def part(
    code: str, label: str | Promise, find: Find, *, board: str = Board.NOTICE, order: int = 50, lasting: bool = False
) -> None:
    """Declare a part of a board; the same code again takes the place of the first."""
    _parts[code] = Part(code, label, find, board, order, lasting)


def parts(
    station: Station, on: date, board: str = Board.NOTICE, *, lasting: bool = False
) -> list[tuple[str, str | Promise, list[str]]]:
    """Code, words and lines of what others put on that board that day; parts without a line are left out.

    `lasting`: only what must still be so when it hangs there later.
    """
    found = []
    for one in sorted(_parts.values(), key=lambda one: one.order):
        if one.board == board and (one.lasting or not lasting):
            told = [str(line) for line in one.find(station, on)]
            if told:
                found.append((one.code, one.label, told))
    return found
