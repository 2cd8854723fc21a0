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
Barred = Callable[[str], Sequence[str]]
_KEEPERS: list[tuple[Examples, Barred]] = []


def example_keeper(one: Examples, barred: Barred) -> Examples:
    """Declare who keeps typical cases, and which words of a text may no longer be told; there may be several."""
    _KEEPERS.append((one, barred))
    return one


def examples(unit: Unit, period: Period, by: Actor) -> list[Example]:
    """What may be told of this unit and period to this reader, the newest first."""
    found = [example for keeper, _barred in _KEEPERS for example in keeper(unit, period, by)]
    return sorted(found, key=lambda one: (one.on, one.ref), reverse=True)


def barred(text: str) -> list[str]:
    """不能再用的: what stands in a text of cases that were taken out since it was written, their consent withdrawn."""
    return list(dict.fromkeys(words for _told, keeper in _KEEPERS for words in keeper(text)))
