"""期限重算: when the yearly holiday notice is loaded, dates that were 暂定 are computed again, and it is told."""

from datetime import datetime

from django.db import transaction

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import clocking


@transaction.atomic
def recompute_provisional(*, by: Actor, at: datetime) -> int:
    """期限重算: recompute the provisional dates of open concerns; returns how many changed."""
    calendar, changed = clocks.calendar(), 0
    for concern in clocking.provisional():
        was = concern.due_on
        if not clocking.recompute(concern, calendar):
            continue
        concern.save(update_fields=["first_due_on", "due_on", "due_is_provisional"])
        changed += 1
        if was and concern.due_on and was != concern.due_on:
            book.record(
                "concern.due_recomputed", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
                was=was.isoformat(), due_on=concern.due_on.isoformat(),
            )  # fmt: skip
    return changed
