"""督办积案 on a concern's page and in 今日."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.supervision import shown
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import OPEN, VIEW
from lianxin.work.supervision import queries
from lianxin.work.supervision.models import Correction, OldCase, Reminder, SupervisionOrder
from lianxin.work.supervision.terms import CONFIRM, ISSUE, LEADS, REPORT, SEE, CorrectionState, OrderState

REMINDED = 12
MOST_REMINDERS = 8  # in 今日: they must not crowd out what else waits
REVIEW_AHEAD = timedelta(days=7)


def _orders(request: Request, concern: Concern) -> dict[str, Any] | None:
    """督办中, 包案: to whoever may read the concern; the link only where the order's own page opens."""
    found = list(
        SupervisionOrder.objects.past_the_wall(by=request.actor)
        .filter(links__concern=concern)
        .select_related("unit", "to")
    )
    case = OldCase.objects.filter(concern=concern).select_related("leader", "leader_unit").first()
    if not found and case is None:
        return None
    if case is not None:
        case.concern = concern  # known already: no statement for it
    grants = request.actor.grants.get(SEE.code, ())
    rows = [
        (one, shown.TONES[one.state], any(path.startswith(root) for path in (one.unit_path, one.to_path) for root in grants))
        for one in found
    ]  # fmt: skip
    return {"rows": rows, "case": case}


def _reminders(request: Request, concern: Concern) -> dict[str, Any] | None:
    """提醒: each with the reason why it was given."""
    found = list(Reminder.objects.filter(concern=concern).select_related("step", "unit")[:REMINDED])
    if not found:
        return None
    calendar = clocks.calendar()
    return {"rows": [(one, shown.WHOM[one.told], shown.why(one, localdate(one.given_at), calendar)) for one in found]}


def _steps(request: Request, concern: Concern) -> Iterable[Step]:
    if concern.status in OPEN and request.actor.may(ISSUE, concern):
        yield Step(gettext_lazy("督办"), reverse("supervision:issue") + f"?code={concern.code}")
        yield Step(gettext_lazy("积案、包案"), reverse("supervision:case", args=[concern.code]))


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterable[Waiting]:
    if actor.has(REPORT):
        found = SupervisionOrder.objects.reachable(by=actor, to=REPORT).filter(
            to_path=actor.own_path, state=OrderState.OPEN
        )
        yield from _waiting_orders(_("回复督办"), found, today, calendar, most)
    if actor.has(ISSUE):
        found = SupervisionOrder.objects.reachable(by=actor, to=ISSUE).filter(
            unit_path=actor.own_path, state=OrderState.ANSWERED
        )
        yield from _waiting_orders(_("审核督办"), found, today, calendar, most)
    yield from _waiting_corrections(actor, today, calendar, most)
    if actor.has(LEADS):
        yield from _waiting_cases(actor, today, calendar, most)
    for reminder in queries.reminders_for(actor, min(most, MOST_REMINDERS)):
        concern = reminder.concern
        left = concerns.left(concern, today, calendar)
        title = concerns.shown(concern.title, concern, actor)
        url = reverse("concerns:detail", args=[concern.code])
        yield Waiting(
            _("提醒"), title, reminder.step.label, url, concern.due_on, left.text, left.tone, left.provisional
        )


def _waiting_orders(
    word: str, found: Any, today: date, calendar: Calendar, most: int
) -> Iterable[Waiting]:  # fmt: skip
    for one in found.select_related("unit").order_by("answer_by", "code")[:most]:
        left = shown.order_left(one, today, calendar)
        yield Waiting(
            word,
            one.title,
            one.unit.name,
            reverse("supervision:order", args=[one.code]),
            one.answer_by,
            left.text,
            left.tone,
        )


def _waiting_corrections(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterable[Waiting]:
    asked = []
    if actor.has(REPORT):
        found = Correction.objects.reachable(by=actor, to=REPORT).filter(to_path=actor.own_path)
        asked.append((_("报整改情况"), found.filter(state=CorrectionState.ISSUED)))
    if actor.has(CONFIRM):
        found = Correction.objects.reachable(by=actor, to=CONFIRM).filter(upper_path=actor.own_path)
        asked.append((_("确认整改"), found.filter(state=CorrectionState.ANSWERED)))
    for word, rows in asked:
        for one in rows.select_related("to").order_by("answer_by", "code")[:most]:
            left = shown.left_until(one.answer_by, today, calendar)
            url = reverse("supervision:correction", args=[one.code])
            yield Waiting(word, str(one.get_fact_display()), one.to.name, url, one.answer_by, left.text, left.tone)


def _waiting_cases(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterable[Waiting]:
    found = OldCase.objects.reachable(by=actor, to=VIEW).filter(
        leader_id=actor.person_id, review_on__lte=today + REVIEW_AHEAD, concern__status__in=OPEN
    )
    for one in found.select_related("concern__unit", "concern__requester").order_by("review_on", "pk")[:most]:
        left = shown.left_until(one.review_on, today, calendar) if one.review_on else None
        title = concerns.shown(one.concern.title, one.concern, actor)
        url = reverse("supervision:case", args=[one.concern.code])
        yield Waiting(
            _("研究包案"),
            title,
            one.concern.unit.name,
            url,
            one.review_on,
            left.text if left else "",
            left.tone if left else "",
        )


panels.panel("concern", "supervision/panel.html", _orders, order=20)
panels.panel("concern", "supervision/panel_reminders.html", _reminders, where="aside", order=60)
panels.steps("concern", _steps, group="up")
panels.waits(_waits)
