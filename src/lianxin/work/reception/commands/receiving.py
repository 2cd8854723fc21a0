"""办公室的事: take the book over, hand the matters out the next day, gather the items of the meeting, enter what it decided."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.reception import queries
from lianxin.work.reception.commands import handing
from lianxin.work.reception.models import AgendaMeeting, ReceptionEntry, ReceptionSession
from lianxin.work.reception.terms import FLOW, OFFICE, TRANSFER, Disposition


@transaction.atomic
def receive(*, session: ReceptionSession, by: Actor, at: datetime) -> ReceptionSession:
    """接收记录簿: the office signs for it; from here runs the day within which it hands the matters out (M012, M014)."""
    session = ReceptionSession.objects.select_for_update(of=("self",)).select_related("rule").get(pk=session.pk)
    by.must(OFFICE, session)
    session.status = FLOW.after("receive", session.status)
    today = localdate(at)
    session.received_on, session.received_by = today, by.name
    session.transfer_due_on = queries.due(TRANSFER, today)
    session.save(update_fields=["status", "received_on", "received_by", "transfer_due_on"])
    book.record(
        "reception.received", of=session.ref, unit_path=session.unit_path, by=by, at=at, office=session.rule.office
    )
    return session


def _locked(entry: ReceptionEntry, by: Actor) -> ReceptionEntry:
    found = ReceptionEntry.objects.select_for_update(of=("self",)).select_related(
        "session__unit", "session__rule", "concern", "to_unit", "to_person", "meeting"
    )
    entry = found.get(pk=entry.pk)
    by.must(OFFICE, entry)
    return entry


@transaction.atomic
def transfer(
    *, entry: ReceptionEntry, by: Actor, at: datetime, to_unit: Unit | None = None, to_person: Person | None = None,
    instruction: str = "", outside_reason: str = "",
) -> ReceptionEntry:  # fmt: skip
    """转办: hand a matter of the book to whom the receiver or the meeting named; it is to be answered in a week (M014, M018)."""
    entry = _locked(entry, by)
    if entry.transferred_on is not None:
        raise WrongState("reception_entry", "transfer", "transferred")
    if entry.disposition == Disposition.MEETING and entry.decided_on is None:
        raise Unfit(_("会议还没有议定，议定后再转办。"))
    if to_unit is not None or to_person is not None:
        entry.to_unit, entry.to_person = to_unit, to_person
        entry.save(update_fields=["to_unit", "to_person"])
    handing.target(entry.to_unit, entry.to_person, entry.session.unit, localdate(at))
    return handing.hand_out(entry, by=by, at=at, instruction=instruction, outside_reason=outside_reason)


@transaction.atomic
def name_meeting(*, unit: Unit, name: str, by: Actor, at: datetime, meets_on: date | None = None) -> AgendaMeeting:
    """设立会议: a meeting of the unit to whose agenda matters may be handed (M011)."""
    by.must_at(OFFICE, unit.path)
    if not name.strip():
        raise Unfit(_("请写会议名称。"), "name")
    meeting = AgendaMeeting.objects.create(unit=unit, unit_path=unit.path, name=name.strip(), meets_on=meets_on)
    book.record("reception.meeting_named", of=meeting.ref, unit_path=unit.path, by=by, at=at, name=meeting.name)
    return meeting


@transaction.atomic
def pack(*, unit: Unit, by: Actor, at: datetime) -> Sequence[ReceptionEntry]:
    """整理议题: the open items of the unit's meetings as one paper for its head, once a week (M015)."""
    by.must_at(OFFICE, unit.path)
    found = [one for one in queries.agenda(by, unit) if one.packed_on is None]
    if not found:
        raise Unfit(_("没有新的议题要整理。"))
    today = localdate(at)
    ReceptionEntry.objects.filter(pk__in=[one.pk for one in found]).update(packed_on=today)
    for one in found:
        one.packed_on = today
    book.record("reception.packed", of=unit.ref, unit_path=unit.path, by=by, at=at, count=len(found), unit=unit.name)
    return found


@transaction.atomic
def decide(*, entry: ReceptionEntry, decision: str, by: Actor, at: datetime) -> ReceptionEntry:
    """议定: what the meeting decided on one item; the office then hands it out or has it answered (M011, M015)."""
    entry = _locked(entry, by)
    if entry.disposition != Disposition.MEETING or entry.decided_on is not None:
        raise WrongState("reception_entry", "decide", entry.disposition)
    if not decision.strip():
        raise Unfit(_("请写明会议议定的意见。"), "decision")
    entry.decision, entry.decided_on = decision.strip(), localdate(at)
    entry.save(update_fields=["decision", "decided_on"])
    book.record(
        "reception.decided", of=entry.ref, unit_path=entry.unit_path, by=by, at=at, private={"decision": decision},
        meeting=entry.meeting.name if entry.meeting else "",
    )  # fmt: skip
    return entry
