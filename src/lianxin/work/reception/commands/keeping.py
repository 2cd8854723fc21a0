"""记录簿: each visitor entered as a concern with its 处理意见, the book filled in the same day, handed over the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker, Receipt
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import ASSIGN, Channel, Handling
from lianxin.work.reception import queries
from lianxin.work.reception.commands import handing
from lianxin.work.reception.models import AgendaMeeting, ReceptionEntry, ReceptionSession
from lianxin.work.reception.terms import ANSWERED_AT_ONCE, BRANCHES, FLOW, RECORD, Disposition, Power

WRITE = {
    Disposition.SOLVED: gettext_lazy("请写明当场解决的办法。"),
    Disposition.EXPLAINED: gettext_lazy("请写明向来访人解释了什么。"),
    Disposition.LATER: gettext_lazy("请写明暂时不能解决的原因和下一步。"),
    Disposition.TRANSFERRED: gettext_lazy("请写明转办的要求。"),
    Disposition.MEETING: gettext_lazy("请写明提请会议研究什么。"),
}


@dataclass(frozen=True)
class Visit:
    """一次来访 as the receiver writes it down: what was brought, and what he decided on it."""

    text: str
    kind: str
    topic: Topic
    disposition: str
    opinion: str
    power: str = Power.WITHIN
    unit: Unit | None = None
    asker: Asker = field(default_factory=Asker)
    title: str = ""
    place: str = ""
    occurred_on: date | None = None
    subject_units: Sequence[Unit] = ()
    subject_persons: Sequence[Person] = ()
    to_unit: Unit | None = None
    to_person: Person | None = None
    meeting: AgendaMeeting | None = None
    promised_on: date | None = None
    outside_reason: str = ""
    policy: str = ""
    article: str = ""
    is_principle: bool = False
    at_once: bool = True

    @property
    def handling(self) -> str:
        """处理方式: what is settled in the room is 即办, with the policy named 释明; all else has a limit."""
        if self.disposition == Disposition.SOLVED:
            return Handling.IMMEDIATE
        if self.disposition == Disposition.EXPLAINED:
            return Handling.EXPLAIN if self.policy.strip() else Handling.IMMEDIATE
        return Handling.TIME_LIMIT

    @property
    def explained(self) -> str:
        """What was explained, where the class asks for a record of it."""
        return self.opinion if self.handling == Handling.EXPLAIN else ""


def _must_record(by: Actor, session: ReceptionSession) -> None:
    if not queries.may_record(by, session):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": RECORD.label})


def _locked(session: ReceptionSession, verb: str, by: Actor) -> ReceptionSession:
    found = (
        ReceptionSession.objects.select_for_update(of=("self",))
        .select_related("rule", "unit", "receiver")
        .get(pk=session.pk)
    )
    _must_record(by, found)
    found.status = FLOW.after(verb, found.status)
    return found


@transaction.atomic
def enter(*, session: ReceptionSession, visit: Visit, by: Actor, at: datetime, entry_key: str = "") -> Receipt:
    """登记来访: the line of the log book is the concern itself; 处理意见 is required and decides its next step (M006–M011).

    A complaint about the session's own unit or its writer goes behind the wall at once: it is registered, its receipt
    is handed out, and no line of this book tells of it.
    """
    session = _locked(session, "enter", by)
    today = localdate(at)
    if today < session.on:
        raise Unfit(_("还没有到接待的日子。"))
    _fits(visit, session, today)
    lent = queries.on_duty(by, session)
    receipt = concerns.register(
        text=visit.text, kind=visit.kind, channel=Channel.RECEPTION_DAY, unit=visit.unit or session.unit, by=lent, at=at,
        title=visit.title, place=visit.place, asker=visit.asker, occurred_on=visit.occurred_on,
        subject_units=visit.subject_units, subject_persons=visit.subject_persons, entry_key=entry_key,
    )  # fmt: skip
    if receipt.is_new and not receipt.concern.is_hidden_from(by):
        _write_down(session, visit, receipt.concern, lent, at)
    return receipt


def _write_down(session: ReceptionSession, visit: Visit, concern: Concern, by: Actor, at: datetime) -> None:
    today = localdate(at)
    concern = _classified(session, visit, concern, by, at)
    number = session.entries.count() + 1
    entry = ReceptionEntry.objects.create(
        session=session, unit_path=session.unit_path, concern=concern, number=number, power=visit.power,
        disposition=visit.disposition, opinion=visit.opinion.strip(), is_principle=visit.is_principle,
        to_unit=visit.to_unit, to_person=visit.to_person, meeting=visit.meeting, promised_on=visit.promised_on,
        recorded_by=by.name, at=at,
    )  # fmt: skip
    session.entered_on = session.entered_on or today
    session.completed_on = session.completed_at = None
    session.is_without_visitors = False
    session.save(update_fields=["status", "entered_on", "completed_on", "completed_at", "is_without_visitors"])
    book.record(
        "reception.entered", of=concern.ref, unit_path=session.unit_path, by=by, at=at, number=number,
        disposition=Disposition(visit.disposition).label, session=session.code,
    )  # fmt: skip
    if visit.disposition in ANSWERED_AT_ONCE:
        concerns.answer_now(concern=concern, text=visit.opinion, explained=visit.explained, by=by, at=at)
    elif visit.at_once and visit.disposition != Disposition.MEETING and by.may(ASSIGN, concern):
        handing.hand_out(entry, outside_reason=visit.outside_reason, by=by, at=at)


def _classified(session: ReceptionSession, visit: Visit, concern: Concern, by: Actor, at: datetime) -> Concern:
    """分类受理 with what each class must have in writing: the 处理意见 is the stance, whoever gets it is responsible."""
    named = (visit.to_person, visit.to_unit, session.receiver)
    is_sooner = visit.promised_on is not None and concern.due_on is not None and visit.promised_on <= concern.due_on
    return concerns.classify(
        concern=concern, topic=visit.topic, kind=visit.kind, handling=visit.handling, by=by, at=at,
        stance=visit.opinion, responsible=next(one.name for one in named if one is not None),
        promised_on=visit.promised_on if is_sooner else None, policy=visit.policy, article=visit.article,
    )  # fmt: skip


def _fits(visit: Visit, session: ReceptionSession, today: date) -> None:
    """处理意见 is whole: its text, and what its kind asks for (M008–M011, M020)."""
    if visit.disposition not in BRANCHES.get(visit.power, ()):
        raise Unfit(_("处理意见与职权范围不符：不在职权范围的转办，重大事项提交会议。"), "disposition")
    if not visit.opinion.strip():
        raise Unfit(str(WRITE[Disposition(visit.disposition)]), "opinion")
    if visit.disposition == Disposition.TRANSFERRED:
        handing.target(visit.to_unit, visit.to_person, session.unit, today)
    if visit.disposition == Disposition.MEETING:
        if visit.meeting is None:
            raise Unfit(_("请选提交哪个会议。"), "meeting")
        if visit.meeting.unit_path != session.unit_path:
            raise Unfit(_("请选本单位的会议。"), "meeting")
    if visit.promised_on is not None and visit.promised_on < today:
        raise Unfit(_("承诺解决日期不能早于今天。"), "promised_on")


@transaction.atomic
def complete(
    *, session: ReceptionSession, by: Actor, at: datetime, is_without_visitors: bool = False
) -> ReceptionSession:
    """填写完毕: on the day itself; an empty book is closed as 无人来访, and so is told from one forgotten (M007)."""
    session = _locked(session, "complete", by)
    today, count = localdate(at), session.entries.count()
    if today < session.on:
        raise Unfit(_("还没有到接待的日子。"))
    if count == 0 and not is_without_visitors:
        raise Unfit(_("记录簿是空的。请先登记来访，或确认无人来访。"))
    if count and is_without_visitors:
        raise Unfit(_("记录簿里已有登记，不能写无人来访。"))
    session.completed_on, session.completed_at, session.is_without_visitors = today, at, is_without_visitors
    session.save(update_fields=["status", "completed_on", "completed_at", "is_without_visitors"])
    book.record("reception.completed", of=session.ref, unit_path=session.unit_path, by=by, at=at, count=count)
    return session


@transaction.atomic
def hand_over(*, session: ReceptionSession, by: Actor, at: datetime) -> ReceptionSession:
    """移交: the receiver gives the book to the office, within the next day (M012)."""
    session = _locked(session, "hand_over", by)
    session.handed_over_on, session.handed_over_by = localdate(at), by.name
    session.save(update_fields=["status", "handed_over_on", "handed_over_by"])
    book.record(
        "reception.handed_over", of=session.ref, unit_path=session.unit_path, by=by, at=at, office=session.rule.office
    )
    return session
