"""统计期: month, quarter, half-year, year; the change against another period; rounding.

>>> period = Period.parse("2026-Q4")
>>> period.label, period.first, period.last
('2026年第四季度', datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
>>> period.year_before().code, period.previous().code
('2025-Q4', '2026-Q3')
>>> change(36, 43).words
'比上年同期减少7，下降16.3%'

A period is a calendar period. Assessment months that run from the 19th are not periods of this module.
Rates are percentages (96.5 stands for 96.5%) and are `Decimal`, never `float`: a figure must come out the
same wherever it is computed. Every result is rounded once, from the exact value.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Kind = Literal["month", "quarter", "half_year", "year", "span"]
Number = int | Decimal | Fraction
Rounding = Literal["half_up", "half_even"]

MONTHS_IN: dict[Kind, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
HALVES = ("上半年", "下半年")
MOST_MONTHS = 60  # of a span: five years
SPAN = re.compile(r"(\d{4}-\d{2})\.\.(\d{4}-\d{2})")
CODE = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|Q(?P<quarter>[1-4])|H(?P<half_year>[12])))?")


class NotAPeriod(ValueError):
    """The code names no period, for example “2026-13”."""


@dataclass(frozen=True)
class Period:
    """统计期: a calendar month, quarter, half-year or year; `number` counts within the year from 1."""

    kind: Kind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if self.kind not in MONTHS_IN:
            raise NotAPeriod(f"“{self.kind}”不是统计期的种类。")
        if not 1 <= self.number <= 12 // MONTHS_IN[self.kind] or not 1 <= self.year <= 9998:
            raise NotAPeriod(f"没有这样的统计期：{self.year}年，第{self.number}个。")

    @classmethod
    def parse(cls, code: str) -> "Period":
        """The period a code stands for: “2026-11”, “2026-Q4”, “2026-H2”, “2026”. Raises NotAPeriod."""
        found = CODE.fullmatch(code) if code.isascii() else None
        if not found:
            raise NotAPeriod(f"“{code}”不是统计期，请写成 2026-11、2026-Q4、2026-H2 或 2026。")
        kinds: tuple[Kind, ...] = ("month", "quarter", "half_year")
        for kind in kinds:
            if found[kind]:
                return cls(kind, int(found["year"]), int(found[kind]))
        return cls("year", int(found["year"]))

    @classmethod
    def month(cls, year: int, number: int) -> "Period":
        """某年某月: the calendar month."""
        return cls("month", year, number)

    @classmethod
    def containing(cls, on: date, kind: Kind = "month") -> "Period":
        """The period of this kind that the date lies in."""
        return cls(kind, on.year, (on.month - 1) // MONTHS_IN[kind] + 1)

    @classmethod
    def latest(cls, on: date, kind: Kind = "month", *, count: int) -> "list[Period]":
        """最近几期: the period of this kind that the date lies in and those before it, newest first."""
        found = [cls.containing(on, kind)]
        while len(found) < count:
            found.append(found[-1].previous())
        return found

    def __contains__(self, on: object) -> bool:
        return isinstance(on, date) and self.first <= on <= self.last

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The code that `parse` reads back, also what is stored."""
        tails = {"month": f"-{self.number:02d}", "quarter": f"-Q{self.number}", "half_year": f"-H{self.number}"}
        return f"{self.year:04d}" + tails.get(self.kind, "")

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * MONTHS_IN[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """The last day, itself inside the period."""
        return self.next().first - timedelta(days=1)

    @property
    def label(self) -> str:
        """The name in Chinese: 2026年11月, 2026年第四季度, 2026年上半年, 2026年."""
        within = {
            "month": f"{self.number}月",
            "quarter": QUARTERS[(self.number - 1) % 4],
            "half_year": HALVES[(self.number - 1) % 2],
        }
        return f"{self.year}年" + within.get(self.kind, "")

    def next(self) -> "Period":
        """下期: the period of the same kind that follows."""
        return self._moved(1)

    def previous(self) -> "Period":
        """上期: the period of the same kind before, what 环比 compares with."""
        return self._moved(-1)

    def year_before(self) -> "Period":
        """上年同期: the same period of the year before, what 同比 compares with."""
        return Period(self.kind, self.year - 1, self.number)

    def months(self) -> tuple["Period", ...]:
        """The months it is made of, in order."""
        length = MONTHS_IN[self.kind]
        start = (self.number - 1) * length
        return tuple(Period.month(self.year, start + step) for step in range(1, length + 1))

    def _moved(self, by: int) -> "Period":
        in_a_year = 12 // MONTHS_IN[self.kind]
        year, number = divmod(self.year * in_a_year + self.number - 1 + by, in_a_year)
        return Period(self.kind, year, number + 1)


@dataclass(frozen=True)
class Span(Period):
    """阶段: any run of whole months, the first being month `number` of `year`; “2026-03..2026-08”.

    It is a period like any other for whoever counts; `Period.parse` does not read its code, `read_period` does.

    >>> stage = Span.between(Period.month(2025, 11), Period.month(2026, 2))
    >>> stage.code, stage.label, stage.previous().code, stage.year_before().label
    ('2025-11..2026-02', '2025年11月至2026年2月', '2025-07..2025-10', '2024年11月至2025年2月')
    """

    count: int = 1

    def __post_init__(self) -> None:
        if self.kind != "span" or not 1 <= self.number <= 12 or not 1 <= self.year <= 9990:
            raise NotAPeriod(f"没有这样的阶段：{self.year}年{self.number}月起。")
        if not 1 <= self.count <= MOST_MONTHS:
            raise NotAPeriod(f"阶段的截止月份不早于开始月份，最长 {MOST_MONTHS} 个月。")

    @classmethod
    def between(cls, first: Period, last: Period) -> "Span":
        """From the first month to the last, both counted. Raises NotAPeriod."""
        return cls("span", first.year, first.number, _month_of(last) - _month_of(first) + 1)

    @property
    def code(self) -> str:
        """The code that `read_period` reads back."""
        months = self.months()
        return f"{months[0].code}..{months[-1].code}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def label(self) -> str:
        """The name in Chinese: 2026年3月至8月, 2025年11月至2026年2月."""
        last = self.months()[-1]
        if self.count == 1:
            return last.label
        return f"{self.year}年{self.number}月至{last.label if last.year != self.year else f'{last.number}月'}"

    def year_before(self) -> "Span":
        """上年同期: the same months of the year before."""
        return Span("span", self.year - 1, self.number, self.count)

    def months(self) -> tuple[Period, ...]:
        """The months it is made of, in order."""
        start = _month_of(self)
        return tuple(Period.month((start + step) // 12, (start + step) % 12 + 1) for step in range(self.count))

    def _moved(self, by: int) -> "Span":
        year, number = divmod(_month_of(self) + by * self.count, 12)
        return Span("span", year, number + 1, self.count)


def _month_of(period: Period) -> int:
    return period.year * 12 + period.number - 1


def read_period(code: str) -> Period:
    """The period or span that a code stands for: “2026-11”, “2026-Q4”, “2026-03..2026-08”. Raises NotAPeriod."""
    found = SPAN.fullmatch(code) if code.isascii() else None
    return Span.between(Period.parse(found[1]), Period.parse(found[2])) if found else Period.parse(code)


def round_half_up(value: Number, places: int = 0) -> Decimal:
    """四舍五入: round to `places` decimals, an exact 5 away from zero; what government texts use.

    >>> round_half_up(Fraction(700, 43), 1), round_half_up(Decimal("-0.25"), 1)
    (Decimal('16.3'), Decimal('-0.3'))
    """
    return _rounded(value, places, "half_up")


def round_half_even(value: Number, places: int = 0) -> Decimal:
    """四舍六入五成双: as GB/T 8170; an exact 5 goes to the even neighbour.

    >>> round_half_even(Decimal("0.25"), 1), round_half_even(Decimal("0.35"), 1)
    (Decimal('0.2'), Decimal('0.4'))
    """
    return _rounded(value, places, "half_even")


def _rounded(value: Number, places: int, rounding: Rounding) -> Decimal:
    if isinstance(value, float):
        raise TypeError("give an int, Decimal or Fraction: a float has lost the exact 5 already")
    scaled = abs(Fraction(value)) * 10**places
    whole, rest = divmod(scaled, 1)
    half = Fraction(1, 2)
    up = rest > half or (rest == half and (rounding == "half_up" or whole % 2 == 1))
    number = int(whole) + up
    digits = tuple(int(digit) for digit in str(number))
    return Decimal((int(value < 0 and number > 0), digits, -places))  # exact, whatever the decimal context


@dataclass(frozen=True)
class Change:
    """变化: `difference` is exact; `rate` in percent, or None where no percentage may be given."""

    difference: Decimal | None
    rate: Decimal | None
    words: str


def change(
    now: Number,
    before: Number | None,
    *,
    than: str = "上年同期",
    unit: str = "",
    places: int = 1,
    rounding: Rounding = "half_up",
    of_rates: bool = False,
) -> Change:
    """同比/环比: how `now` differs from `before`, in figures and in words.

    `than` names the other period (上年同期 for 同比, 上月 or 上季度 for 环比), `unit` the measure word.
    With `of_rates` both are percentages and the difference is in percentage points, no rate of a rate.
    A base of zero, or none on record, is said in words and gives no percentage.

    >>> change(5, 0, unit="件").words
    '比上年同期增加5件（上年同期为0）'
    >>> change(92, 90, of_rates=True, places=0).words
    '比上年同期上升2个百分点'
    >>> change(3, None).words
    '上年同期无数据'
    """
    if before is None:
        return Change(None, None, f"{than}无数据")
    exact = Fraction(now) - Fraction(before)
    if of_rates:
        return _points(exact, than, places, rounding)
    difference = _exact(exact)
    amount = f"{'增加' if exact > 0 else '减少'}{difference.copy_abs()}{unit}"
    if before == 0:
        words = f"比{than}{amount}（{than}为0）" if exact else f"本期和{than}均为0"
        return Change(difference, None, words)
    if exact == 0:
        return Change(difference, _rounded(0, places, rounding), f"与{than}持平")
    if before < 0:
        return Change(difference, None, f"比{than}{amount}")
    rate = _rounded(exact * 100 / Fraction(before), places, rounding)
    return Change(difference, rate, f"比{than}{amount}，{'上升' if exact > 0 else '下降'}{rate.copy_abs()}%")


def _points(exact: Fraction, than: str, places: int, rounding: Rounding) -> Change:
    difference = _rounded(exact, places, rounding)
    if difference == 0:
        return Change(difference, None, f"与{than}持平")
    return Change(difference, None, f"比{than}{'上升' if exact > 0 else '下降'}{difference.copy_abs()}个百分点")


def _exact(value: Fraction) -> Decimal:
    """The difference as a plain decimal; a fraction without an end (1/3) keeps six decimals."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    return Decimal(format(_rounded(value, 6, "half_up"), "f").rstrip("0").rstrip("."))
