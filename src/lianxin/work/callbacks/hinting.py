"""评价提示 of one unit: what its residents' answers look like beside everybody else's. For the unit itself first (F046)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from lianxin.base.indicators.sql import month_number
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_phone
from lianxin.pure.patterns import (
    Seen,
    burst,
    evenness,
    lot,
    shared_telephones,
    staff_telephones,
    straight_lining,
    under_independence,
    variance,
)
from lianxin.pure.periods import Period
from lianxin.work.callbacks.models import HintRelease
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Channel, Satisfaction

WAIT = timedelta(days=30)  # so long the unit has its hints to itself
VALUES = {Satisfaction.SATISFIED: 2, Satisfaction.FAIRLY: 1, Satisfaction.DISSATISFIED: 0}


@dataclass(frozen=True)
class Telephone:
    """一号多人, 与工作人员同号: masked, and how many."""

    masked: str
    count: int


@dataclass(frozen=True)
class Hints:
    """提示 of one unit and period: the four statistics, the telephones, and what they were compared with."""

    answers: int
    elsewhere: int
    seen: list[Seen]
    independent: float
    variance_here: float
    variance_elsewhere: float
    shared: list[Telephone]
    staff: list[Telephone]

    @property
    def hints(self) -> list[Seen]:
        """Those rare enough to be a hint."""
        return [one for one in self.seen if one.is_hint]

    @property
    def count(self) -> int:
        """How many hints there are in all."""
        return len(self.hints) + len(self.shared) + len(self.staff)


def _rated(period: Period, by: Actor) -> Any:
    months = [month_number(month) for month in period.months()]
    found = Concern.objects.standing().past_the_wall(by=by).filter(rated_month__in=months)
    return found.exclude(rating="").order_by()


def hints_of(unit: Unit, period: Period, *, by: Actor, today: date) -> Hints:
    """评价提示: six statements, whatever the size."""
    rated = _rated(period, by)
    mine = rated.filter(within("handler_path", unit.path))
    fields = ("rating", "rated_solved", "rated_contacted")
    everywhere = Counter({row[:3]: row[3] for row in rated.values_list(*fields).annotate(n=Count("pk"))})
    here: Counter[Any] = Counter()
    days: Counter[str] = Counter()
    lots: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    labels = {code: str(label) for code, label in Channel.choices}
    for *answer, on, channel in mine.values_list(*fields, "rated_on", "channel"):
        here[tuple(answer)] += 1
        days[on.isoformat()] += 1
        lots[labels.get(channel, channel)][0] += _is_best(answer)
        lots[labels.get(channel, channel)][1] += 1
    others = everywhere - here
    n, others_n = sum(here.values()), sum(others.values())
    span = (min(period.last, max(today, period.first)) - period.first).days + 1
    base = _best(others) / others_n if others_n else 1.0
    seen = [burst(days, span), lot({name: (best, of) for name, (best, of) in lots.items()})]
    if others_n:  # the county as a whole has nobody to be compared with
        seen = [straight_lining(_best(here), n, base), evenness(_values(here), _values(others)), *seen]
    shared, staff = _telephones(mine)
    return Hints(
        n, others_n, seen, under_independence(_marginals(others, others_n)), variance(_values(here)),
        variance(_values(others)), shared, staff,
    )  # fmt: skip


def _is_best(answer: Any) -> bool:
    rating, solved, contacted = answer
    return rating == Satisfaction.SATISFIED and bool(solved) and bool(contacted)


def _best(answers: Counter[Any]) -> int:
    return sum(n for answer, n in answers.items() if _is_best(answer))


def _values(answers: Counter[Any]) -> list[int]:
    return [VALUES[Satisfaction(answer[0])] for answer, n in answers.items() for _each in range(n)]


def _marginals(answers: Counter[Any], n: int) -> list[float]:
    """The share of the best answer to each question by itself."""
    if not n:
        return [0.0]
    good = [
        sum(count for answer, count in answers.items() if answer[0] == Satisfaction.SATISFIED),
        sum(count for answer, count in answers.items() if answer[1]),
        sum(count for answer, count in answers.items() if answer[2]),
    ]
    return [count / n for count in good]


def _telephones(mine: Any) -> tuple[list[Telephone], list[Telephone]]:
    """Of what is not confidential: a confidential requester is unknown to the handler (T7)."""
    found = (
        mine.filter(is_confidential=False)
        .exclude(requester__phone="")
        .values_list("pk", "requester__phone", "requester__name")
    )
    pairs = [(phone.opened(pk), name) for pk, phone, name in found if phone]
    own = Person.objects.exclude(phone="").values_list("phone", flat=True)
    shared = shared_telephones(pairs)
    return _masked(shared), _masked(staff_telephones((phone for phone, _name in pairs), own))


def _masked(found: Mapping[str, int]) -> list[Telephone]:
    return [Telephone(mask_phone(number), count) for number, count in sorted(found.items())]


def is_open(unit: Unit, period: Period, today: date) -> bool:
    """Whether those above may see how many hints there are: thirty days after the period, or on the unit's own word."""
    if today > period.last + WAIT:
        return True
    return HintRelease.objects.filter(unit=unit, period=period.code).exists()
