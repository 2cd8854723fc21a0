"""纸上填好的表入册: by the same command as a parcel's, typed in by its writer or by somebody else for him."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.offline import boxes
from lianxin.work.offline.kinds import Kind, Work
from lianxin.work.offline.terms import USE


@transaction.atomic
def enter_paper(
    *, kind: Kind, values: Mapping[str, Any], home: Unit, by: Actor, at: datetime, people: Sequence[Person] = (),
    entry_key: str = "",
) -> str:  # fmt: skip
    """录入纸质表: what it became. `people` wrote it, where it is not who types; the same `entry_key` comes once."""
    by.must_at(USE, home.path)
    read = boxes.read(kind.boxes, values)
    went = not people or any(one.pk == by.person_id for one in people)
    return kind.apply(Work(read, entry_key[:32], "", home, by, at, tuple(people), went))
