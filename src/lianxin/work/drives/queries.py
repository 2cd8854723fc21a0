"""走访活动的读法: which drives run now for this actor, what else is asked of a place, how far the concerns are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.concerns.terms import Status
from lianxin.work.drives.models import Drive, DriveArea, DriveConcern, DriveQuerySet
from lianxin.work.drives.terms import RUN, VIEW, DriveKind, DriveStatus


def seen(by: Actor) -> DriveQuerySet:
    """活动 that this actor may see, the newest first."""
    found: DriveQuerySet = Drive.objects.reachable(by=by, to=VIEW).select_related("unit")
    return found.order_by("-starts_on", "-pk")


def current(by: Actor, on: date) -> DriveQuerySet:
    """正在进行的活动 that this actor may see and may enter his visits under, the one that ends first on top."""
    found: DriveQuerySet = Drive.objects.reachable(by=by, to=VIEW).current(on).order_by("ends_on", "pk")
    return found


def to_take_up(by: Actor, on: date) -> DriveQuerySet:
    """Those among them in which a concern can be entered now: themes and named actions."""
    found: DriveQuerySet = current(by, on).exclude(kind=DriveKind.ROUND)
    return found


def asked_besides(drive: Drive) -> dict[int, int]:
    """同期还有几项活动: for each place of the drive, how many others are asked of it in the same days (JF-6)."""
    places = drive.areas.values("unit_id")
    rows = (
        DriveArea.objects.filter(unit_id__in=places, drive__status=DriveStatus.OPEN)
        .filter(drive__starts_on__lte=drive.ends_on, drive__ends_on__gte=drive.starts_on)
        .exclude(drive=drive)
        .order_by()
        .values_list("unit_id")
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def concerns_of(drive: Drive, by: Actor) -> "QuerySet[Concern]":
    """列入的诉求 that this actor may see; what is behind the wall is in no figure of his."""
    found = Concern.objects.reachable(by=by, to=SEE_CONCERN).filter(drive_entries__drive=drive)
    return found.select_related("unit", "handler", "requester").order_by("-received_on", "-pk")


@dataclass(frozen=True)
class TakenUp:
    """列入的诉求有几件，办结几件."""

    concerns: int
    closed: int


def taken_up(drive: Drive, by: Actor) -> TakenUp:
    """How many concerns were entered, and how many of them are closed."""
    sums = concerns_of(drive, by).order_by().aggregate(all=Count("pk"), closed=Count("pk", Q(status=Status.CLOSED)))
    return TakenUp(sums["all"], sums["closed"])


def entries_of(concern: Concern, by: Actor) -> "QuerySet[DriveConcern]":
    """在哪些活动里: the drives that took up this concern, of those that the actor may see; for whoever sees the concern."""
    found = DriveConcern.objects.filter(concern=concern, drive__in=Drive.objects.reachable(by=by, to=VIEW))
    return found.select_related("drive").order_by("entered_on", "pk")


@dataclass(frozen=True)
class RoundYear:
    """一年的大走访 of one unit: “每年开展两次” (004-f); what is still missing is said, not scored."""

    year: int
    rounds: tuple[Drive, ...]
    missing: int


def rounds_of(unit_path: str, year: int) -> RoundYear:
    """大走访 of a year that a unit takes part in, its own or those of the units above it; two are asked."""
    kept = Drive.objects.filter(kind=DriveKind.ROUND, unit_path__in=ancestors(unit_path), starts_on__year=year)
    found = tuple(kept.exclude(status=DriveStatus.CALLED_OFF).order_by("starts_on", "pk"))
    return RoundYear(year, found, max(0, 2 - len(found)))


def may_run_here(by: Actor) -> bool:
    """Whether this actor may plan a drive of his own unit."""
    return by.may_at(RUN, by.own_path)


def taken_up_by(drives: Sequence[Drive], by: Actor) -> dict[int, TakenUp]:
    """列入和办结 of several drives in one statement."""
    seen = Concern.objects.reachable(by=by, to=SEE_CONCERN)
    rows = (
        DriveConcern.objects.filter(drive__in=drives, concern__in=seen)
        .order_by()
        .values_list("drive_id")
        .annotate(all=Count("pk"), closed=Count("pk", Q(concern__status=Status.CLOSED)))
    )
    found = {key: TakenUp(all_, closed) for key, all_, closed in rows}
    return {one.pk: found.get(one.pk, TakenUp(0, 0)) for one in drives}


def run_out(by: Actor, today: date) -> DriveQuerySet:
    """到期待小结: drives of the actor's own unit whose last day has passed and that nobody has ended."""
    found = Drive.objects.reachable(by=by, to=RUN).filter(unit_path=by.own_path, status=DriveStatus.OPEN)
    kept: DriveQuerySet = found.filter(ends_on__lt=today).select_related("unit").order_by("ends_on", "pk")
    return kept
