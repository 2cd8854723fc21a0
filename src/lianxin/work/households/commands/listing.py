"""导出困难户台账: who took the ledger out of the system, and of how many households."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import Copy, ExportRequest
from lianxin.base.custody.terms import ExportPurpose
from lianxin.base.journal import book
from lianxin.base.journal.book import Line
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.problems import Unfit
from lianxin.work.households.models import Household
from lianxin.work.households.terms import OPEN


@transaction.atomic
def note_listing(*, unit: Unit, count: int, by: Actor, at: datetime) -> Copy:
    """导出台账留痕: written before the file is made; only whoever may open households there takes their ledger along."""
    by.must_at(OPEN, unit.path)
    copy = custody.note_copy(what=str(_("困难户台账")), rows=count, by=by, at=at)
    book.record("household.listed", of=unit.ref, unit_path=unit.path, by=by, at=at, count=count, copy=copy.code)
    return copy


@transaction.atomic
def take_along(*, asked: ExportRequest, refs: Sequence[str], by: Actor, at: datetime) -> Copy:
    """带出户册 with names and telephones: once, as another allowed; each household's history tells of it."""
    if set(refs) - set(asked.keys):
        raise Unfit(_("只能带出批准过的那些户。"))
    places = dict(
        Household.objects.filter(code__in=[ref.partition(":")[2] for ref in refs]).values_list("code", "unit_path")
    )
    for path in set(places.values()):
        by.must_at(OPEN, path)
    copy = custody.take_export(asked=asked, rows=len(refs), by=by, at=at)
    words = ExportPurpose(asked.purpose).label
    book.record_many([
        Line("household.taken_along", f"household:{code}", path, by, at, {"outcome": words, "copy": copy.code})
        for code, path in places.items()
    ])  # fmt: skip
    return copy
