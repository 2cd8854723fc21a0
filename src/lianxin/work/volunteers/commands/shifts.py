"""班次和签到: arranged, signed up for, held with the sheet of who came; hours are those of the sheet (M267, M268, M270)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.volunteers.commands.members import must_be_own
from lianxin.work.volunteers.commands.teams import standing
from lianxin.work.volunteers.models import Member, Serving, Shift, Team
from lianxin.work.volunteers.terms import EDIT, SHIFT_FLOW, ShiftStatus


@transaction.atomic
def arrange_shift(
    *, team: Team, title: str, on: date, from_time: time, to_time: time, place: str, by: Actor, at: datetime,
    wanted: int = 0, is_public: bool = False, of_ref: str = "",
) -> Shift:  # fmt: skip
    """安排班次、活动 of a team; one already past may be entered to note who came."""
    team = standing(team)
    by.must(EDIT, team)
    if not title.strip() or not place.strip():
        raise Unfit(_("请写做什么、在哪里。"), "place" if title.strip() else "title")
    if to_time <= from_time:
        raise Unfit(_("结束时间要晚于开始时间。"), "to_time")
    if is_public:
        clearance.demand({"title": title, "place": place})
    shift = Shift.objects.create(
        code=new_code(), team=team, unit_path=team.unit_path, title=title.strip(), on=on, from_time=from_time,
        to_time=to_time, place=place.strip(), wanted=wanted, is_public=is_public, of_ref=of_ref,
    )  # fmt: skip
    book.record(
        "volunteer.arranged", of=team.ref, unit_path=team.unit_path, by=by, at=at, private={"title": shift.title},
        on=on.isoformat(),
    )  # fmt: skip
    return shift


@transaction.atomic
def sign_up(*, shift: Shift, member: Member, by: Actor, at: datetime) -> Serving:
    """报名: a member is down for the shift; the unit notes it, or the member himself where he works here."""
    shift = _locked(shift)
    if by.person_id is None or member.person_id != by.person_id:
        must_be_own(shift.team, by)
    if shift.status != ShiftStatus.PLANNED:
        raise Unfit(_("这次已经办过或者不办了。"))
    if member.team_id != shift.team_id or member.until is not None:
        raise Unfit(_("请选本队现在的队员。"), "member")
    serving, new = Serving.objects.get_or_create(
        shift=shift, member=member, defaults={"unit_path": shift.unit_path, "on": shift.on}
    )
    if not new:
        raise Unfit(_("已经报过名。"), "member")
    book.record("volunteer.signed_up", of=shift.team.ref, unit_path=shift.unit_path, by=by, at=at)
    return serving


@transaction.atomic
def take_off(*, shift: Shift, member: Member, by: Actor, at: datetime) -> None:
    """取消报名: no reason is asked, and it does not say who."""
    shift = _locked(shift)
    if by.person_id is None or member.person_id != by.person_id:
        must_be_own(shift.team, by)
    if shift.status != ShiftStatus.PLANNED:
        raise Unfit(_("这次已经办过或者不办了。"))
    Serving.objects.filter(shift=shift, member=member, hours=None).delete()
    book.record("volunteer.taken_off", of=shift.team.ref, unit_path=shift.unit_path, by=by, at=at)


@transaction.atomic
def hold_shift(*, shift: Shift, came: Mapping[int, Decimal | None], by: Actor, at: datetime) -> Shift:
    """登记签到: who came, by the member's key, and for how many hours (None: the whole shift); again to correct it.

    Who was down and did not come is taken off: nobody's absence is kept (JF-1). Raises Unfit where nobody came.
    """
    shift = _locked(shift)
    must_be_own(shift.team, by)
    after = SHIFT_FLOW.after("hold", shift.status)
    if shift.on > localdate(at):
        raise Unfit(_("还没到日子，到了那天再登记。"))
    members = Member.objects.filter(pk__in=came, team=shift.team, since__lte=shift.on).in_bulk()
    if not came or len(members) != len(came):
        raise Unfit(_("请在签到表上勾选到场的本队队员；一个人也没来的，请按“不办了”登记。"))
    Serving.objects.filter(shift=shift).exclude(member__in=members).delete()
    for key, hours in came.items():
        Serving.objects.update_or_create(
            shift=shift, member=members[key],
            defaults={"unit_path": shift.unit_path, "on": shift.on, "hours": _hours(shift, hours)},
        )  # fmt: skip
    shift.status = after
    shift.save(update_fields=["status"])
    book.record("volunteer.held", of=shift.team.ref, unit_path=shift.unit_path, by=by, at=at, people=len(came))
    return shift


@transaction.atomic
def call_off_shift(*, shift: Shift, reason: str, by: Actor, at: datetime) -> Shift:
    """不办了: the shift does not take place; who was down is down no more."""
    shift = _locked(shift)
    by.must(EDIT, shift)
    if not reason.strip():
        raise Unfit(_("请写不办的理由。"), "reason")
    shift.status, shift.called_why = SHIFT_FLOW.after("call_off", shift.status), reason.strip()[:200]
    shift.save(update_fields=["status", "called_why"])
    Serving.objects.filter(shift=shift).delete()
    book.record(
        "volunteer.called_off", of=shift.team.ref, unit_path=shift.unit_path, by=by, at=at,
        private={"reason": shift.called_why},
    )  # fmt: skip
    return shift


def length_of(shift: Shift) -> Decimal:
    """How long the shift is, in hours, rounded to half an hour, at least one half."""
    minutes = (shift.to_time.hour - shift.from_time.hour) * 60 + shift.to_time.minute - shift.from_time.minute
    halves = (Decimal(minutes) / 30).quantize(Decimal(1), ROUND_HALF_UP)
    return max(halves, Decimal(1)) / 2


def _hours(shift: Shift, hours: Decimal | None) -> Decimal:
    whole = length_of(shift)
    if hours is None:
        return whole
    if not 0 < hours <= whole:
        raise Unfit(_("小时数要大于 0，不超过这个班次的 %(n)s 小时。") % {"n": whole.normalize()})
    return hours


def _locked(shift: Shift) -> Shift:
    return Shift.objects.select_for_update(of=("self",)).select_related("team").get(pk=shift.pk)
