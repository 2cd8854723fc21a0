"""数字出处: every figure of a summary, with its binding to the records; and the same looked up again later.

A figure is an indicator of a unit in a period. What a summary says beside it is derived and bound as well:
`code#difference` and `code#change_rate` over two periods, written `2026-10~2025-10`; `code#share` is a part
of another indicator, written `code#share:whole`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from lianxin.base import indicators
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Binding, Figure
from lianxin.pure.periods import Period, round_half_up

Than = Literal["year", "period"]
THAN = {"year": "比上年同期", "period": "比上期"}
VERSION = "1"


@dataclass
class Facts:
    """某单位某期的数字, as this viewer may know them; each is computed once."""

    unit: Unit
    period: Period
    by: Actor
    _kept: dict[tuple[str, str], "indicators.Bound"] = field(default_factory=dict)

    def bound(self, code: str, period: Period | None = None) -> "indicators.Bound":
        """The indicator with its value as canonical text."""
        period = period or self.period
        key = (code, period.code)
        if key not in self._kept:
            self._kept[key] = indicators.bound(code, self.unit, period, by=self.by)
        return self._kept[key]

    def value(self, code: str, period: Period | None = None) -> Decimal | None:
        """The value as a number; None where there is nothing to divide by."""
        text = self.bound(code, period).value
        return Decimal(text) if text else None

    def number(self, code: str) -> int:
        """A count; 0 where there is none."""
        return int(self.value(code) or 0)

    def figure(self, code: str, period: Period | None = None) -> Figure:
        """The figure as it is printed, bound."""
        found = self.bound(code, period)
        return Figure(found.text, self._binding(code, found.version, found.period, found.value))

    def other(self, than: Than) -> Period:
        """The period that this one is compared with."""
        return self.period.year_before() if than == "year" else self.period.previous()

    def difference(self, code: str, than: Than) -> Figure:
        """How many more or fewer, without sign."""
        return self._derived(f"{code}#difference", self.other(than), self._gap(code, than), "")

    def change_rate(self, code: str, than: Than) -> Figure | None:
        """By how much per cent of the former value, without sign, half up to one decimal; None for a base of 0."""
        before = self.value(code, self.other(than))
        if not before:
            return None
        rate = round_half_up(abs(self._gap(code, than)) / before * 100, 1)
        return self._derived(f"{code}#change_rate", self.other(than), rate, "%")

    def change_rises(self, code: str, than: Than) -> int:
        """1 when it rose, -1 when it fell, 0 when it is the same."""
        gap = self._gap(code, than)
        return (gap > 0) - (gap < 0)

    def _gap(self, code: str, than: Than) -> Decimal:
        return (self.value(code) or Decimal(0)) - (self.value(code, self.other(than)) or Decimal(0))

    def _derived(self, code: str, other: Period, value: Decimal, tail: str) -> Figure:
        text = canonical(abs(value))
        return Figure(text + tail, self._binding(code, VERSION, f"{self.period.code}~{other.code}", text))

    def _binding(self, code: str, version: str, period: str, value: str) -> Binding:
        return Binding(code, str(version), str(self.unit.pk), period, value)


def canonical(value: Decimal) -> str:
    """A number as text without exponent and without superfluous zeros behind an integer."""
    return str(int(value)) if value == value.to_integral_value() and value.as_tuple().exponent >= 0 else f"{value:f}"


def look_up(binding: Binding, *, by: Actor) -> Figure | None:
    """数字出处: the same figure from the records as they are now; None when unit, indicator or period is unknown."""
    unit = Unit.objects.filter(pk=int(binding.unit)).first() if binding.unit.isdecimal() else None
    if unit is None:
        return None
    code, _, derived = binding.indicator.partition("#")
    first, _, second = binding.period.partition("~")
    try:
        facts = Facts(unit, Period.parse(first), by)
        if not derived:
            return facts.figure(code)
        than: Than = "year" if Period.parse(second) == facts.period.year_before() else "period"
        return facts.difference(code, than) if derived == "difference" else facts.change_rate(code, than)
    except (ValueError, KeyError):
        return None
