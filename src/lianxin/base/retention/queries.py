"""保管期限的读法: the periods in force, what has come to its end or will, what is held, what an actor may see of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import CharField, Count, F, Min, QuerySet
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention.kinds import KINDS, Kind
from lianxin.base.retention.models import Hold, Period, Restriction
from lianxin.base.retention.terms import AHEAD_DAYS, MOST, RESTRICTED_DAYS, VIEW, State
from lianxin.pure import retention


@dataclass(frozen=True)
class Due:
    """到期的一件: the record's key and name, its place, the day of the event, the last day it is kept."""

    kind: Kind
    key: str
    of: str
    about: str
    unit_path: str
    event: date
    ended_on: date


def months(kind: Kind) -> int:
    """The period in force: what the county set, else what the table proposes."""
    found = Period.objects.filter(kind=kind.code).values_list("months", flat=True).first()
    return kind.months if found is None else found


def periods() -> dict[str, Period]:
    """What the county set, by kind: one statement."""
    return {one.kind: one for one in Period.objects.order_by("pk")}


def told() -> dict[str, int]:
    """What the residents are told: months of the telephone, months of the rest, days under seal."""
    contact, content = (months(KINDS[code]) for code in ("concern_contact", "concern_content"))
    return {"contact": contact, "content": content, "days": RESTRICTED_DAYS}


def records(kind: Kind) -> Any:
    """The records of a kind that have come to their event, whoever may see them."""
    return apps.get_model(kind.table)._default_manager.filter(**{f"{kind.dated}__isnull": False, **kind.only})


def due(kind: Kind, on: date, *, given: int | None = None, found: Any = None) -> list[Due]:
    """到期: of a kind, what is kept no longer on that day and is neither restricted nor erased nor brought back."""
    length = months(kind) if given is None else given
    cut = on if kind.self_dated else retention.over_before(on, length)
    model = apps.get_model(kind.table)
    is_moment = model._meta.get_field(kind.dated).get_internal_type() == "DateTimeField"
    rows = (records(kind) if found is None else found).filter(
        **{f"{kind.dated}{'__date' if is_moment else ''}__lt": cut}
    )
    settled = Restriction.objects.filter(kind=kind.code)
    gone = settled.filter(state__in=(State.RESTRICTED, State.ERASED)) | settled.filter(again_on__gt=on)
    rows = rows.annotate(lx_key=Cast(F(kind.key), CharField())).exclude(lx_key__in=gone.values("key"))
    return [as_due(kind, row, length) for row in rows.order_by(kind.dated, "pk")[:MOST]]


def shortened(kind: Kind, on: date, given: int) -> tuple[int, int]:
    """试算 of a shorter period: how many more would be restricted tonight, and how many of these a hold keeps."""
    now = {one.key for one in due(kind, on)}
    more = [one for one in due(kind, on, given=given) if one.key not in now]
    held = holds()
    return len(more), sum(is_held(one, held) for one in more)


def as_due(kind: Kind, row: Any, length: int) -> Due:
    """A record as what comes to its end so many months after its event."""
    said = getattr(row, kind.dated)
    event = localdate(said) if isinstance(said, datetime) else said
    ended = event if kind.self_dated else retention.ends_on(event, length)
    key = str(getattr(row, kind.key))
    path = getattr(row, "unit_path", "") or getattr(row, "home_path", "")
    concern = row if kind.concern == "code" else getattr(row, "concern", None) if kind.concern else None
    of = getattr(row, "ref", "") or f"{kind.code}:{key}"
    return Due(kind, key, of, concern.code if concern else "", path, event, ended)


def holds() -> list[Hold]:
    """What may not be erased now."""
    return list(Hold.objects.filter(let_go_at=None))


def is_held(one: Due, held: Iterable[Hold]) -> bool:
    """Whether one of these holds keeps it."""
    return any(
        hold.covers(kind=one.kind, key=one.key, about=one.about, unit_path=one.unit_path, event=one.event)
        for hold in held
    )


def to_erase(code: str, expired: Any) -> tuple[list[Any], list[Due]]:
    """Of what a room erases by hand: the records that are neither held nor already restricted, and their lines."""
    kind, held = KINDS[code], holds()
    settled = Restriction.objects.filter(kind=code, state=State.RESTRICTED)
    both = [(row, as_due(kind, row, 0)) for row in expired.exclude(**{f"{kind.key}__in": settled.values("key")})]
    both = [(row, one) for row, one in both if not is_held(one, held)]
    return [row for row, _one in both], [one for _row, one in both]


def restricted(actor: Actor) -> Any:
    """已限制 that this actor may read of, the next to be erased first."""
    return Restriction.objects.reachable(by=actor, to=VIEW).filter(state=State.RESTRICTED)


def soon(actor: Actor, today: date) -> tuple[int, date | None]:
    """How many will be erased within a week, and the first day."""
    near = restricted(actor).filter(erase_on__lte=today + timedelta(days=AHEAD_DAYS))
    found = near.order_by().aggregate(n=Count("pk"), first=Min("erase_on"))
    return found["n"], found["first"]


def coming(actor: Actor, today: date, days: int = RESTRICTED_DAYS) -> list[Due]:
    """将到期 within so many days under this actor's eyes; of each kind one statement, at most 50 of each."""
    found: list[Due] = []
    set_here = periods()
    for kind in KINDS.values():
        if not kind.swept:
            given = set_here[kind.code].months if kind.code in set_here else kind.months
            seen = records(kind).reachable(by=actor, to=VIEW)
            found += due(kind, today + timedelta(days=days), given=given, found=seen)[:50]
    return sorted(found, key=lambda one: (one.ended_on, one.kind.code, one.key))


def erased(actor: Actor, first: date, last: date, unit_path: str = "") -> "QuerySet[Restriction]":
    """销毁清册: what was erased in that time and may be read of by this actor."""
    found = Restriction.objects.reachable(by=actor, to=VIEW).filter(state=State.ERASED, erased_on__range=(first, last))
    result: QuerySet[Restriction] = found.filter(within("unit_path", unit_path)) if unit_path else found
    return result.order_by("erased_on", "kind", "key")


def by_kind(found: "QuerySet[Restriction]") -> list[tuple[Kind, int]]:
    """How many of each kind, in the order of the table."""
    counted = dict(found.order_by().values_list("kind").annotate(n=Count("pk")))
    return [(kind, counted[kind.code]) for kind in KINDS.values() if kind.code in counted]


def nights(actor: Actor, since: date) -> list[dict[str, Any]]:
    """近来各夜: how many of which kind were erased, and restricted, by day; counted of what this actor may read of."""
    seen = Restriction.objects.reachable(by=actor, to=VIEW)
    gone = seen.filter(erased_on__gte=since).values("erased_on", "kind").annotate(n=Count("pk")).order_by("-erased_on")
    shut = seen.filter(since__gte=since).values("since", "kind").annotate(n=Count("pk")).order_by("-since")
    rows = [{"on": one["erased_on"], "kind": KINDS[one["kind"]], "n": one["n"], "is_erased": True} for one in gone]
    rows += [{"on": one["since"], "kind": KINDS[one["kind"]], "n": one["n"], "is_erased": False} for one in shut]
    return sorted(rows, key=lambda row: row["on"], reverse=True)
