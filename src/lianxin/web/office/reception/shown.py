"""接待日的一行一格: sessions, lines of the book and their clocks as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name
from lianxin.pure.workdays import Calendar
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import Left
from lianxin.work.concerns.terms import Status
from lianxin.work.reception import queries
from lianxin.work.reception.models import ReceptionEntry, ReceptionSession
from lianxin.work.reception.terms import ARRANGE, FLOW, OFFICE, Disposition, SessionStatus

TONES = {
    SessionStatus.PLANNED: "todo", SessionStatus.COMPLETED: "doing", SessionStatus.HANDED_OVER: "doing",
    SessionStatus.RECEIVED: "done", SessionStatus.CALLED_OFF: "quiet",
}  # fmt: skip
ROOMS = (
    ("index", gettext_lazy("场次")), ("register", gettext_lazy("转办和会议登记")), ("agenda", gettext_lazy("会议议题")),
    ("mailbox", gettext_lazy("信箱来信")), ("rules", gettext_lazy("规定与轮值")),
)  # fmt: skip
RUNNING = (Status.REGISTERED, Status.RETURNED, Status.ASSIGNED, Status.IN_HAND)


@dataclass(frozen=True)
class Tab:
    """一个标签."""

    word: str | Promise
    url: str
    is_current: bool
    count: int | None = None


def tabs(current: str) -> list[Tab]:
    """The parts of this room."""
    return [Tab(word, reverse(f"reception:{name}"), name == current) for name, word in ROOMS]


def left(due_on: date | None, done_on: date | None, today: date, calendar: Calendar) -> Left:
    """还有几日 of a clock that ends with a day: done in time, done late, or how long is left."""
    if due_on is None:
        return Left("")
    if done_on is not None:
        return Left(_("已超期"), "late") if done_on > due_on else Left(_("按期"), "done")
    if due_on < today:
        over = (today - due_on).days
        return Left(ngettext("超期 %(days)s 日", "超期 %(days)s 日", over) % {"days": over}, "late")
    if due_on == today:
        return Left(_("今天到期"), "soon")
    days = calendar.workdays_after(today, due_on)
    return Left(ngettext("还有 %(days)s 个工作日", "还有 %(days)s 个工作日", days) % {"days": days})


@dataclass(frozen=True)
class SessionRow:
    """一场 in a list."""

    session: ReceptionSession
    word: str | Promise
    tone: str
    chip: Left
    count: int


def book_left(session: ReceptionSession, today: date) -> Left:
    """记录簿: to be filled in on the day itself (M007)."""
    if session.status == SessionStatus.CALLED_OFF or today < session.on:
        return Left("", provisional=session.is_provisional)
    if session.completed_on is not None:
        late = session.book_is_late(today)
        return Left(_("补填"), "late") if late else Left(_("当日填完"), "done")
    if today == session.on:
        return Left(_("今天填完"), "soon")
    return Left(_("记录簿未填完") if session.entered_on else _("记录簿空着"), "late")


def session_rows(found: Iterable[ReceptionSession], today: date) -> list[SessionRow]:
    """Sessions with their words."""
    return [
        SessionRow(
            one, one.get_status_display(), TONES[SessionStatus(one.status)], book_left(one, today),
            getattr(one, "count", 0),
        )
        for one in found
    ]  # fmt: skip


@dataclass(frozen=True)
class EntryRow:
    """记录簿的一行: title and words as this actor may read them, the requester masked, its clock."""

    entry: ReceptionEntry
    concern: Concern
    title: str
    text: str
    opinion: str
    decision: str
    asker: str
    category: str
    people: int
    chip: Left
    may_decide: bool
    may_transfer: bool


def entry_rows(found: Iterable[ReceptionEntry], by: Actor, today: date, calendar: Calendar) -> list[EntryRow]:
    """Lines of the book with their words."""
    return [_entry_row(one, by, today, calendar) for one in found]


def _entry_row(one: ReceptionEntry, by: Actor, today: date, calendar: Calendar) -> EntryRow:
    concern = one.concern
    asker = getattr(concern, "requester", None)
    sees = asker is not None and concerns.sees_asker(by, concern)
    is_answered = concern.status not in RUNNING
    chip = left(one.answer_due_on, concern.replied_on, today, calendar) if one.answer_due_on and not is_answered else (
        concerns.left(concern, today, calendar)
    )  # fmt: skip
    is_office = by.may_at(OFFICE, one.unit_path)
    is_open = concern.status in (Status.REGISTERED, Status.RETURNED)
    undecided = one.disposition == Disposition.MEETING and one.decided_on is None
    return EntryRow(
        entry=one, concern=concern, title=concerns.shown(concern.title, concern, by),
        text=concerns.shown(concern.text, concern, by), opinion=concerns.shown(one.opinion, concern, by),
        decision=concerns.shown(one.decision, concern, by), asker=mask_name(asker.name) if asker and sees else "",
        category=queries.category_label(asker.category) if asker else "", people=asker.people_count if asker else 1,
        chip=chip, may_decide=is_office and undecided,
        may_transfer=is_office and is_open and not undecided and one.transferred_on is None,
    )  # fmt: skip


def deeds(request: Request, session: ReceptionSession) -> dict[str, bool]:
    """What the actor may do with this session now."""
    by, day_has_come = request.actor, request.today >= session.on
    can = {verb: FLOW.can(verb, session.status) for verb in FLOW.moves}
    writes, arranges = queries.may_record(by, session), by.may(ARRANGE, session)
    return {
        "enter": writes and can["enter"] and day_has_come,
        "complete": writes and can["complete"] and day_has_come,
        "hand_over": writes and can["hand_over"],
        "receive": by.may(OFFICE, session) and can["receive"],
        "shift": arranges and can["shift"],
        "call_off": arranges and can["call_off"] and session.entered_on is None,
    }


def clocks_of(session: ReceptionSession, today: date, calendar: Calendar) -> list[tuple[Any, date | None, Left]]:
    """The three clocks of a session: the book on the day, the hand-over the next, the transfer after the receipt."""
    rows: list[tuple[Any, date | None, Left]] = [(_("记录簿填完"), session.on, book_left(session, today))]
    if session.status != SessionStatus.CALLED_OFF and today >= session.on:
        chip = left(session.hand_over_due_on, session.handed_over_on, today, calendar)
        rows.append((_("移交办公室"), session.hand_over_due_on, chip))
    if session.transfer_due_on is not None:
        rows.append((_("事项转办"), session.transfer_due_on, Left("")))
    return rows


def calendar_line(session: ReceptionSession) -> str:
    """One line of a calendar: when, what, who receives, where."""
    told = f"{session.from_time:%H:%M}–{session.to_time:%H:%M} {session.rule.label}，{session.receiver.name}，{session.place}"
    return told + (_("（暂定）") if session.is_provisional else "")
