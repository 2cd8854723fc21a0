"""工作日历: for each day whether it is worked, what it is called, who says so and how sure that is.

Three voices, the first that speaks counts: the county's own rule (放假办法 §4 lets minorities and places have
days of their own), the State Council's notice of the year, and the week (Monday to Friday) with the statutory
holidays. In a year without a notice the last voice is a guess: `provisional`, 暂定.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from importlib import resources

from lianxin.pure.workdays.statutory import statutory_days

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
NOTICE_TITLE = "国务院办公厅关于{year}年部分节假日安排的通知"
GUESS = "周一至周五上班、法定节日放假的推算"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Override:
    """What a notice or a local rule says of one day; `source` names it, `notice` is the notice's year."""

    is_workday: bool
    name: str
    source: str
    provisional: bool = False
    notice: int | None = None


@dataclass(frozen=True)
class DayKind:
    """One day as the calendar sees it. `name` is the holiday (also for a day worked in exchange), or empty."""

    on: date
    is_workday: bool
    name: str
    source: str
    provisional: bool

    @property
    def weekday(self) -> str:
        """周几."""
        return WEEKDAYS[self.on.weekday()]

    @property
    def is_exchanged(self) -> bool:
        """调休上班: a Saturday or Sunday that is worked."""
        return self.is_workday and self.on.weekday() >= 5


@dataclass(frozen=True, eq=False)
class Calendar:
    """工作日历. `published` are the years whose notice is in `official`; `local` comes first."""

    official: Mapping[date, Override]
    published: frozenset[int]
    local: Mapping[date, Override]

    @classmethod
    def china(cls) -> "Calendar":
        """The mainland's calendar with the notices of 2015 to 2026, from the file beside this module."""
        return _china()

    def with_local(self, overrides: Mapping[date, Override]) -> "Calendar":
        """The same calendar with these local days added; they come before the notice."""
        return Calendar(self.official, self.published, {**self.local, **overrides})

    def with_notice(self, year: int, days: Mapping[date, Override]) -> "Calendar":
        """The same calendar after the notice of `year`; what an earlier text of that notice said is dropped."""
        kept = {on: said for on, said in self.official.items() if said.notice != year}
        return Calendar({**kept, **days}, self.published | {year}, self.local)

    @cached_property
    def published_through(self) -> int:
        """The last year up to which the notices are all there; 0 when there is none."""
        if not self.published:
            return 0
        year = min(self.published)
        while year + 1 in self.published:
            year += 1
        return year

    @cached_property
    def _kinds(self) -> dict[date, DayKind]:
        return {}

    @cached_property
    def _statutory(self) -> dict[int, dict[date, str]]:
        return {}

    def kind(self, on: date) -> DayKind:
        """What kind of day it is."""
        found = self._kinds.get(on)
        if found is None:
            found = self._kinds[on] = self._look_up(on)
        return found

    def is_workday(self, on: date) -> bool:
        """Whether the day is worked."""
        return self.kind(on).is_workday

    def next_workday(self, on: date) -> date:
        """The first workday after `on`."""
        on += ONE_DAY
        while not self.is_workday(on):
            on += ONE_DAY
        return on

    def workdays_after(self, first: date, last: date) -> int:
        """How many workdays lie after `first` up to and with `last`; 0 when `last` is not later."""
        return sum(self.is_workday(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))

    def _look_up(self, on: date) -> DayKind:
        said = self.local.get(on) or self.official.get(on)
        if said:
            return DayKind(on, said.is_workday, said.name, said.source, said.provisional)
        if on.year in self.published:
            return DayKind(on, on.weekday() < 5, "", NOTICE_TITLE.format(year=on.year), False)
        if on.year not in self._statutory:
            self._statutory[on.year] = statutory_days(on.year)
        name = self._statutory[on.year].get(on, "")
        return DayKind(on, on.weekday() < 5 and not name, name, GUESS, True)


def read_days(lines: Iterable[str]) -> tuple[dict[date, Override], frozenset[int]]:
    """The days and the years of a file with the columns date, kind (放假/上班), name, notice (its year)."""
    days: dict[date, Override] = {}
    years: set[int] = set()
    for row in csv.DictReader(lines):
        year = int(row["notice"])
        source = NOTICE_TITLE.format(year=year)
        days[date.fromisoformat(row["date"])] = Override(row["kind"] == "上班", row["name"], source, notice=year)
        years.add(year)
    return days, frozenset(years)


@cache
def _china() -> Calendar:
    text = (resources.files(__package__) / "china.csv").read_text(encoding="utf-8")
    days, years = read_days(text.splitlines())
    return Calendar(days, years, {})
