"""两卡一台账 leaves the house: who took it, how many households, what for."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import Copy
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.cards.terms import VIEW
from lianxin.work.concerns.problems import Unfit


@transaction.atomic
def note_export(*, unit: Unit, count: int, purpose: str, by: Actor, at: datetime) -> Copy:
    """导出两卡台账: the line is written before the file is made (security.md T6)."""
    by.must_at(VIEW, unit.path)
    if not purpose.strip():
        raise Unfit(_("请写明用途，例如“年度归档”。"), "purpose")
    copy = custody.note_copy(what=str(_("两卡台账")), rows=count, by=by, at=at)
    book.record(
        "card.ledger_exported", of=unit.ref, unit_path=unit.path, by=by, at=at, count=count, purpose=purpose.strip(),
        copy=copy.code,
    )  # fmt: skip
    return copy
