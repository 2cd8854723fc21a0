"""负担: what was asked of a unit, by whom, in how many fields, minutes, checks, visits, meetings, documents (JF-6, F096).

Rooms declare what they put upon a unit when their app is ready; the meter adds up what they tell, each kind for itself:
fields, visits and meetings are different things and are never added to one another.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor

Words = str | Promise


@dataclass(frozen=True)
class Burden:
    """一项: on which day who asked how much of which unit; `minutes` as far as somebody estimated them.

    `page` and `arg` lead to the record; both empty where the reader may not open it: it counts all the same.
    """

    unit_path: str
    on: date
    asker: str
    words: str
    amount: int = 1
    minutes: int = 0
    page: str = ""
    arg: str = ""


@dataclass(frozen=True)
class Measure:
    """一类负担: its label, the word it is counted with, and what of it fell upon the units under one in a span of days."""

    code: str
    label: Words
    measure: Words
    find: Callable[[Unit, date, date, Actor], Iterable[Burden]]


MEASURES: dict[str, Measure] = {}


def measure(code: str, label: Words, word: Words, find: Callable[[Unit, date, date, Actor], Iterable[Burden]]) -> None:
    """Declare a kind of burden, once. `find(under, first, last, by)`: a constant number of statements."""
    if code in MEASURES:
        raise ValueError(f"burden {code} is declared twice")
    MEASURES[code] = Measure(code, label, word, find)


def found(under: Unit, first: date, last: date, by: Actor) -> Iterator[tuple[Measure, Burden]]:
    """Everything that fell upon the units under one in the span, kind by kind."""
    for one in MEASURES.values():
        for burden in one.find(under, first, last, by):
            yield one, burden
