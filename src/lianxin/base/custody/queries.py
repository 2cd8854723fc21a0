"""个人信息保管的读法: the limits in force, what waits for whom, whose copy a file is."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from lianxin.base.custody.models import Alarm, Copy, ExportRequest, IdentityRequest, Limits, Look
from lianxin.base.custody.terms import APPROVE, DAY, HOUR, PER_DAY, PER_HOUR, VIEW, State, Window
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import copymarks

COMPARED = 2000  # copies, the newest first


def limits() -> tuple[int, int]:
    """每小时、每天: what the county set, else what security.md proposes."""
    found = Limits.objects.values_list("per_hour", "per_day").first()
    return found or (PER_HOUR, PER_DAY)


def met(by: str, at: datetime) -> tuple[str, int] | None:
    """Which limit one more look would go beyond, with its number; None while there is room.

    The last hour and the last twenty-four of any moment: neither midnight nor a full hour gives anything back at once.
    """
    hour, day = limits()
    for window, seconds, most in ((Window.HOUR, HOUR, hour), (Window.DAY, DAY, day)):
        if Look.objects.filter(by=by, at__gt=at - timedelta(seconds=seconds)).count() >= most:
            return window, most
    return None


def exports_to_decide(actor: Actor) -> list[ExportRequest]:
    """What others asked for and this actor may decide: one statement."""
    found = ExportRequest.objects.reachable(by=actor, to=APPROVE).filter(state=State.ASKED)
    return list(found.exclude(by=actor.ref).order_by("pk"))


def identities_to_decide(actor: Actor) -> list[IdentityRequest]:
    """The same for identities: never by somebody of the unit that asks."""
    found = IdentityRequest.objects.reachable(by=actor, to=APPROVE).filter(state=State.ASKED)
    return list(found.exclude(by=actor.ref).exclude(asker_path=actor.own_path).order_by("pk"))


def own_exports(actor: Actor) -> list[ExportRequest]:
    """What this actor asked for, the newest first."""
    return list(ExportRequest.objects.filter(by=actor.ref).select_related("copy")[:30])


def to_take(actor: Actor, at: datetime) -> list[ExportRequest]:
    """What was approved for this actor and not yet taken."""
    return list(ExportRequest.objects.filter(by=actor.ref, state=State.APPROVED, until__gt=at).order_by("pk"))


def granted(of: str, by: Actor, at: datetime) -> IdentityRequest | None:
    """The grant by which this actor may look once at who stands behind the record."""
    return IdentityRequest.objects.filter(of=of, by=by.ref, state=State.APPROVED, until__gt=at).first()


def asked_about(of: str, by: Actor) -> IdentityRequest | None:
    """The last that this actor asked about the record."""
    return IdentityRequest.objects.filter(of=of, by=by.ref).first()


def unexplained(actor: Actor) -> list[Alarm]:
    """超限未核实的 of others under this actor's hand."""
    return list(Alarm.objects.reachable(by=actor, to=APPROVE).filter(found_by="").exclude(by=actor.ref)[:30])


def whose(rows: Iterable[tuple[str, str]]) -> list[tuple[Copy, int, int]]:
    """查副本: the copies whose marks these rows (key, marked text) bear, with how many of how many agree.

    Only where the marks leave no doubt: each row halves the number of copies that it could be.
    """
    given = [(key, text) for key, text in rows if copymarks.read(text) is not None]
    found = []
    for copy in Copy.objects.all()[:COMPARED]:
        agree = sum(copymarks.read(text) == copymarks.bit(copy.code, key) for key, text in given)
        if copymarks.is_likely(agree, len(given), COMPARED):
            found.append((copy, agree, len(given)))
    return found


def alarms(actor: Actor, *, only_open: bool = False) -> QuerySet[Alarm]:
    """查看超限 that this actor may read: the auditor all, who leads those under his hand."""
    to = VIEW if actor.has(VIEW) else APPROVE
    found = Alarm.objects.reachable(by=actor, to=to)
    return found.filter(found_by="") if only_open else found
