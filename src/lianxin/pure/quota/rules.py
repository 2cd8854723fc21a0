"""任务的条款: what is asked: how many of what, counted how, in which period; and how much of it is owed.

>>> from datetime import date
>>> rule = Rule("down", "下访", measure="visits", unit="days", period="year", minimum=100)
>>> due = owed(rule, Span(date(2026, 1, 1), date(2026, 12, 31)), [Span(date(2026, 7, 1), date(2026, 12, 31))], [])
>>> due.number, due.sum
(50, '100 × 184 ÷ 365 = 50.41 ≈ 50')
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from lianxin.pure.periods import round_half_up
from lianxin.pure.quota.periods import PeriodKind
from lianxin.pure.quota.spans import Span, common, total, without

#: 不同的日子, 不同的夜, 次（篇）, 不同的户, 不同的单位, 连续的日子, 当天仍在的联系, 满了月数的联系
CountUnit = Literal["days", "nights", "occasions", "households", "places", "run", "standing", "lasting"]
#: 任职不满一期的: 按天折算; 不折算; 过半才算
Part = Literal["days", "whole", "half"]
#: 一次走访: 几条都算; 只算列在最前的一条; 只在较宽的一条之内算
Sharing = Literal["shared", "first", "within"]
COUNT_UNITS: tuple[str, ...] = get_args(CountUnit)
PARTS: tuple[str, ...] = get_args(Part)
SHARINGS: tuple[str, ...] = get_args(Sharing)
#: every month has so many days: a run that is asked for fits into each
LONGEST_RUN = 28


class NotARule(ValueError):
    """The parts of a rule contradict each other; `code` says which, for the page to say it in words."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Rule:
    """条款: measure × unit of counting × period × minimum, and the conditions.

    `kinds`, `where`: only deeds of these kinds, at units of these kinds (empty: all). `link`: the measure whose deeds
    are one's links; the minimum then holds for each of them (`link_kinds`), and counts what was done there.
    `most` is only told (“1 至 2 户”); nobody is reminded to do less. `wider` is the rule inside which a `within` counts.
    """

    code: str
    label: str
    measure: str
    unit: CountUnit
    period: PeriodKind
    minimum: int
    most: int | None = None
    kinds: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    link: str = ""
    link_kinds: tuple[str, ...] = ()
    part: Part = "days"
    sharing: Sharing = "shared"
    wider: str = ""
    own: Span | None = None

    def __post_init__(self) -> None:
        if self.minimum < 1:
            raise NotARule("minimum", "the minimum is at least 1")
        if self.most is not None and self.most < self.minimum:
            raise NotARule("most", "the most is not below the minimum")
        if self.unit in ("run", "lasting") and self.part == "days":
            raise NotARule("part", "consecutive days and lengths are not divided by days")
        if self.unit == "run" and self.minimum > (min(LONGEST_RUN, self.own.days) if self.own else LONGEST_RUN):
            raise NotARule("run", "the run does not fit into the period")
        if self.link and self.unit in ("standing", "lasting"):
            raise NotARule("link", "links are counted themselves, or deeds at each of them, not both")
        if (self.sharing == "within") != bool(self.wider):
            raise NotARule("wider", "what counts within another rule names it, and nothing else does")
        if (self.period == "custom") != (self.own is not None):
            raise NotARule("own", "a period of one's own has its days, and no other has")


@dataclass(frozen=True)
class Due:
    """应完成: the number owed, and the sum that led to it: the days of the period, those of the post, those of leave."""

    minimum: int
    part: Part
    whole: int
    held: int
    away: int
    number: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing was divided."""
        return self.number == self.minimum

    @property
    def sum(self) -> str:
        """The sum, written out: 100 × (184 − 10) ÷ 365 = 47.67 ≈ 48. Empty where nothing was divided by days."""
        if self.part != "days" or self.held - self.away == self.whole:
            return ""
        days = f"({self.held} − {self.away})" if self.away else f"{self.held}"
        exact = Fraction(self.minimum * (self.held - self.away), self.whole)
        shown = round_half_up(exact, 2)
        return f"{self.minimum} × {days} ÷ {self.whole} = {shown} ≈ {self.number}"


def owed(rule: Rule, period: Span, held: Iterable[Span], away: Iterable[Span]) -> Due:
    """应完成: the minimum for the days on which the rule bound the person and he was not on leave.

    `days`: the minimum × those days ÷ the days of the period, rounded half up once (四舍五入), so that very few days owe
    nothing. `half`: the whole minimum from half of the period on, else nothing. `whole`: the whole from one day on.
    """
    bound = common([period], held)
    present = without(bound, away)
    held_days, days = total(bound), total(present)
    if rule.part == "days":
        number = int(round_half_up(Fraction(rule.minimum * days, period.days)))
    elif rule.part == "half":
        number = rule.minimum if 2 * days >= period.days else 0
    else:
        number = rule.minimum if days else 0
    return Due(rule.minimum, rule.part, period.days, held_days, held_days - days, number)
