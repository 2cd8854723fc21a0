"""外来工单的读法: what was read and waits; whether a number is known; by when the sender wants its answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import ClockRule, run
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.searching import searched
from lianxin.work.concerns.terms import VIEW
from lianxin.work.levels.models import UpperOrder
from lianxin.work.levels.terms import ENTER
from lianxin.work.workorders.models import Slip, WorkOrder


@dataclass(frozen=True)
class Until:
    """对方的时限: the moment, whether an hour is written, whether it was reckoned from a length."""

    on: date | None = None
    at: datetime | None = None
    is_reckoned: bool = False


def own_slips(by: Actor) -> Any:
    """One's own: nobody looks into another's before it is entered."""
    mine = Slip.objects.filter(posting__person_id=by.person_id or 0)
    return mine.reachable(by=by, to=ENTER).select_related("shape", "concern__requester", "unit").order_by("-at", "pk")


def orders(by: Actor) -> Any:
    """外来工单 that this actor may see."""
    found = WorkOrder.objects.reachable(by=by, to=VIEW)
    return found.select_related(
        "concern__unit", "concern__handler", "concern__requester", "concern__upper_order", "shape"
    )


def same_number(number: str, by: Actor) -> list[Concern]:
    """Concerns that bear this external number, as far as one may see them."""
    if not number.strip():
        return []
    seen = Concern.objects.reachable(by=by, to=VIEW)
    ours = seen.filter(upper_order__number=number.strip()).select_related("unit", "requester")[:5]
    typed = (
        searched(seen, number.strip(), by)
        .filter(external_number=number.strip())
        .select_related("unit", "requester")[:5]
    )
    return list({one.pk: one for one in (*ours, *typed)}.values())


def known_numbers(numbers: Collection[str], by: Actor) -> dict[str, str]:
    """Which of these numbers came before: number → code of the concern. One statement for a whole file."""
    found = UpperOrder.objects.reachable(by=by, to=VIEW).filter(number__in=list(numbers))
    return dict(found.values_list("number", "concern__code"))


def until(value: str, start: date) -> Until:
    """The sender's limit: a day or moment as written, or a length reckoned from the day it was sent.

    “5 workday” runs by the house's calendar, the day of sending not counted (民法典 §201).
    """
    if not value:
        return Until()
    amount, _space, unit = value.partition(" ")
    if unit:
        return _after(int(amount), unit, start)
    if "T" in value:
        at = timezone.make_aware(datetime.fromisoformat(value))
        return Until(at.date() if timezone.is_naive(at) else timezone.localtime(at).date(), at)
    return Until(date.fromisoformat(value))


def _after(amount: int, unit: str, start: date) -> Until:
    rule: Any = unit if unit in ("workday", "day") else "day"
    days = amount if unit != "hour" else -(-amount // 24)
    made = ClockRule(code="sender", label="对方时限", amount=days, unit=rule, start_event="派单")
    return Until(run(made, start, clocks.calendar()).on, None, is_reckoned=True)


def moment(on: date, hour: time | None) -> datetime | None:
    """Day and hour as one; None where no hour is told."""
    return timezone.make_aware(datetime.combine(on, hour)) if hour is not None else None


def value_of(found: Mapping[str, Any], name: str) -> str:
    """What was read for a field of a slip."""
    return str(found.get("values", {}).get(name, {}).get("value", ""))
