"""采纳: what became of a suggestion, an opinion, a criticism (信访工作条例 第二十九条)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.publishing.models import Adoption
from lianxin.work.publishing.terms import ADOPT, OPINIONS, Decision


@transaction.atomic
def adopt(*, concern: Concern, decision: str, reason: str, by: Actor, at: datetime) -> Adoption:
    """登记采纳情况: adopted, partly or not, with the reason; the resident reads both. A later word replaces it."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(ADOPT, concern)
    if concern.kind not in OPINIONS:
        raise Unfit(_("只有建议、意见、批评才登记采纳情况。"))
    if concern.status in (Status.VOIDED, Status.DECLINED):
        raise Unfit(_("已作废或不予受理的，不登记采纳情况。"))
    if not reason.strip():
        raise Unfit(_("请写明理由：怎么采纳，或为什么没有采纳。群众会看到。"), "reason")
    clearance.demand({"reason": reason})
    unit = Unit.objects.filter(path=by.own_path).first() or concern.handler or concern.unit
    adoption, _new = Adoption.objects.update_or_create(
        concern=concern,
        defaults={
            "unit_path": concern.unit_path, "decision": decision, "reason": reason.strip(), "unit": unit,
            "by_name": by.name, "decided_on": localdate(at),
        },
    )  # fmt: skip
    book.record(
        "adoption.decided", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        private={"reason": adoption.reason}, decision=Decision(decision).label, unit=unit.name,
    )  # fmt: skip
    return adoption
