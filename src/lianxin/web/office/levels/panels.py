"""上下级 on a concern's page and in 今日."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.levels import shown
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import OPEN, Status
from lianxin.work.levels import queries
from lianxin.work.levels.models import Submission, UpperOrder
from lianxin.work.levels.terms import ANSWER, GIVE_BACK, SEE, SUBMIT, State

LOOK_AHEAD = timedelta(days=14)  # 待反馈 shows in 今日 so long before its day


def _panel(request: Request, concern: Concern) -> dict[str, Any] | None:
    """What the upper level demanded and what was sent up: to whoever may read the concern, its handler too."""
    order = UpperOrder.objects.filter(concern=concern).first()
    sent = list(Submission.objects.filter(concern=concern).order_by("sent_on", "pk"))
    if order is None and not sent:
        return None
    if order is not None:
        order.concern = concern  # known already: no statement for it
    for one in sent:
        one.concern = concern
    rows = [(one, shown.TONES[State(one.state)], one.get_state_display(), request.actor.may(SEE, one)) for one in sent]
    return {"order": order, "rows": rows}


def _steps(request: Request, concern: Concern) -> Iterable[Step]:
    if concern.status in OPEN and concern.status != Status.MERGED and request.actor.may(SUBMIT, concern):
        yield Step(gettext_lazy("上报"), reverse("levels:submit", args=[concern.code]))


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterable[Waiting]:
    if actor.has(ANSWER):
        for one in queries.waiting_answers(actor, most):
            word = _("签收上报") if one.state == State.SENT else _("答复上报")
            title = concerns.shown(one.concern.title, one.concern, actor)
            yield Waiting(word, title, one.unit.name, reverse("levels:submission", args=[one.code]), one.sent_on)
    if actor.has(GIVE_BACK):
        for order in queries.waiting_returns(actor, today + LOOK_AHEAD, most):
            left = shown.order_left(order, today, calendar)
            title = concerns.shown(order.concern.title, order.concern, actor)
            url = reverse("levels:order", args=[order.concern.code])
            yield Waiting(_("报送上级"), title, order.concern.unit.name, url, order.return_by, left.text, left.tone)


panels.panel("concern", "levels/panel.html", _panel, order=30)
panels.steps("concern", _steps, group="up")
panels.waits(_waits)
