"""三率 and what belongs beside them: the resident's own word, the call-back's, what was not answered, what was set apart.

The two sources are never added up. Each line says of how many it is and what it leaves out (rules.md §2.4, §3.3).
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.indicators.kinds import Figure, percent
from lianxin.base.indicators.registry import get
from lianxin.base.indicators.sql import month_number
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period, round_half_up
from lianxin.pure.scales import weighted
from lianxin.work.callbacks.queries import Compared, calls_in, compared
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Channel

THREE = ("concern.response_rate", "concern.resolution_rate", "concern.satisfaction_rate")


@dataclass(frozen=True)
class Line:
    """一率: from the residents, and beside it from the calls; each with what it was divided from."""

    own: Figure
    called: int
    reached: int

    @property
    def called_text(self) -> str:
        """The rate among those reached, or “—”."""
        rate = percent(self.called, self.reached)
        return "—" if rate is None else f"{rate}%"


@dataclass(frozen=True)
class Rates:
    """三率 of one unit and period."""

    lines: list[Line]
    strict: Figure
    weighted: str
    raw: Figure
    adjusted: Figure
    rated_rate: Figure
    claimed: Figure
    closed: int
    rated: int
    reissued: int
    calls: Compared

    @property
    def silent(self) -> int:
        """未评价: closed in the period, and the resident has not spoken. Never taken for content (F044)."""
        return self.closed - self.rated

    @property
    def apart(self) -> int:
        """单列: how many ratings the adjusted rate leaves out."""
        return int(self.raw.whole or 0) - int(self.adjusted.whole or 0)


def three_rates(period: Period, unit: Unit, *, by: Actor, today: date) -> Rates:
    """三率, as far as this reader may see the records behind them."""

    def figure(code: str) -> Figure:
        return get(code).figure(period, unit, by=by, today=today)

    calls = compared(calls_in(period, unit.path, by), 0)
    own = [figure(code) for code in THREE]
    strict, raw = figure("concern.strict_satisfaction_rate"), own[2]
    rated_rate = figure("concern.rated_rate")
    satisfied, whole = int(strict.part or 0), int(strict.whole or 0)
    share = weighted(satisfied, int(raw.part or 0) - satisfied, whole)
    return Rates(
        lines=[
            Line(one, called, calls.reached)
            for one, called in zip(own, (calls.contacted, calls.solved, calls.content), strict=True)
        ],
        strict=strict, weighted="—" if share is None else f"{round_half_up(share * Fraction(100), 1)}%",
        raw=raw, adjusted=figure("concern.adjusted_rate"), rated_rate=rated_rate,
        claimed=figure("concern.solved_rate"),
        closed=int(rated_rate.whole or 0), rated=int(rated_rate.part or 0),
        reissued=int(figure("concern.rated_reissued").value or 0), calls=calls,
    )  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """有处说: a channel and how many came by it."""

    label: str | Promise
    count: int


@dataclass(frozen=True)
class Service:
    """有处说、有人听、有回应 (M075)."""

    channels: list[Spoken]
    stations: int
    with_phone: int
    heard: Figure
    answered: Figure
    overdue: Figure

    @property
    def open_channels(self) -> int:
        """渠道 by which at least one came."""
        return sum(bool(one.count) for one in self.channels)


def service(period: Period, unit: Unit, *, by: Actor, today: date) -> Service:
    """The three service indicators of a unit and period."""

    def figure(code: str) -> Figure:
        return get(code).figure(period, unit, by=by, today=today)

    months = [month_number(month) for month in period.months()]
    came: Any = Concern.objects.standing().past_the_wall(by=by).filter(within("unit_path", unit.path))
    counts = dict(came.filter(received_month__in=months).order_by().values_list("channel").annotate(n=Count("pk")))
    stations = Unit.objects.under(unit).valid(today)
    return Service(
        channels=sorted((Spoken(label, counts.get(code, 0)) for code, label in Channel.choices), key=_fullest),
        stations=stations.count(), with_phone=stations.exclude(phone="").count(),
        heard=figure("concern.heard_rate"), answered=figure("concern.replied_in_time_rate"),
        overdue=figure("concern.overdue"),
    )  # fmt: skip


def _fullest(one: Spoken) -> int:
    return -one.count


def band_words() -> dict[str, str]:
    """三档 in words."""
    return {"above": _("好于同组"), "near": _("与同组相当"), "below": _("低于同组"), "few": _("件数太少，不比")}
