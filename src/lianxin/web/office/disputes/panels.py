"""纠纷在今日和诉求页上的: mediations that are due, the step 登记为纠纷调解, the dispute that came of a concern."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.disputes.shown import left_of
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, OPEN
from lianxin.work.disputes import queries
from lianxin.work.disputes.terms import RECORD, VIEW


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """调结 and 回访履行 of one's own unit that are due: one statement, none for whoever does not mediate."""
    for one in queries.to_mediate(actor, today)[:most]:
        dispute, url = one.dispute, reverse("disputes:dispute", args=[one.dispute.code])
        if one.concluded_on is None:
            left, tone = left_of(one, today)
            yield Waiting(_("调结纠纷"), dispute.title, dispute.unit.name, url, one.due_on, left, tone)
        else:
            yield Waiting(
                _("回访协议履行"), dispute.title, dispute.unit.name, url, one.fulfil_by, _("履行期已过"), "late"
            )


def beside_concern(request: Request, concern: Concern) -> dict[str, Any] | None:
    """连着的纠纷: one statement, none without the right."""
    if not request.actor.has(VIEW):
        return None
    found = list(queries.of_concern(concern)[:5])
    return {"rows": [(one, request.actor.may(VIEW, one)) for one in found]} if found else None


def steps(request: Request, concern: Concern) -> Iterator[Step]:
    """登记为纠纷调解: while it is in hand; never of what complains about somebody."""
    actor = request.actor
    if concern.status not in OPEN or concern.kind in CONFIDENTIAL_KINDS or concern.is_confidential:
        return
    if actor.may_at(RECORD, concern.unit_path):
        yield Step(_("登记为纠纷调解"), reverse("disputes:from_concern", args=[concern.code]))


panels.waits(waits)
panels.panel("concern", "disputes/panel.html", beside_concern, where="aside")
panels.steps("concern", steps, group="hand")
panels.rows("dispute", "disputes/rows_dispute.html")
panels.rows("mediation", "disputes/rows_mediation.html")
