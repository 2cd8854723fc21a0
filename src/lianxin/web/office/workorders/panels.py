"""外来工单 on a concern's page: the sender's number and clock beside the house's own, and the way to the answer sheet."""

from typing import Any

from lianxin.web.ui import panels
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.levels.terms import GIVE_BACK
from lianxin.work.workorders.models import WorkOrder


def _panel(request: Request, concern: Concern) -> dict[str, Any] | None:
    if not concern.external_number:
        return None
    order = WorkOrder.objects.select_related("concern__upper_order").filter(concern=concern).first()
    if order is None:
        return None
    upper = order.concern.upper_order
    is_earlier = bool(upper.return_by and concern.due_on and upper.return_by < concern.due_on and not upper.returned_on)
    return {
        "order": order, "upper": upper, "concern": concern, "is_earlier": is_earlier,
        "may_answer": request.actor.may(GIVE_BACK, concern),
    }  # fmt: skip


panels.panel("concern", "workorders/panel.html", _panel, order=29)
