"""到期清除: what is kept no longer is emptied; the line remains with its dates, so that past counts hold (§47).

Every night does so for the whole county, restricted first (base/retention); a clerk may do it at once for his unit. What is
held is left by both, and both stand in the list of what was destroyed.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention.commands import note_erased
from lianxin.base.retention.queries import to_erase
from lianxin.work.households.columns import EMPTIERS
from lianxin.work.households.models import Household, Need
from lianxin.work.households.terms import EDIT


@transaction.atomic
def erase_expired(*, unit: Unit, by: Actor, at: datetime) -> tuple[int, int]:
    """到期清除: empty the needs and the households of the unit's subtree whose time is over; returns how many of each.

    A need that nobody reviewed for as long as its basis keeps it ends with the day of the review that was due.
    """
    by.must_at(EDIT, unit.path)
    today = localdate(at)
    expired = Need.objects.reachable(by=by, to=EDIT).within(unit).expired(today).select_related("household")
    needs, noted = to_erase("need", expired)
    note_erased(kind="need", found=noted, by=by, at=at)
    for need in needs:
        need.until = need.until or need.review_on
        need.causes, need.note, need.document, need.income_yuan, need.erased_on = [], "", "", None, today
        need.save(update_fields=["until", "causes", "note", "document", "income_yuan", "erased_on"])
        book.record("need.erased", of=need.household.ref, unit_path=need.unit_path, by=by, at=at)
    gone, noted = to_erase("household", Household.objects.reachable(by=by, to=EDIT).within(unit).expired(today))
    note_erased(kind="household", found=noted, by=by, at=at)
    for household in gone:
        household.head_name, household.phone, household.erased_on = "", "", today
        household.save(update_fields=["head_name", "phone", "erased_on"])
        book.record("household.erased", of=household.ref, unit_path=household.unit_path, by=by, at=at)
    emptied = _without_need({need.household_id for need in needs}) | {household.pk for household in gone}
    for empty in EMPTIERS:
        empty(households=emptied, by=by, at=at)
    for ref in {need.household.ref for need in needs} | {household.ref for household in gone}:
        book.erase_private(ref)
    return len(needs), len(gone)


def _without_need(households: set[int]) -> set[int]:
    """Those of whom no need is kept any longer: a household that is in need anew keeps the plan that helps it."""
    return households - set(
        Need.objects.filter(household__in=households, erased_on=None).values_list("household", flat=True)
    )


@transaction.atomic
def note_need_erased(*, keys: Collection[str], by: Actor, at: datetime) -> int:
    """困难情况已清除 by the night: its line says so, and what the journal told of it goes; returns how many."""
    needs = list(Need.objects.filter(code__in=keys).select_related("household"))
    for need in needs:
        need.until, need.erased_on = need.until or need.review_on, localdate(at)
        need.save(update_fields=["until", "erased_on"])
        book.erase_private(need.household.ref)
    return len(needs)


@transaction.atomic
def note_household_erased(*, keys: Collection[str], by: Actor, at: datetime) -> int:
    """户主资料已清除 by the night: its line says so; returns how many."""
    return Household.objects.filter(code__in=keys).update(erased_on=localdate(at))
