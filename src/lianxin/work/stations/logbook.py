"""工作日志: what happened at a place on a day, told by the records themselves (M237).

Rooms above register a provider in their `apps.ready`: `lines("visits", _("走访"), find)`, where
`find(unit, day, by)` gives the lines of that day of that very unit (what the villages of a township did stands in
their own logs), as far as `by` may see the records: what lies behind the wall is in no line and in no count. A
provider is asked once per day of the log: one to three statements, however many records there are. Hours, logins and
numbers of entries are no matter of a log (JF-3, M235).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor


@dataclass(frozen=True)
class LogLine:
    """一行: what was done, the page of its record (an address name and its one argument), how many it speaks of."""

    text: str
    url_name: str = ""
    url_arg: str | int = ""
    count: int = 1


Find = Callable[[Unit, date, Actor], Sequence[LogLine]]


@dataclass(frozen=True)
class Provider:
    """来源: one kind of records."""

    code: str
    label: str | Promise
    find: Find
    order: int


@dataclass(frozen=True)
class Section:
    """一类: the lines of one kind of records on that day."""

    label: str | Promise
    lines: tuple[LogLine, ...]

    @property
    def count(self) -> int:
        return sum(line.count for line in self.lines)


_providers: dict[str, Provider] = {}


def lines(code: str, label: str | Promise, find: Find, *, order: int = 50) -> None:
    """Declare what a kind of records tells the log; the same code again takes the place of the first."""
    _providers[code] = Provider(code, label, find, order)


def day(unit: Unit, on: date, by: Actor) -> list[Section]:
    """The log of that unit on a day, kind by kind; kinds without a line are left out."""
    found = []
    for one in sorted(_providers.values(), key=lambda provider: provider.order):
        told = tuple(one.find(unit, on, by))
        if told:
            found.append(Section(one.label, told))
    return found
