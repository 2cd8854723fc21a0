"""请假: 站 asks, 总站 核准登记, 县 审批备案 (002-1); a refusal says why; whoever is away names who stands in."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.stations.models import Station, StationMember
from lianxin.work.workdays import queries
from lianxin.work.workdays.models import Absence
from lianxin.work.workdays.terms import ABSENCE_FLOW, APPROVE, ASK, ON_LEAVE, VERIFY, AbsenceStage

LONGEST = 92


@transaction.atomic
def ask_absence(
    *, member: StationMember, since: date, until: date, reason: str, by: Actor, at: datetime,
    substitute: StationMember | None = None, matter: str = "",
) -> Absence:  # fmt: skip
    """请假: for somebody of the station, from day to day, with a reason code and who stands in.

    Raises Unfit where no work day lies in these days, where he is on leave already, or the substitute is too. What the
    matter is beyond the code is private, and never asked for.
    """
    station = Station.objects.select_for_update(of=("self",)).select_related("unit").get(pk=member.station_id)
    by.must(ASK, station)
    first_on = first_workday(station, member, since, until)
    rule = queries.rule_on(first_on)
    if reason not in dict(rule.reasons):
        raise Unfit(_("请从事由中选一项。"), "reason")
    if substitute is not None:
        _refuse_unfit_substitute(member, substitute, since, until)
    if Absence.objects.filter(member=member, stage__in=ON_LEAVE).touching(since, until).exists():
        raise Unfit(_("这几天已经请过假。"), "since")
    if queries.on_leave_elsewhere([member], first_on):
        raise Unfit(_("下派人员请假里已经准了这几天，不用再请。"), "since")
    absence = Absence.objects.create(
        code=new_code(), station=station, unit_path=station.unit_path, member=member, since=since, until=until,
        first_on=first_on, reason=reason, reason_label=rule.label_of(reason), matter=" ".join(matter.split())[:200],
        substitute=substitute, stage=AbsenceStage.ASKED, asked_on=localdate(at), asked_by=by.name,
    )  # fmt: skip
    _tell(
        absence, "absence.asked", by, at,
        {"matter": absence.matter, "substitute": substitute.name if substitute else _("无"), "member": member.name},
        since=since.isoformat(), until=until.isoformat(), why=absence.reason_label,
    )  # fmt: skip
    return absence


def first_workday(station: Station, member: StationMember, since: date, until: date) -> date:
    if until < since or (until - since).days >= LONGEST:
        raise Unfit(_("结束日期不能早于开始日期，一次最多请三个月。"), "until")
    if not (member.serves(since) and station.stands(since)):
        raise Unfit(_("%(name)s那天不是本站人员，请核对。") % {"name": member.name}, "member")
    found = queries.dates(since, until)
    if not found:
        raise Unfit(_("这几天里没有群众工作日，不用在这里请假。"), "since")
    return found[0].on


def _refuse_unfit_substitute(member: StationMember, substitute: StationMember, since: date, until: date) -> None:
    if substitute.pk == member.pk or substitute.station_id != member.station_id:
        raise Unfit(_("替代人员要在本站另选一个人。"), "substitute")
    if Absence.objects.filter(member=substitute, stage__in=ON_LEAVE).touching(since, until).exists():
        raise Unfit(_("替代人员这几天也请了假，请另选一个人。"), "substitute")


@transaction.atomic
def verify_absence(*, absence: Absence, by: Actor, at: datetime, comment: str = "") -> Absence:
    """核准登记: the main station looks at it and enters it in its register of leave, which gives it a number."""
    absence = _moved(absence, "verify", VERIFY, by)
    today = localdate(at)
    absence.number = next_number(absence, today.year)
    absence.verified_by, absence.verified_on = by.name, today
    absence.save(update_fields=["stage", "number", "verified_by", "verified_on"])
    _tell(absence, "absence.verified", by, at, {"comment": comment.strip()}, number=absence.number)
    return absence


def next_number(absence: Absence, year: int) -> str:
    """2026-7: runs through the year in each township's register; a station outside of townships is in its own."""
    unit = absence.station.unit
    keeper: Unit = unit.parent if unit.parent is not None and unit.parent.parent_id is not None else unit
    Unit.objects.select_for_update().get(pk=keeper.pk)  # two at once get two numbers
    held = Absence.objects.filter(within("unit_path", keeper.path), number__startswith=f"{year}-")
    last = max((int(number.partition("-")[2]) for number in held.values_list("number", flat=True)), default=0)
    return f"{year}-{last + 1}"


@transaction.atomic
def approve_absence(*, absence: Absence, by: Actor, at: datetime, comment: str = "") -> Absence:
    """审批备案: the county agrees and keeps it on file; from now on it may be told above."""
    absence = _decided(absence, "approve", APPROVE, by, at, comment)
    if absence.substitute_id is not None:
        held = Absence.objects.filter(member=absence.substitute_id, stage__in=ON_LEAVE)
        if held.touching(absence.since, absence.until).exists():
            raise Unfit(_("替代人员这几天也请了假，请退回重新选人。"))
    _tell(absence, "absence.approved", by, at, {"comment": absence.decision}, since=absence.since.isoformat(),
          until=absence.until.isoformat())  # fmt: skip
    return absence


@transaction.atomic
def refuse_absence(*, absence: Absence, comment: str, by: Actor, at: datetime) -> Absence:
    """不准: by the main station before it is registered, or by the county; with the reason, which the station reads."""
    if not comment.strip():
        raise Unfit(_("请写明为什么不准，让站里知道怎样安排。"), "comment")
    held = Absence.objects.get(pk=absence.pk)
    permission = VERIFY if held.stage == AbsenceStage.ASKED else APPROVE
    absence = _decided(absence, "refuse", permission, by, at, comment)
    _tell(absence, "absence.refused", by, at, {"comment": absence.decision})
    return absence


@transaction.atomic
def withdraw_absence(*, absence: Absence, by: Actor, at: datetime) -> Absence:
    """撤回申请: by the station that asked, before it is decided."""
    absence = _moved(absence, "withdraw", ASK, by, own_too=True)
    absence.save(update_fields=["stage"])
    _tell(absence, "absence.withdrawn", by, at, {})
    return absence


def _moved(absence: Absence, verb: str, permission: Any, by: Actor, *, own_too: bool = False) -> Absence:
    """The absence after the verb, not yet saved. Nobody decides on his own leave."""
    found = Absence.objects.select_for_update(of=("self",)).select_related("station__unit__parent", "member")
    absence = found.get(pk=absence.pk)
    by.must(permission, absence)
    if not own_too and by.is_person and absence.member.person_id == by.person_id:
        raise NotAllowed(_("自己的请假由别人核准、审批。"))
    absence.stage = ABSENCE_FLOW.after(verb, absence.stage)
    return absence


def _decided(absence: Absence, verb: str, permission: Any, by: Actor, at: datetime, comment: str) -> Absence:
    absence = _moved(absence, verb, permission, by)
    absence.decided_by, absence.decided_on, absence.decision = by.name, localdate(at), comment.strip()[:200]
    absence.save(update_fields=["stage", "decided_by", "decided_on", "decision"])
    return absence


def _tell(absence: Absence, event: str, by: Actor, at: datetime, private: dict[str, str], **detail: Any) -> None:
    private = {key: text for key, text in private.items() if text}
    book.record(event, of=absence.ref, unit_path=absence.unit_path, by=by, at=at, private=private, **detail)
