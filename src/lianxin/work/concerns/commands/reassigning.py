"""改派: from one unit to another in one step; the clock runs on (T11)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import clocking
from lianxin.work.concerns.commands import outside, tasks
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import FLOW
from lianxin.work.concerns.through_terms import REASSIGN


@transaction.atomic
def reassign(*, concern: Concern, to: Unit, reason: str, by: Actor, at: datetime, outside_reason: str = "") -> Concern:
    """改派: to another unit under the same rules as 交办; the dates stay as they are."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(REASSIGN, concern)
    concern.status = FLOW.after("reassign", concern.status)
    was = concern.handler
    if was is not None and was.pk == to.pk:
        raise Unfit(_("现在就是由这个单位承办。"), "to")
    if not reason.strip():
        raise Unfit(_("请写明改派的理由。"), "reason")
    tasks.refuse_subject(concern, to, "to")
    outside.hand(concern, to, reason=outside_reason, by=by, at=at)
    concern.handler, concern.handler_path, concern.handed_on = to, to.path, clocking.today(at)
    concern.acknowledged_on = None
    concern.save()
    tasks.hand_tasks(concern, (), due_on=None, instruction="", by=by, at=at)  # ends what the new handler assisted with
    book.record(
        "concern.reassigned", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason},
        was=was.name if was else "", to=to.name, to_path=to.path, due_on=clocking.working_date(concern).isoformat(),
    )  # fmt: skip
    return concern
