"""事例: typical cases that a document may tell, from whoever keeps them.

Only with the consent of everybody whom they are about, and without anybody's particulars: the keeper answers for both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period


@dataclass(frozen=True)
class Example:
    """事例: its record ("example:K7…"), its title, its text, the day it was approved."""

    ref: str
    title: str
    text: str
    on: date


Examples = Callable[[Unit, Period, Actor], Sequence[Example]]
_KEEPERS: list[Examples] = []


def example_keeper(one: Examples) -> Examples:
    """Declare who keeps typical cases; there may be several."""
    _KEEPERS.append(one)
    return one


def examples(unit: Unit, period: Period, by: Actor) -> list[Example]:
    """What may be told of this unit and period to this reader, the newest first."""
    found = [example for keeper in _KEEPERS for example in keeper(unit, period, by)]
    return sorted(found, key=lambda one: (one.on, one.ref), reverse=True)
