"""网上报名: name and telephone for the answer alone; decided, or after thirty days, neither is kept in the list."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.volunteers.commands.members import join_team, must_be_own
from lianxin.work.volunteers.commands.shifts import sign_up
from lianxin.work.volunteers.models import Joining, Shift, Team
from lianxin.work.volunteers.terms import KEPT_DAYS, JoiningStatus, ShiftStatus, Source

MOST_WAITING = 200


@transaction.atomic
def ask_to_join(
    *, team: Team, name: str, phone: str, has_consent: bool, at: datetime, by: Actor = RESIDENT, note: str = "",
    shift: Shift | None = None,
) -> Joining:  # fmt: skip
    """网上报名, by anybody, to a team that takes it; what nobody decided in thirty days is erased on the way."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    _erase_lapsed(at)
    if team.ended_on is not None or not team.takes_web:
        raise Unfit(_("这支队现在不收网上报名，请打电话。"))
    if not name.strip() or not any(char.isdigit() for char in phone):
        raise Unfit(_("请写称呼和电话，我们好回话。"), "phone" if name.strip() else "name")
    if not has_consent:
        raise Unfit(_("请在同意一栏打勾；不同意的，请打电话报名。"), "has_consent")
    if shift is not None and (shift.team_id != team.pk or not shift.is_public or shift.status != ShiftStatus.PLANNED):
        raise Unfit(_("这次已经不收报名。"))
    said = {"shift": shift, "name": name.strip()[:60], "phone": phone.strip()[:40], "note": note.strip()[:200]}
    waiting = list(Joining.objects.waiting(localdate(at)).filter(team=team).select_related("shift"))
    for one in waiting:  # a few at most; names and numbers are sealed, so it is not asked of the database
        if all(getattr(one, key) == value for key, value in said.items()):
            return one
    if len(waiting) >= MOST_WAITING:
        raise Unfit(_("报名的人太多，请打电话。"))
    joining = Joining.objects.create(
        code=new_code(), team=team, unit_path=team.unit_path, asked_on=localdate(at), **said
    )
    book.record("volunteer.asked_to_join", of=team.ref, unit_path=team.unit_path, by=by, at=at)
    return joining


@transaction.atomic
def answer_joining(*, joining: Joining, accepts: bool, by: Actor, at: datetime) -> Joining:
    """答复网上报名: taken in as a member, down for the shift he asked for; either way the list keeps neither name nor phone."""
    joining = Joining.objects.select_for_update(of=("self",)).select_related("team", "shift").get(pk=joining.pk)
    must_be_own(joining.team, by)
    if joining.status != JoiningStatus.WAITING:
        raise Unfit(_("这份报名已经答复过。"))
    if accepts:
        member = join_team(
            team=joining.team, name=joining.name, phone=joining.phone, source=Source.RESIDENT,
            consent_how=_("网上报名时勾选同意"), by=by, at=at,
        )  # fmt: skip
        if joining.shift is not None and joining.shift.status == ShiftStatus.PLANNED:
            sign_up(shift=joining.shift, member=member, by=by, at=at)
    joining.status = JoiningStatus.ACCEPTED if accepts else JoiningStatus.DECLINED
    joining.decided_on = localdate(at)
    joining.name = joining.phone = joining.note = ""
    joining.save()
    book.record(
        "volunteer.answered", of=joining.team.ref, unit_path=joining.unit_path, by=by, at=at,
        outcome=JoiningStatus(joining.status).label,
    )  # fmt: skip
    return joining


def _erase_lapsed(at: datetime) -> None:
    today = localdate(at)
    lapsed = Joining.objects.filter(status=JoiningStatus.WAITING, asked_on__lte=today - timedelta(days=KEPT_DAYS))
    lapsed.update(status=JoiningStatus.LAPSED, decided_on=today, name="", phone="", note="")
