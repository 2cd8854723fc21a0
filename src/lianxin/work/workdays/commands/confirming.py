"""确认工作日: one line for a whole station, exceptions only, any day afterwards (JF-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.stations.models import Station, StationMember
from lianxin.work.workdays import queries
from lianxin.work.workdays.models import Absence, DayRecord
from lianxin.work.workdays.terms import CONFIRM, ON_LEAVE, AbsenceStage, Rule


@dataclass(frozen=True)
class Away:
    """例外: one who was not there, by the code of the reason, and who stood in, if anybody did."""

    member: StationMember
    reason: str
    substitute: StationMember | None = None


@transaction.atomic
def confirm_day(
    *, station: Station, on: date, by: Actor, at: datetime, away: Iterable[Away] = ()
) -> DayRecord:  # fmt: skip
    """确认工作日: all were there as planned, but for those on leave and those named here. Once per station and day.

    Who is on leave that day is known and is not named again. Raises Unfit for a day that is no work day or is yet to
    come, for one confirmed already, for whoever is not of the station, and for a reason that the rule does not have.
    """
    by.must(CONFIRM, station)
    today, day = localdate(at), queries.day_on(station.unit, on)
    if day is None:
        raise Unfit(_("这一天不是群众工作日。"), "on")
    if on > today:
        raise Unfit(_("还没到的日子不用确认。"), "on")
    if not station.stands(on):
        raise Unfit(_("这一天本站还没有设立，或者已经撤销。"), "on")
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    if DayRecord.objects.filter(station=station, on=on).exists():
        raise Unfit(_("这一天已经确认过，要改请用“更正”。"))
    rule = queries.rule_on(day.planned_on)
    record = DayRecord.objects.create(
        station=station, unit_path=station.unit_path, on=on, due_on=queries.limit_of(on, rule), confirmed_on=today,
        by_name=by.name,
    )  # fmt: skip
    _note(record, list(away), rule, by, today)
    book.record(
        "workday.confirmed", of=record.ref, unit_path=record.unit_path, by=by, at=at, on=on.isoformat(),
        what=_summary(record),
    )  # fmt: skip
    return record


@transaction.atomic
def correct_day(*, record: DayRecord, away: Iterable[Away], reason: str, by: Actor, at: datetime) -> DayRecord:
    """更正确认: what was noted for the day is replaced, with the reason; the leave that was asked stays as it is."""
    record = DayRecord.objects.select_for_update(of=("self",)).select_related("station__unit").get(pk=record.pk)
    by.must(CONFIRM, record)
    if not reason.strip():
        raise Unfit(_("请写明为什么更正。"), "why")
    Absence.objects.filter(station=record.station_id, since=record.on, stage=AbsenceStage.NOTED).delete()
    day = queries.day_on(record.station.unit, record.on)
    _note(record, list(away), queries.rule_on(day.planned_on if day else record.on), by, localdate(at))
    record.version += 1
    record.save(update_fields=["version"])
    book.record(
        "workday.corrected", of=record.ref, unit_path=record.unit_path, by=by, at=at, private={"reason": reason.strip()},
        on=record.on.isoformat(), version=record.version, what=_summary(record),
    )  # fmt: skip
    return record


def _note(record: DayRecord, away: list[Away], rule: Rule, by: Actor, today: date) -> None:
    """Write down who was away without leave asked."""
    on, codes = record.on, dict(rule.reasons)
    known = set(
        Absence.objects.filter(station=record.station_id, stage__in=ON_LEAVE).touching(on, on)
        .values_list("member_id", flat=True)
    )  # fmt: skip
    elsewhere = queries.on_leave_elsewhere([one.member for one in away], on)
    named: set[int] = set()
    for one in away:
        if one.member.station_id != record.station_id or not one.member.serves(on):
            raise Unfit(_("%(name)s那天不是本站人员，请核对。") % {"name": one.member.name}, "away")
        if one.member.pk in named | known | elsewhere:
            raise Unfit(_("%(name)s这一天已经记过或者请过假。") % {"name": one.member.name}, "away")
        if one.reason not in codes:
            raise Unfit(_("请从事由中选一项。"), "away")
        if one.substitute is not None and one.substitute.pk == one.member.pk:
            raise Unfit(_("替代人员要另选一个人。"), "away")
        named.add(one.member.pk)
        Absence.objects.create(
            code=new_code(), station_id=record.station_id, unit_path=record.unit_path, member=one.member, since=on,
            until=on, first_on=on, reason=one.reason, reason_label=codes[one.reason], substitute=one.substitute,
            stage=AbsenceStage.NOTED, asked_on=today, asked_by=by.name,
        )  # fmt: skip


def _summary(record: DayRecord) -> str:
    """人员按安排到岗, or how many were away; names stand in the records, not in the journal."""
    found = Absence.objects.away().touching(record.on, record.on).filter(station=record.station_id).count()
    return _("不在岗 %(n)s 人，其余按安排到岗") % {"n": found} if found else _("人员按安排到岗")
