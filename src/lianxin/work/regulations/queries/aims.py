"""目标和责任的读法: how far each target is, counted and not typed; who answers for what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lianxin.base.indicators import FIGURES
from lianxin.base.indicators.registry import UnknownIndicator, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.regulations.models import Responsibility, Target, TargetItem
from lianxin.work.regulations.terms import VIEW


@dataclass(frozen=True)
class Counter:
    """计数: the target, how many are there, of what; `reached` is None where a figure cannot be had."""

    target: Target
    done: int | Decimal | None
    items: tuple[TargetItem, ...]
    year: Period

    @property
    def reached(self) -> bool | None:
        """Whether it stands where it should: at least the aim, or at most where it is a limit."""
        if self.done is None:
            return None
        return self.done <= self.target.aim if self.target.is_most else self.done >= self.target.aim

    @property
    def left(self) -> int | Decimal:
        """How many are still missing; nothing for a limit."""
        if self.done is None or self.target.is_most:
            return 0
        return max(self.target.aim - self.done, 0)


def counters(by: Actor, unit: Unit, year: int, today: date) -> list[Counter]:
    """目标与完成: those of a unit and below it for a year, each counted from the records (M269); two statements and the figures."""
    found = Target.objects.reachable(by=by, to=VIEW).filter(within("unit_path", unit.path), year=year)
    rows = list(found.standing().select_related("unit").prefetch_related("items"))
    return [_counter(one, by, today) for one in rows]


def target_of(target: Target, by: Actor, today: date) -> Counter:
    """计数 of one target."""
    return _counter(target, by, today)


def _counter(target: Target, by: Actor, today: date) -> Counter:
    year, items = Period("year", target.year), tuple(target.items.all())
    if not target.counted_by:
        return Counter(target, sum(1 for one in items if one.done_on), items, year)
    try:
        indicator = get(target.counted_by)
    except UnknownIndicator:
        return Counter(target, None, items, year)
    if not by.may_at(FIGURES, target.unit_path):
        return Counter(target, None, items, year)
    return Counter(target, indicator.value(year, target.unit, by=by, today=today), items, year)


def answerable(of: str, on: date) -> list[Responsibility]:
    """责任人 of one record on a day, the first before the others."""
    order = {"first": 0, "direct": 1}
    found = Responsibility.objects.filter(of=of).on(on)
    return sorted(found, key=lambda one: (order.get(one.role, 2), one.since, one.pk))


def answering(refs: Iterable[str], on: date) -> dict[str, list[Responsibility]]:
    """责任人 of many records at once: one statement."""
    found: dict[str, list[Responsibility]] = defaultdict(list)
    for one in Responsibility.objects.filter(of__in=list(refs)).on(on):
        found[one.of].append(one)
    return found
