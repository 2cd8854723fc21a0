"""指标的种类: a count, what stands open at a day, a rate of two counts, a median, mean or sum over a count.

Every kind answers three questions from one list: `records` (which), `value` (how many), `opened` (may I see them).
Each is a function of (records, viewer): what is walled off from the viewer is in no value, no grid and no list
(security.md D2), so a figure never tells of a record that its list leaves out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Literal

from django.db import models
from django.db.models import Count as SqlCount
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sql import MonthNumber, month_number
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet, permission
from lianxin.pure.periods import Period, round_half_up

FIGURES = permission("figures.view", _("查看数字"))

Words = str | Promise
Value = int | Decimal | None
NOTHING = "—"
TOO_FEW = 5  # 小样本: below this a satisfaction rate is not published (rules.md §3.5, a choice of ours)


@dataclass(frozen=True)
class Figure:
    """数字: one cell. `part` and `whole` are what a rate was divided from; for a median `whole` is how many it is of."""

    indicator: "Indicator"
    unit: Unit
    period: Period
    value: Value
    part: int | None = None
    whole: int | None = None

    @property
    def canonical(self) -> str:
        """The value as a plain decimal, empty where there is none: what is bound in a document."""
        return "" if self.value is None else str(self.value)

    @property
    def text(self) -> str:
        """The value for print, without its measure word: 40, 16.3%, 3.5."""
        if self.value is None:
            return NOTHING
        return f"{self.value}%" if isinstance(self.indicator, Rate) else str(self.value)

    @property
    def fraction(self) -> str:
        """分子/分母 of a rate: what officials see beside the percentage."""
        return f"{self.part}/{self.whole}" if self.part is not None and self.whole else ""

    @property
    def is_small(self) -> bool:
        """Whether the rate is of so few people that it may not be published."""
        return isinstance(self.indicator, Rate) and self.indicator.guarded and 0 < (self.whole or 0) < TOO_FEW

    @property
    def public_text(self) -> str:
        """The value for everybody: a small group's rate is left out, its counts say it instead."""
        if not self.is_small:
            return self.text
        return str(_("%(part)s/%(whole)s（不足 %(few)s 人评价，不算率）")) % {
            "part": self.part, "whole": self.whole, "few": TOO_FEW,
        }  # fmt: skip


def percent(part: int, whole: int) -> Decimal | None:
    """The rate in percent, one decimal, half up, in whole numbers; None when there is nothing to divide by.

    >>> percent(7, 43), percent(1, 16), percent(0, 0)
    (Decimal('16.3'), Decimal('6.3'), None)
    """
    return Decimal((2000 * part + whole) // (2 * whole)).scaleb(-1) if whole else None


def local_today() -> date:
    """The office's day, for callers that hand in none."""
    return localdate()


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """指标: code, label and 口径. A changed definition is a new code or a new `version`, never a silent edit.

    `basis` says in a clerk's words what is counted; `better` is "high", "low" or "" where neither is. `is_momentary`
    says that the value of a bygone period still changes with the day one looks: it is compared with nothing.
    `is_unlike` says that the records of two periods were not sorted by the same words: nor is that. `is_process` says
    that it tells how much was done, not what came of it (过程数): it is ground of no assessment (JF-3).
    """

    code: str
    label: Words
    basis: Words
    version: str = "1"
    better: Literal["high", "low", ""] = ""
    measure: Words = _("件")
    group: Words = ""
    is_momentary: bool = False
    is_unlike: bool = False
    is_process: bool = False
    kind_label: ClassVar[Words] = ""

    @property
    def numerator(self) -> Words:
        return self.label

    @property
    def denominator(self) -> Words:
        return ""

    @property
    def counts(self) -> tuple["Count", ...]:
        """The counts that must be known to know this."""
        raise NotImplementedError

    def figure(self, period: Period, under: Unit, *, by: Actor, today: date | None = None) -> Figure:
        """The cell, for this viewer. Raises NotAllowed where he may not read the unit's figures."""
        raise NotImplementedError

    def value(self, period: Period, under: Unit, *, by: Actor, today: date | None = None) -> Value:
        """The figure's value, for this viewer."""
        return self.figure(period, under, by=by, today=today).value


@dataclass(frozen=True, kw_only=True)
class Count(Indicator):
    """件数: the records of `of` that fit `where` and whose `dated` lies in the period.

    `month` names a column that holds the month of `dated` (see sql.py); without one it is computed for each row.
    `placed` says by which unit of the record it is counted: "unit" (属地) or "handler" (承办).
    `dimensions` are codes of the ways in which it may be broken down.
    """

    of: Callable[[], PlacedQuerySet]
    dated: str
    to_open: Permission
    where: Q = field(default_factory=Q)
    month: str = ""
    placed: str = "unit"
    dimensions: tuple[str, ...] = ()
    kind_label: ClassVar[Words] = _("件数")

    @property
    def counts(self) -> tuple["Count", ...]:
        return (self,)

    def within_time(self, period: Period, today: date) -> Q:
        """The condition of time on a record."""
        if self.month:
            return Q(**{f"{self.month}__in": [month_number(month) for month in period.months()]})
        return Q(**{f"{self.dated}__range": (period.first, period.last)})

    def records(self, period: Period, under: Unit, *, by: Actor, today: date | None = None) -> PlacedQuerySet:
        """The very records that are counted, without those walled off from the viewer."""
        found = self.of().filter(self.where & self.within_time(period, today or local_today()))
        return found.filter(under.covers(f"{self.placed}_path")).past_the_wall(by=by)

    def figure(self, period: Period, under: Unit, *, by: Actor, today: date | None = None) -> Figure:
        by.must_at(FIGURES, under.path)
        return Figure(self, under, period, self.records(period, under, by=by, today=today).count())

    def opened(self, period: Period, under: Unit, *, by: Actor, today: date | None = None) -> PlacedQuerySet:
        """The records as a list, as far as the viewer may see each of them."""
        by.must_at(FIGURES, under.path)
        return self.records(period, under, by=by, today=today).reachable(by=by, to=self.to_open)

    def month_expression(self) -> Any:
        """What the grid groups by."""
        return models.F(self.month) if self.month else MonthNumber(self.dated)


@dataclass(frozen=True, kw_only=True)
class Stock(Count):
    """期末数: the records that stood so at the end of the period's last day, or today while the period runs.

    `standing(day)` is the condition on that day; `ever` is a condition that every such record fulfils on any day,
    there only to spare reading the rest. A period that has not begun has none.
    """

    standing: Callable[[date], Q]
    ever: Q = field(default_factory=Q)
    dated: str = ""
    kind_label: ClassVar[Words] = _("期末数")

    @staticmethod
    def day(period: Period, today: date) -> date | None:
        """The day as of which the period is read; None before it begins."""
        return None if period.first > today else min(period.last, today)

    def within_time(self, period: Period, today: date) -> Q:
        day = self.day(period, today)
        return Q(pk__in=()) if day is None else self.ever & self.standing(day)


@dataclass(frozen=True, kw_only=True)
class Rate(Indicator):
    """率: part ÷ whole in percent, one decimal, half up; None when there is nothing to divide by.

    The records of `part` are among those of `whole`. A `guarded` rate is of people's opinions: below five it is
    not published.
    """

    part: Count
    whole: Count
    guarded: bool = False
    measure: Words = "%"
    kind_label: ClassVar[Words] = _("率")

    @property
    def numerator(self) -> Words:
        return self.part.label

    @property
    def denominator(self) -> Words:
        return self.whole.label

    @property
    def counts(self) -> tuple[Count, ...]:
        return (self.part, self.whole)

    def figure(self, period: Period, under: Unit, *, by: Actor, today: date | None = None) -> Figure:
        parts = [count.figure(period, under, by=by, today=today).value for count in self.counts]
        return self.divided(under, period, int(parts[0] or 0), int(parts[1] or 0))

    def divided(self, unit: Unit, period: Period, part: int, whole: int) -> Figure:
        """The cell from its two counts."""
        return Figure(self, unit, period, percent(part, whole), part, whole)


@dataclass(frozen=True, kw_only=True)
class Spread(Indicator):
    """What is computed from a measured field over the records of a count: median, mean, sum."""

    over: Count
    measured: str
    places: int = 1

    @property
    def counts(self) -> tuple[Count, ...]:
        return (self.over,)

    def figure(self, period: Period, under: Unit, *, by: Actor, today: date | None = None) -> Figure:
        by.must_at(FIGURES, under.path)
        rows = self.over.records(period, under, by=by, today=today).order_by()
        measured = rows.filter(**{f"{self.measured}__isnull": False}).values_list(self.measured)
        return self.gathered(under, period, dict(measured.annotate(n=SqlCount("pk"))))

    def gathered(self, unit: Unit, period: Period, histogram: Mapping[int, int]) -> Figure:
        """The cell from how often each measure occurs."""
        exact = self.of_histogram(histogram)
        value = None if exact is None else _plain(round_half_up(exact, self.places))
        return Figure(self, unit, period, value, whole=sum(histogram.values()))

    def of_histogram(self, histogram: Mapping[int, int]) -> Fraction | None:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Median(Spread):
    """中位数: half lie below, half above; of an even number the middle of the two; None of nothing."""

    kind_label: ClassVar[Words] = _("中位数")

    def of_histogram(self, histogram: Mapping[int, int]) -> Fraction | None:
        total = sum(histogram.values())
        if not total:
            return None
        low, high = (total - 1) // 2, total // 2
        found, passed = [], 0
        for measure in sorted(histogram):
            following = passed + histogram[measure]
            found += [measure for place in (low, high) if passed <= place < following]
            passed = following
        return Fraction(sum(found), 2)


@dataclass(frozen=True, kw_only=True)
class Mean(Spread):
    """平均数; None of nothing."""

    kind_label: ClassVar[Words] = _("平均数")

    def of_histogram(self, histogram: Mapping[int, int]) -> Fraction | None:
        total = sum(histogram.values())
        return Fraction(sum(measure * n for measure, n in histogram.items()), total) if total else None


@dataclass(frozen=True, kw_only=True)
class Sum(Spread):
    """合计: 0 of nothing."""

    kind_label: ClassVar[Words] = _("合计")

    def of_histogram(self, histogram: Mapping[int, int]) -> Fraction | None:
        return Fraction(sum(measure * n for measure, n in histogram.items()))


def _plain(value: Decimal) -> Decimal:
    """3.0 days are 3 days."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
