"""所说的时间: which time the clause of a figure speaks of, seen from the period of its text.

>>> october = Period.parse("2026-10")
>>> [(when.periods[0].code, when.is_sure) for clause in ("全镇", "去年同期", "1—10月", "今年以来") if (when := spoken(clause, october))]
[('2026-10', True), ('2025-10', True), ('2026-01..2026-10', True), ('2026-10', False)]
>>> spoken("10月15日", october) is spoken("活动开展以来", october) is spoken("9月份", october) is None
True

A word that leaves open where the counting began (累计, 今年以来) or when it was closed (截至目前) gives several times
and is not sure: a figure that agrees with none of them is asked about and not called wrong.
"""

import re
from dataclasses import dataclass

from lianxin.pure.periods import Kind, Period, Span

_SINCE_JANUARY = re.compile(r"(?:今年|本年|年初|元月|1月)以来|今年|本年|年内")
_SINCE = re.compile(r"以来|前年|往年|历年|近[两三四五几]年|上届|成立")
_OF_A_DAY = re.compile(r"\d{1,2}[日号](?!常)|[上中下]旬|[本上每一]周|当[天日]|昨[天日]|今[天日]|[日周月]均")
_LAST_YEAR = re.compile(r"去年|上年")
_SAME_TIME = re.compile(r"同期|同月")
_OPEN = re.compile(r"累计|截[至止]")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})月?(?:份)?[—\-–~～至到]{1,2}(\d{1,2})月")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")
_HALF = re.compile(r"([上下])半年")
_QUARTER = re.compile(r"([一二三四])季度")
_BEFORE: tuple[tuple[re.Pattern[str], Kind | None], ...] = (
    (re.compile(r"上月|上个月"), "month"), (re.compile("上季度"), "quarter"), (re.compile("上期"), None),
)  # fmt: skip
_OWN: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"本月|当月"), "month"), (re.compile("本季度|当季"), "quarter"), (re.compile("全年"), "year"),
)  # fmt: skip


@dataclass(frozen=True)
class When:
    """The time or the times that a figure may be of; `is_sure` where the words leave no other, and only one."""

    periods: tuple[Period, ...]
    is_sure: bool = True

    def year_before(self) -> "When":
        """The same a year earlier."""
        return When(tuple(one.year_before() for one in self.periods), self.is_sure)


def spoken(clause: str, period: Period, before: When | None = None) -> When | None:
    """The time that a clause speaks of; None for one that is not compared.

    `before` is the time of the figure that the sentence told just before: 同期 is its time a year earlier.
    """
    years = {int(year) for year in _YEAR.findall(clause)} | ({period.year - 1} if _LAST_YEAR.search(clause) else set())
    if len(years) > 1 or _OF_A_DAY.search(clause) or _SINCE.search(_SINCE_JANUARY.sub("", clause)):
        return None
    if _SAME_TIME.search(clause):
        return (before or When((period,))).year_before()
    for words, kind in _BEFORE:
        if words.search(clause):
            return When((period.previous(),)) if kind in (None, period.kind) else None
    return _of_own_words(clause, period, next(iter(years), period.first.year), is_dated=bool(years))


def _of_own_words(clause: str, period: Period, year: int, *, is_dated: bool) -> When | None:
    """The time that is named by month, quarter or half-year, by a word for this one, or by none."""
    named = _named(clause, year)
    if named is not None and named.last not in (period.last, period.year_before().last):
        return None
    if re.search("截[至止]", clause):
        return When((period, _from_january(period)), is_sure=False) if year == period.first.year else None
    if named is not None:
        return When((named,))
    for words, kind in _OWN:
        if words.search(clause):
            return When((period,)) if kind == period.kind and year == period.first.year else None
    if is_dated and year != period.first.year:
        whole = Period("year", year)
        return When((whole,)) if period.kind == "year" else When((whole, period.year_before()), is_sure=False)
    if period.kind != "year" and (is_dated or _OPEN.search(clause) or _SINCE_JANUARY.search(clause)):
        return When((period, _from_january(period)), is_sure=False)
    return When((period,), is_sure=not _OPEN.search(clause))


def _named(clause: str, year: int) -> Period | None:
    """10月, 1—10月, 上半年, 第三季度 of a year; None where none or more than one is named."""
    found: list[Period] = []
    for first, last in _MONTHS.findall(clause):
        if 1 <= int(first) < int(last) <= 12:
            found.append(Span.between(Period.month(year, int(first)), Period.month(year, int(last))))
    rest = _MONTHS.sub("", clause)
    found += [Period.month(year, int(month)) for month in _MONTH.findall(rest) if 1 <= int(month) <= 12]
    found += [Period("half_year", year, 1 if half == "上" else 2) for half in _HALF.findall(rest)]
    found += [Period("quarter", year, "一二三四".index(number) + 1) for number in _QUARTER.findall(rest)]
    return found[0] if len(found) == 1 else None


def _from_january(period: Period) -> Period:
    """From January of the year to the end of the period."""
    last = Period.containing(period.last)
    return Span.between(Period.month(last.year, 1), last)
