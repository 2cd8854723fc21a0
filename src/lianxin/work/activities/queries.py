"""活动的读法: what is next, an activity's lines, the accounts with their balance, what a station's log says of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.activities.models import Account, Activity, Donation, Part, Turnout
from lianxin.work.activities.terms import VIEW, ActivityStatus, Direction, PartKind


def activities(by: Actor) -> Any:
    """活动 that the actor may see, newest first."""
    return Activity.objects.reachable(by=by, to=VIEW).select_related("unit").order_by("-on", "-pk")


def coming(by: Actor, on: date) -> Any:
    """下一步: planned and not over; the next first."""
    return Activity.objects.reachable(by=by, to=VIEW).coming(on).select_related("unit")


def unsaid(by: Actor, on: date) -> Any:
    """过了日子还没登记结果的 of one's own unit."""
    return Activity.objects.reachable(by=by, to=VIEW).past(on).filter(unit_path=by.own_path).select_related("unit")


def in_calendar(unit: Unit, first: date, last: date, *, by: Actor) -> Any:
    """日历: what is planned or was held in these days under a unit."""
    found = Activity.objects.reachable(by=by, to=VIEW).filter(
        within("unit_path", unit.path), on__lte=last, until__gte=first
    )
    return found.exclude(status=ActivityStatus.CALLED_OFF).select_related("unit").order_by("on", "pk")


def tags(by: Actor) -> list[str]:
    """标签 in use, for the filter."""
    found = Activity.objects.reachable(by=by, to=VIEW).exclude(tag="").order_by("tag").values_list("tag", flat=True)
    return list(found.distinct()[:30])


def parts(activity: Activity) -> "QuerySet[Part]":
    """明细, by kind and day."""
    order = Case(*(When(kind=kind, then=Value(n)) for n, kind in enumerate(PartKind.values)))
    return activity.parts.standing().order_by(order, "on", "pk")


def turnouts(activity: Activity) -> "QuerySet[Turnout]":
    """到场人次 by group."""
    return activity.turnouts.standing().order_by("on", "pk")


@dataclass(frozen=True)
class Balance:
    """收、发、结余 of an account, and how many were helped."""

    received: int
    granted: int
    people: int

    @property
    def left(self) -> int:
        """结余: what may still be given."""
        return self.received - self.granted


_IN, _OUT = (Q(entries__struck_on=None, entries__direction=direction) for direction in Direction)


def accounts(by: Actor) -> Any:
    """捐助专账 that the actor may see, each with what came in, went out and is left; one statement."""
    found = Account.objects.reachable(by=by, to=VIEW).select_related("unit").annotate(
        received=Coalesce(Sum("entries__amount_yuan", filter=_IN), 0),
        granted=Coalesce(Sum("entries__amount_yuan", filter=_OUT), 0),
        people=Coalesce(Sum("entries__people", filter=_OUT), 0),
    )  # fmt: skip
    return found.annotate(left=F("received") - F("granted")).order_by("-opened_on", "-pk")


def balance(account: Account) -> Balance:
    """The account's balance, from its entries."""
    rows = (
        account.entries.standing()
        .order_by()
        .values_list("direction")
        .annotate(yuan=Sum("amount_yuan"), n=Sum("people"))
    )
    found = {direction: (yuan or 0, people or 0) for direction, yuan, people in rows}
    return Balance(found.get(Direction.IN, (0, 0))[0], *found.get(Direction.OUT, (0, 0)))


def entries(account: Account) -> "QuerySet[Donation]":
    """The account's entries by day."""
    return account.entries.standing().select_related("activity").order_by("on", "pk")


def held_on(unit: Unit, day: date, by: Actor) -> Any:
    """当日办过的 of that very unit, as far as the actor may see it."""
    found = Activity.objects.reachable(by=by, to=VIEW).held().filter(unit=unit, on__lte=day, until__gte=day)
    return found.order_by("pk")


def next_here(unit: Unit, on: date) -> Any:
    """本单位的下几次活动, for the board."""
    return Activity.objects.coming(on).filter(unit=unit)
