"""补录请假: a leave of an older register, over and decided, with the days as they stand there."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.stations.models import Station, StationMember
from lianxin.work.workdays import queries
from lianxin.work.workdays.commands.leaves import first_workday, next_number
from lianxin.work.workdays.models import Absence
from lianxin.work.workdays.terms import APPROVE, ON_LEAVE, AbsenceStage


@transaction.atomic
def bring_in_absence(
    *, member: StationMember, since: date, until: date, reason: str, by: Actor, at: datetime,
    substitute: StationMember | None = None, asked_on: date | None = None, decided_on: date | None = None,
    is_refused: bool = False, decision: str = "",
) -> Absence:  # fmt: skip
    """补录请假: approved, or refused; by who decides there, never his own. What is not over goes its way through three levels."""
    today = localdate(at)
    station = Station.objects.select_for_update(of=("self",)).select_related("unit__parent").get(pk=member.station_id)
    by.must(APPROVE, station)
    if by.is_person and member.person_id == by.person_id:
        raise NotAllowed(_("自己的请假由别人核准、审批。"))
    if until >= today:
        raise Unfit(_("还没有结束的请假，请在系统里申请、核准、审批，不从表里导入。"), "until")
    first_on = first_workday(station, member, since, until)
    rule = queries.rule_on(first_on)
    if reason not in dict(rule.reasons):
        raise Unfit(_("请从事由中选一项。"), "reason")
    asked_on, decided_on = asked_on or since, decided_on or asked_on or since
    if not asked_on <= decided_on <= today:
        raise Unfit(_("审批不能早于申请，也不能晚于今天。"), "decided_on")
    if Absence.objects.filter(member=member, stage__in=ON_LEAVE).touching(since, until).exists():
        raise Unfit(_("这几天已经请过假。"), "since")
    stage = AbsenceStage.REFUSED if is_refused else AbsenceStage.APPROVED
    absence = Absence(
        code=new_code(), station=station, unit_path=station.unit_path, member=member, since=since, until=until,
        first_on=first_on, reason=reason, reason_label=rule.label_of(reason), substitute=substitute, stage=stage,
        asked_on=asked_on, asked_by=by.name, verified_on=decided_on, verified_by=by.name, decided_on=decided_on,
        decided_by=by.name, decision=decision.strip()[:200],
    )  # fmt: skip
    absence.number = "" if is_refused else next_number(absence, since.year)
    absence.save()
    book.record(
        "absence.brought_in", of=absence.ref, unit_path=absence.unit_path, by=by, at=at, since=since.isoformat(),
        until=until.isoformat(), outcome=stage.label, private={"member": member.name},
    )  # fmt: skip
    return absence
