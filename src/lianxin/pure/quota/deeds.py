"""所做的一件: what a person did, from a day to a day; the one thing that all rules count."""

from dataclasses import dataclass
from datetime import date

#: the last day of what has no end yet: a pairing that still stands
OPEN = date.max


@dataclass(frozen=True)
class Deed:
    """所做的一件: one person's part in a visit, a stay, a pairing, a report; both days are inside.

    Several people on one visit: one deed each, with the same `ref`. `kind` is a code of its measure; `nights` are
    the nights from the evening of `on` onwards; `where_kind` is the kind of the unit (county, township, village …).
    `person_id` is whoever owes it: a person, or the unit where a unit owes something.
    """

    person_id: int
    on: date
    until: date
    ref: str
    label: str
    kind: str
    where_path: str = ""
    household_id: int | None = None
    nights: int = 0
    where_kind: str = ""
