"""设定年度限额 (JF-9): how many documents and meetings each unit of a kind may have in a year."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.reports.documents.models import YearBudget
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.terms import BUDGET

MOST = 1000


@transaction.atomic
def set_budget(
    *, unit: Unit, year: int, unit_kind: str, documents: int | None, meetings: int | None, by: Actor, at: datetime
) -> YearBudget:
    """设定年度限额 for the units of a kind at and under one; None is no limit. It is a most, never a number to reach."""
    by.must_at(BUDGET, unit.path)
    today = localdate(at)
    if not today.year <= year <= today.year + 1:
        raise Unfit(_("只设今年和明年的限额。"), "year")
    for field, most in (("documents", documents), ("meetings", meetings)):
        if most is not None and not 0 <= most <= MOST:
            raise Unfit(_("限额请写 0 到 1000，不限的留空。"), field)
    budget, _new = YearBudget.objects.update_or_create(
        unit=unit, year=year, unit_kind=UnitKind(unit_kind),
        defaults={"unit_path": unit.path, "documents": documents, "meetings": meetings, "set_by_name": by.name, "set_on": today},
    )  # fmt: skip
    book.record(
        "document.budgeted", of=unit.ref, unit_path=unit.path, by=by, at=at, year=year, kind=UnitKind(unit_kind).label,
        documents=_words(documents), meetings=_words(meetings),
    )  # fmt: skip
    return budget


def _words(most: int | None) -> str:
    return "不限" if most is None else str(most)
