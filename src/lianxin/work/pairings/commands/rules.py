"""联系要求: what a unit asks of its people for a kind of link (M099: 每人包一户)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.pairings.models import PairingRule
from lianxin.work.pairings.terms import ARRANGE, PairingKind


@transaction.atomic
def set_rule(
    *, unit: Unit, kind: str, least: int, most: int, least_days: int, by: Actor, at: datetime, basis: str = ""
) -> PairingRule:
    """定联系要求: each person of the unit and below has at least and at most so many, for at least so many days.

    It holds for links made from now on; those that stand keep what they were made with. `most` 0: no limit.
    """
    by.must_at(ARRANGE, unit.path)
    if most and least > most:
        raise Unfit(_("至少的数不能大于至多的数。"), "least")
    PairingRule.objects.filter(unit=unit, kind=kind).delete()
    rule = PairingRule.objects.create(
        unit=unit, unit_path=unit.path, kind=PairingKind(kind), least=least, most=most, least_days=least_days,
        basis=basis.strip(),
    )  # fmt: skip
    book.record(
        "pairing.rule_set", of=f"unit:{unit.pk}", unit_path=unit.path, by=by, at=at, unit=unit.name,
        kind=PairingKind(kind).label, least=least, most=most or "—",
    )  # fmt: skip
    return rule
