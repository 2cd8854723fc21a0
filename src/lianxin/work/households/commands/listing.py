"""导出困难户台账: who took the ledger out of the system, and of how many households."""

from datetime import datetime

from django.db import transaction

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.households.terms import OPEN


@transaction.atomic
def note_listing(*, unit: Unit, count: int, by: Actor, at: datetime) -> None:
    """导出台账留痕: written before the file is made; only whoever may open households there takes their ledger along."""
    by.must_at(OPEN, unit.path)
    book.record("household.listed", of=unit.ref, unit_path=unit.path, by=by, at=at, count=count)
