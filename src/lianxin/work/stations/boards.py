"""牌子上的内容: what hangs on each board on a day, and what no longer agrees with what was printed (M238)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.work.stations import board as hook
from lianxin.work.stations import queries
from lianxin.work.stations.models import BoardPrint, Station, StationMember
from lianxin.work.stations.terms import Board, Weekday

Line = tuple[str, str]


@dataclass(frozen=True)
class Wall:
    """一块牌子: which, what was printed last, which lines have gone since and which have come."""

    board: Board
    last: BoardPrint | None
    gone: tuple[Line, ...]
    come: tuple[Line, ...]

    @property
    def agrees(self) -> bool:
        return self.last is not None and not self.gone and not self.come


def lines(station: Station, board: str, on: date, *, lasting: bool = False) -> list[Line]:
    """What the board says on that day, in the language of the office, whatever language the page is in.

    `lasting`: without what passes by itself, as the next work days do; by this two boards are compared.
    """
    with override(settings.LANGUAGE_CODE):
        if board == Board.NOTICE:
            own = _notice(station, on)
        elif board == Board.DUTY:
            own = _duty(station, on)
        else:
            own = []
        others = [
            (str(word), line) for _code, word, told in hook.parts(station, on, board, lasting=lasting) for line in told
        ]
    return own + others


def _notice(station: Station, on: date) -> list[Line]:
    facts = [(_("站名"), station.label), (_("电话"), station.phone), (_("开放时间"), station.hours),
             (_("地点"), station.place)]  # fmt: skip
    people = [(str(one.get_duty_display()), _words(one)) for one in queries.members(station, on)]
    return [(label, text) for label, text in facts if text] + people


def _duty(station: Station, on: date) -> list[Line]:
    turns = queries.turns(station, on)
    return [(str(Weekday(day).label), "；".join(_words(one) for one in row) or _("待定")) for day, row in turns]


def _words(member: StationMember) -> str:
    return "　".join(filter(None, (member.name, member.post, member.phone)))


def walls(station: Station, on: date) -> list[Wall]:
    """Every board of a station: printed when, and what of it is no longer so; one statement for what was printed."""
    last: dict[str, BoardPrint] = {}
    for one in station.prints.order_by("-pk")[:60]:
        last.setdefault(one.board, one)
    return [_compared(station, Board(board), last.get(board), on) for board in Board.values]


def wall(station: Station, board: str, on: date) -> Wall:
    """One of them."""
    return _compared(station, Board(board), station.prints.filter(board=board).order_by("-pk").first(), on)


def _compared(station: Station, board: Board, last: BoardPrint | None, on: date) -> Wall:
    if last is None:
        return Wall(board, None, (), ())
    then, now = Counter((a, b) for a, b in last.lines), Counter(lines(station, board, on, lasting=True))
    return Wall(board, last, tuple((then - now).elements()), tuple((now - then).elements()))
