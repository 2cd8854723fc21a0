"""提示卡上的话 of other rooms: what was found last, what else a leader should know of his township before he goes.

Whoever stands above registers here, in his app's `ready`; this room knows none of them. `many` answers for all
townships at once and is used where it is given: 28 cards are printed in a constant number of statements.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor

Find = Callable[[Unit, date, Actor], list[str]]
FindMany = Callable[[Iterable[Unit], date, Actor], Mapping[int, list[str]]]


@dataclass(frozen=True)
class Part:
    """一栏: its heading, and its lines for a township on a day as an actor may read them."""

    code: str
    label: str | Promise
    find: Find
    many: FindMany | None = None

    def of_all(self, units: list[Unit], on: date, by: Actor) -> Mapping[int, list[str]]:
        """The lines of each township, by the key of the unit."""
        return self.many(units, on, by) if self.many else {unit.pk: self.find(unit, on, by) for unit in units}


PARTS: dict[str, Part] = {}


def part(code: str, label: str | Promise, find: Find, many: FindMany | None = None) -> None:
    """Declare what stands on the card; `find(unit, on, by)` for one township, `many(units, on, by)` for all (by key).

    Declaring a code again replaces it: an app may be made ready twice.
    """
    PARTS[code] = Part(code, label, find, many)
