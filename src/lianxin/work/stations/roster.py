"""值班替代: who is away on a day of duty, and who stands in for him, as the room of the work days knows it.

That room registers in its `apps.ready`: `away(find)`, where `find(station, first, last)` gives the leaves of those
days. Why somebody is away is no matter of a board: only that another is there instead.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.work.stations.models import Station, StationMember


@dataclass(frozen=True)
class Away:
    """一段不在: the member's key, the first and the last day, who stands in (None: nobody yet)."""

    member_id: int
    since: date
    until: date
    substitute: StationMember | None


Find = Callable[[Station, date, date], Sequence[Away]]
_finds: list[Find] = []


def away(find: Find) -> None:
    """Declare who knows of leaves."""
    if find not in _finds:
        _finds.append(find)


def absences(station: Station, first: date, last: date) -> list[Away]:
    """The leaves of a station that touch these days."""
    return [one for find in _finds for one in find(station, first, last)]


def there(planned: Sequence[StationMember], on: date, leaves: Sequence[Away]) -> list[StationMember]:
    """谁在: those planned for the day, each who is away replaced by whoever stands in; nobody stands there twice."""
    found: dict[int, StationMember] = {}
    for member in planned:
        leave = next((one for one in leaves if one.member_id == member.pk and one.since <= on <= one.until), None)
        instead = member if leave is None else leave.substitute
        if instead is not None and instead.serves(on):
            found.setdefault(instead.pk, instead)
    return list(found.values())
