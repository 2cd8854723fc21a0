"""导出困难户台账: who took the ledger out of the system, and of how many households."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import Copy
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.households.terms import OPEN


@transaction.atomic
def note_listing(*, unit: Unit, count: int, by: Actor, at: datetime) -> Copy:
    """导出台账留痕: written before the file is made; only whoever may open households there takes their ledger along."""
    by.must_at(OPEN, unit.path)
    copy = custody.note_copy(what=str(_("困难户台账")), rows=count, by=by, at=at)
    book.record("household.listed", of=unit.ref, unit_path=unit.path, by=by, at=at, count=count, copy=copy.code)
    return copy
