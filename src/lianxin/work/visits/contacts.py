"""最近联系: the day of the last visit or telephone call of a person to whom he is linked; for the room of links."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.queries import contact_source
from lianxin.work.visits.models import Visit


@contact_source
def visited(pairings: Sequence[Pairing], today: date) -> Mapping[int, date]:
    """The last contact of each link by its key: the household itself, the words that name it, or the place. One statement."""
    rows: Any = Visit.objects.standing().filter(
        people__person__in={one.person_id for one in pairings},
        unit__in={one.unit_id for one in pairings},
        on__lte=today,
    )
    last: dict[tuple[int, int, int | None, str], date] = {}
    for *key, on in rows.order_by().values_list("people__person", "unit", "household", "whom").annotate(on=Max("on")):
        last[tuple(key)] = on
    found: dict[int, date] = {}
    for one in pairings:
        days = [on for key, on in last.items() if _is_of(one, *key)]
        if days:
            found[one.pk] = max(days)
    return found


def _is_of(link: Pairing, person: int, unit: int, household: int | None, whom: str) -> bool:
    if person != link.person_id or unit != link.unit_id:
        return False
    if link.household_id is not None:
        return household == link.household_id
    return whom == link.label if link.label else True
