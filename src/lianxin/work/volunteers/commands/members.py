"""队员: joined with his consent, by the team's own unit, which alone reads names and telephones (M267)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.pairings.models import Expert
from lianxin.work.pairings.terms import Skill
from lianxin.work.volunteers.commands.teams import standing
from lianxin.work.volunteers.models import Member, Serving, Team
from lianxin.work.volunteers.terms import EDIT, Source


@transaction.atomic
def join_team(
    *, team: Team, source: str, consent_how: str, by: Actor, at: datetime, name: str = "", person: Person | None = None,
    source_name: str = "", phone: str = "", skills: Sequence[str] = (), since: date | None = None,
) -> Member:  # fmt: skip
    """登记队员: with his word that he wants to; one who stands in the directory of experts brings his skills along."""
    team, today = standing(team), localdate(at)
    must_be_own(team, by)
    name = person.name if person else name.strip()
    if not name:
        raise Unfit(_("请写姓名，或选系统里的人员。"), "name")
    if not consent_how.strip():
        raise Unfit(_("请写明本人是怎样同意的，如当面、电话。"), "consent_how")
    if (since or today) > today:
        raise Unfit(_("入队日期不能晚于今天。"), "since")
    if person is not None and team.members.standing().filter(person=person).exists():
        raise Unfit(_("已经是本队队员。"), "person")
    expert = Expert.objects.active().filter(person=person).first() if person else None
    member = Member.objects.create(
        code=new_code(), team=team, unit_path=team.unit_path, name=name, person=person, expert=expert,
        phone=phone.strip(), source=Source(source), source_name=source_name.strip(), since=since or today,
        own_skills=[one.value for one in Skill if one.value in set(skills)], consent_how=consent_how.strip(),
    )  # fmt: skip
    _tell("volunteer.joined", team, by, at, source=Source(source).label)
    return member


@transaction.atomic
def leave_team(*, member: Member, by: Actor, at: datetime) -> Member:
    """队员离队: his telephone goes at once; his name stays with his hours, so that he can have them certified."""
    member = _held(member, by)
    if member.until is not None:
        raise Unfit(_("这位队员已经离队。"))
    member.until, member.phone, member.is_leader = localdate(at), "", False
    member.save(update_fields=["until", "phone", "is_leader"])
    Serving.objects.filter(member=member, hours=None).delete()
    _tell("volunteer.left", member.team, by, at)
    return member


@transaction.atomic
def forget_member(*, member: Member, by: Actor, at: datetime) -> Member:
    """删去姓名, as he asked: the hours stay counted, nobody's name with them."""
    member = _held(member, by)
    if member.until is None:
        raise Unfit(_("请先办离队。"))
    member.name, member.person, member.expert, member.own_skills = _("已删去"), None, None, []
    member.source_name = member.consent_how = ""
    member.save()
    _tell("volunteer.forgotten", member.team, by, at)
    return member


@transaction.atomic
def choose_leader(*, member: Member, by: Actor, at: datetime) -> Member:
    """确定队长: one of the members; the former one stays a member."""
    member = _held(member, by)
    if member.until is not None:
        raise Unfit(_("这位队员已经离队。"))
    member.team.members.standing().filter(is_leader=True).update(is_leader=False)
    member.is_leader = True
    member.save(update_fields=["is_leader"])
    _tell("volunteer.led", member.team, by, at)
    return member


def must_be_own(team: Team, by: Actor) -> None:
    """Raise NotAllowed unless the actor works in the team's own unit and may run it there."""
    by.must(EDIT, team)
    if not team.shows_names_to(by):
        raise NotAllowed(_("队员的姓名和电话由本队所在单位登记，上级只看人数。"))


def _held(member: Member, by: Actor) -> Member:
    member = Member.objects.select_for_update(of=("self",)).select_related("team").get(pk=member.pk)
    must_be_own(member.team, by)
    return member


def _tell(event: str, team: Team, by: Actor, at: datetime, **detail: Any) -> None:
    """No name in the journal: it is read above the team's unit as well."""
    book.record(event, of=team.ref, unit_path=team.unit_path, by=by, at=at, **detail)
