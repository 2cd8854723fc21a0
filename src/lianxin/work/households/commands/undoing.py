"""撤销导入: what a file brought into the register goes again, as long as nobody has worked with it since."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.households.models import Household, Need
from lianxin.work.households.terms import EDIT

BROUGHT = ("household.registered", "need.noted")


@transaction.atomic
def take_out(
    *, households: Sequence[Household], needs: Sequence[Need], since: datetime, by: Actor, at: datetime
) -> int:  # fmt: skip
    """撤销导入的户和困难情况: all or none; refused where one of them was opened, visited, reviewed or changed since."""
    gone = list(Household.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in households]))
    noted = list(
        Need.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in needs])
        .select_related("household")
    )
    for one in [*gone, *noted]:
        by.must(EDIT, one)
    refs = {one.ref for one in gone} | {one.household.ref for one in noted}
    if book.stories(refs).filter(at__gte=since).exclude(event__in=BROUGHT).exists():
        raise Unfit(_("导入的户里已经有人查看、走访或修改过，不能撤销。请逐户办理离册或结束困难情况。"))
    try:
        Need.objects.filter(pk__in=[one.pk for one in noted]).delete()
        Household.objects.filter(pk__in=[one.pk for one in gone]).delete()
    except ProtectedError as kept:
        raise Unfit(_("导入的户已经有了别的记录（如结对、走访），不能撤销。请逐户办理离册。")) from kept
    for ref in sorted({one.ref for one in gone}):
        book.erase_private(ref)  # what the journal held of their names
    book.record_many([book.Line("household.removed", one.ref, one.unit_path, by, at) for one in gone])
    book.record_many([book.Line("need.removed", one.household.ref, one.unit_path, by, at) for one in noted])
    return len(gone) + len(noted)
