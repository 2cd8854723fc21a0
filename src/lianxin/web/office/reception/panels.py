"""接待日 on a concern's page and in 今日."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.reception import shown
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import ANSWER_NOW, FLOW, REPLY, Channel
from lianxin.work.reception import queries
from lianxin.work.reception.models import ReceptionEntry, ReceptionSession
from lianxin.work.reception.terms import PACK, VIEW, Disposition, SessionStatus

WORDS = {
    SessionStatus.PLANNED: gettext_lazy("填记录簿"), SessionStatus.COMPLETED: gettext_lazy("移交记录簿"),
    SessionStatus.HANDED_OVER: gettext_lazy("接收记录簿"),
}  # fmt: skip


def _panel(request: Request, concern: Concern) -> dict[str, Any] | None:
    """What the receiver decided, for whoever may read the concern; nothing of concerns that came in another way."""
    if concern.channel != Channel.RECEPTION_DAY:
        return None
    found = ReceptionEntry.objects.filter(concern=concern).select_related(
        "session__unit", "session__receiver", "to_unit", "to_person", "meeting"
    )
    entry = found.first()
    if entry is None:
        return None
    opinion, decision = (concerns.shown(text, concern, request.actor) for text in (entry.opinion, entry.decision))
    may_open = request.actor.may(VIEW, entry.session)
    return {"entry": entry, "opinion": opinion, "decision": decision, "may_open": may_open}


def _letter(request: Request, concern: Concern) -> dict[str, Any] | None:
    """答复函: offered where there is a reply and the reader may write to the resident."""
    may = request.actor.may(REPLY, concern) or request.actor.may(ANSWER_NOW, concern)
    return {"concern": concern} if may and concern.replied_on is not None else None


def _steps(request: Request, concern: Concern) -> Iterable[Step]:
    if FLOW.can("reply", concern.status) and request.actor.may(REPLY, concern):
        yield Step(gettext_lazy("答复并记形式"), reverse("reception:reply", args=[concern.code]))


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterable[Waiting]:
    if not actor.has(VIEW):
        return
    for session in queries.waiting_sessions(actor, today):
        yield _session_waits(session, today, calendar)
    for entry in queries.waiting_entries(actor):
        is_agenda = entry.disposition == Disposition.MEETING and entry.decided_on is None
        due_on = queries.due(PACK, entry.session.on) if is_agenda else entry.session.transfer_due_on
        word = _("整理议题") if is_agenda else _("转办")
        url = reverse("reception:agenda" if is_agenda else "reception:register")
        chip = shown.left(due_on, None, today, calendar)
        title = concerns.shown(entry.concern.title, entry.concern, actor)
        yield Waiting(word, title, entry.session.unit.name, url, due_on, chip.text, chip.tone)


def _session_waits(session: ReceptionSession, today: date, calendar: Calendar) -> Waiting:
    is_today = session.status == SessionStatus.PLANNED and session.on == today
    due_on = session.on if session.status == SessionStatus.PLANNED else session.hand_over_due_on
    chip = shown.left(due_on, None, today, calendar)
    word = _("今天接待") if is_today else WORDS[SessionStatus(session.status)]
    title = _("%(day)s %(weekday)s %(place)s") % {
        "day": f"{session.on.month}月{session.on.day}日", "weekday": session.weekday, "place": session.place,
    }  # fmt: skip
    url = reverse("reception:session", args=[session.code])
    return Waiting(word, title, session.unit.name, url, due_on, chip.text, chip.tone)


panels.panel("concern", "reception/panel.html", _panel, order=20)
panels.panel("concern", "reception/letter_panel.html", _letter, where="aside")
panels.steps("concern", _steps, group="ask")
panels.waits(_waits)
panels.rows("receptionsession", "reception/rows_session.html")
