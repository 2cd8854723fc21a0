"""志愿服务队的读法: a unit's teams, what is next, hours computed from who came, the pairs of mutual help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.queries import last_contact
from lianxin.work.pairings.terms import VIEW as SEE_PAIRINGS
from lianxin.work.pairings.terms import PairingKind
from lianxin.work.volunteers.models import Joining, Member, Serving, Shift, Team, TeamWording
from lianxin.work.volunteers.terms import EDIT, SEVEN, VIEW, Colour, Preset, ShiftStatus

#: 一帮一: the links of mutual help that the teams keep up (M260, M271, M277)
HELPING = (PairingKind.CARE, PairingKind.STUDENT_ELDER, PairingKind.CLASS_ELDER, PairingKind.STUDENT)


def presets() -> dict[Colour, Preset]:
    """七色: as the county words them, without those it leaves out."""
    county = top_unit()
    words = {one.colour: one for one in TeamWording.objects.filter(unit=county)} if county else {}
    found = {}
    for colour, preset in SEVEN.items():
        own = words.get(colour)
        if own is None:
            found[colour] = preset
        elif not own.is_left_out:
            found[colour] = Preset(own.name, own.task, tuple(own.duties))
    return found


def teams(by: Actor) -> Any:
    """志愿服务队 that the actor may see, by place, each with how many members it has."""
    found = Team.objects.reachable(by=by, to=VIEW).standing().select_related("unit")
    return found.annotate(people=Count("members", filter=Q(members__until=None))).order_by("unit_path", "pk")


def places(by: Actor) -> Any:
    """有队的单位 that the actor may see, by place: how many teams and members each has; one statement."""
    found = Team.objects.reachable(by=by, to=VIEW).standing().order_by().values("unit_id", "unit__name", "unit_path")
    standing = Count("members", filter=Q(members__until=None))
    return found.annotate(teams=Count("pk", distinct=True), people=standing).order_by("unit_path")


def of_unit(unit: Unit) -> Any:
    """本单位的队, for everybody to read."""
    found = Team.objects.standing().filter(unit=unit)
    return found.annotate(people=Count("members", filter=Q(members__until=None))).order_by("pk")


def units_with_teams() -> Any:
    """有志愿服务队的单位, for the public page."""
    return Unit.objects.filter(pk__in=Team.objects.standing().order_by().values("unit_id")).order_by("path")


def coming(by: Actor, on: date) -> Any:
    """下一步 of all teams that the actor may see, each with how many are down for it."""
    found = Shift.objects.reachable(by=by, to=VIEW).coming(on).select_related("team", "team__unit")
    return found.annotate(down=Count("servings"))


def public_coming(unit: Unit, on: date) -> Any:
    """公开的班次 of a unit's teams."""
    found = Shift.objects.coming(on).filter(team__unit=unit, team__ended_on=None, is_public=True)
    return found.select_related("team").annotate(down=Count("servings"))


def shifts(team: Team) -> Any:
    """The team's shifts, newest first, each with how many were down and how many came."""
    came = Count("servings", filter=Q(servings__hours__isnull=False))
    return team.shifts.annotate(down=Count("servings"), came=came).order_by("-on", "-pk")


def of_ref(ref: str) -> Any:
    """The shifts that an activity called for."""
    came = Count("servings", filter=Q(servings__hours__isnull=False))
    found = Shift.objects.filter(of_ref=ref).select_related("team", "team__unit")
    return found.annotate(down=Count("servings"), came=came, hours=Sum("servings__hours")).order_by("on", "pk")


def members(team: Team) -> Any:
    """队员 of a team, the leader first; for those who may read names."""
    return team.members.standing().select_related("person", "expert").prefetch_related("expert__skills")


def sources(team: Team) -> list[tuple[str, int]]:
    """来自哪里, as numbers: what everybody else reads instead of names."""
    rows = team.members.standing().order_by().values_list("source").annotate(n=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def hours_by_member(team: Team, first: date, last: date) -> dict[int, Decimal]:
    """本队每人的小时 in a period by the member's key, for the team's own list, which stands in the order of joining."""
    rows = Serving.objects.filter(shift__team=team, on__range=(first, last), hours__isnull=False).order_by()
    return dict(rows.values_list("member").annotate(total=Sum("hours")))


@dataclass(frozen=True)
class Record:
    """志愿服务记录 of a member: each time he came, and the sum, which is computed and stands nowhere else."""

    servings: Sequence[Serving]
    hours: Decimal
    times: int


def record_of(member: Member, first: date | None = None, last: date | None = None) -> Record:
    """What a certificate says: every shift he came to in the period."""
    found = member.servings.filter(hours__isnull=False, shift__status=ShiftStatus.HELD).select_related("shift")
    if first and last:
        found = found.filter(on__range=(first, last))
    rows = list(found.order_by("on", "pk"))
    return Record(rows, sum((one.hours or Decimal(0) for one in rows), Decimal(0)), len(rows))


def sheet(shift: Shift) -> Any:
    """签到表 of a shift: those down for it, in the order of signing up."""
    return shift.servings.select_related("member", "member__expert").order_by("pk")


def joinings(by: Actor, on: date) -> Any:
    """网上报名 that wait in the actor's own unit."""
    if not by.has(EDIT):
        return Joining.objects.none()
    found = Joining.objects.waiting(on).filter(unit_path=by.own_path)
    return found.select_related("team", "shift").order_by("pk")


@dataclass(frozen=True)
class Pair:
    """一帮一: a link, and when there was contact last."""

    pairing: Pairing
    last_on: date | None


def pairs(by: Actor, on: date, most: int) -> list[Pair]:
    """结对帮助 that hold now and that the actor may see: elders, classes, students, with the last contact."""
    found = Pairing.objects.reachable(by=by, to=SEE_PAIRINGS).standing(on).filter(kind__in=HELPING)
    rows = list(found.select_related("person", "home", "unit", "household").order_by("kind", "unit_path", "pk")[:most])
    last = last_contact(rows, on)
    return [Pair(one, last.get(one.pk)) for one in rows]


def served_on(unit: Unit, day: date, by: Actor) -> Any:
    """当日办过的 of that very unit, as far as the actor may see it, each with how many came."""
    found = Shift.objects.reachable(by=by, to=VIEW).held().filter(team__unit=unit, on=day).select_related("team")
    return found.annotate(came=Count("servings")).order_by("pk")
