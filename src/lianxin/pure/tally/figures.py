"""算数: 满意率, 测评得分, 收回率, 综合得分, each a quantity of its own with its formula, numerator and base in words.

A figure is exact, or it lies between two ends: where one option has all (or all but one) of the votes, only a band is
told (pure/disclosure), and whatever is computed from it is told as an interval. Rounding is half up (四舍五入), once.

>>> rate = satisfaction(Cell({"a": 38, "b": 9, "c": 3}, asked=55, answered=50), {"a": SATISFIED, "b": FAIRLY, "c": DISSATISFIED},
...                     Rules())
>>> rate.words, rate.formula
('94.0%', '满意率（含基本满意）=（满意 38 + 基本满意 9）÷ 有效票 50')
>>> score(Cell({"a": 38, "b": 9, "c": 3}, asked=55, answered=50), {"a": 100, "b": 60, "c": 0}).words
'86.8'
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from lianxin.pure.periods import round_half_up
from lianxin.pure.polling import RETURNED, VALID, VALID_KNOWN, Rules
from lianxin.pure.questions import DISSATISFIED, FAIRLY, SATISFIED
from lianxin.pure.tally.counts import Cell

BASES = {VALID: "有效票", RETURNED: "收回票", VALID_KNOWN: "有效票（不含“不了解”）"}
__all__ = ["Figure", "average", "band_of", "mean", "ratio", "satisfaction", "score", "weighted"]


@dataclass(frozen=True)
class Figure:
    """一个数: exact when `low` is `high`; `is_rate` in hundredths; `formula` says how it came about, with its numbers."""

    low: Fraction
    high: Fraction
    formula: str
    is_rate: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether one number may be told."""
        return self.low == self.high

    @property
    def words(self) -> str:
        """As it is printed: “94.0%”, “86.8”, or between which numbers it lies."""
        ends = [self._end(self.low), self._end(self.high)]
        if self.is_exact or ends[0] == ends[1]:
            return ends[0]
        top = "100.0%" if self.is_rate else "100.0"
        if ends[1] == top:
            return f"不低于 {ends[0]}"
        return f"不高于 {ends[1]}" if self.low == 0 else f"{ends[0]} 至 {ends[1]}"

    @property
    def is_full(self) -> bool:
        """Whether it is, or may be, a hundred per cent: to be explained, not celebrated (M184)."""
        return self.is_rate and self.high == 1

    def _end(self, value: Fraction) -> str:
        return f"{round_half_up(value * 100, 1)}%" if self.is_rate else str(round_half_up(value, 1))


def ratio(label: str, part: int, part_words: str, whole: int, whole_words: str) -> Figure | None:
    """A share of counted things: 收回率 = 收回 ÷ 发出. None where there is nothing to divide by."""
    if not whole:
        return None
    exact = Fraction(part, whole)
    return Figure(exact, exact, f"{label} = {part_words} {part} ÷ {whole_words} {whole}", is_rate=True)


def base_of(cell: Cell, rules: Rules) -> int:
    """分母 by the rule of the poll."""
    return {VALID: cell.valid, RETURNED: cell.asked, VALID_KNOWN: cell.valid - cell.unknown}[rules.base]


def satisfaction(cell: Cell, steps: Mapping[str, str], rules: Rules, *, banded: bool = False) -> Figure | None:
    """满意率 of one cell; None where the scale has no such steps or nobody is in the base.

    `steps`: option code → its step. It is no score: nobody is given marks here.
    """
    if SATISFIED not in steps.values():
        return None
    base = base_of(cell, rules)
    if base <= 0:
        return None
    parts = [_share(cell, steps, SATISFIED, "满意")]
    if rules.fairly_counts and FAIRLY in steps.values():
        parts.append(_share(cell, steps, FAIRLY, "基本满意"))
    said = "含基本满意" if rules.fairly_counts else "不含基本满意"
    if banded:
        counted = {
            code for code, step in steps.items() if step == SATISFIED or (step == FAIRLY and rules.fairly_counts)
        }
        low, high = _band_of_part(cell, counted, base)
        return Figure(
            low, high, f"满意率（{said}）= 满意票 ÷ {BASES[rules.base]} {base}；选项过于集中，只公布区间", is_rate=True
        )
    part = sum(number for number, _words in parts)
    sum_words = " + ".join(words for _number, words in parts)
    inner = f"（{sum_words}）" if len(parts) > 1 else f" {sum_words} "
    formula = f"满意率（{said}）={inner}÷ {BASES[rules.base]} {base}"
    exact = Fraction(part, base)
    return Figure(exact, exact, formula, is_rate=True)


def _share(cell: Cell, steps: Mapping[str, str], step: str, label: str) -> tuple[int, str]:
    number = sum(votes for code, votes in cell.votes.items() if steps.get(code) == step)
    return number, f"{label} {number}"


def band_of(whole: int) -> Fraction:
    """The least share told for a cell in which one option has all the votes or all but one: 90 %, of few 80 %.

    It is chosen so that both cases lie in the band: of five voters “90 %” could only be five.

    >>> [band_of(n) for n in (5, 9, 10, 300)]
    [Fraction(4, 5), Fraction(4, 5), Fraction(9, 10), Fraction(9, 10)]
    """
    return Fraction(9, 10) if whole >= 10 else Fraction(4, 5)


def top(cell: Cell) -> str:
    """The option with the most votes."""
    return max(cell.votes, key=lambda code: cell.votes[code], default="")


def _band_of_part(cell: Cell, counted: set[str], base: int) -> tuple[Fraction, Fraction]:
    least = ceil(band_of(cell.valid) * cell.valid)
    if top(cell) in counted:
        return Fraction(min(least, base), base), Fraction(min(cell.valid, base), base)
    return Fraction(0), Fraction(min(cell.valid - least, base), base)


def score(cell: Cell, marks: Mapping[str, int], *, banded: bool = False) -> Figure | None:
    """测评得分 = Σ 选项票数 × 选项分值 ÷ 有效票; options without marks (不了解) stand in neither part. None of nobody."""
    counted = {code: votes for code, votes in cell.votes.items() if code in marks and votes}
    whole = sum(counted.values())
    if not whole:
        return None
    if banded:
        best, worst = max(marks.values()), min(marks.values())
        here, share = marks.get(top(cell), best), band_of(cell.valid)
        low, high = share * here + (1 - share) * worst, share * here + (1 - share) * best
        return Figure(low, high, "测评得分 = Σ 选项票数 × 选项分值 ÷ 有效票；选项过于集中，只公布区间")
    total = sum(votes * marks[code] for code, votes in counted.items())
    terms = " + ".join(
        f"{votes}×{marks[code]}" for code, votes in sorted(counted.items(), key=lambda one: -marks[one[0]])
    )
    exact = Fraction(total, whole)
    return Figure(exact, exact, f"测评得分 =（{terms}）÷ 有效票 {whole}")


def average(figures: Sequence[Figure], *, what: str, left_out: int = 0) -> Figure | None:
    """各题得分的平均: each item weighs the same (五项各 100 分取平均). None of nothing."""
    if not figures:
        return None
    n = len(figures)
    low, high = sum((one.low for one in figures), Fraction(0)) / n, sum((one.high for one in figures), Fraction(0)) / n
    notes = (f"{left_out} 题因人数不足不公布，未计入。",) if left_out else ()
    return Figure(low, high, f"{what} = {n} 题测评得分之和 ÷ {n}", notes=notes)


@dataclass(frozen=True)
class Weighed:
    """One voice in a weighted score: its label, its weight in the plan, its figure (None: nothing to weigh)."""

    label: str
    weight: Fraction
    figure: Figure | None


def weighted(parts: Sequence[Weighed]) -> Figure | None:
    """综合得分 = Σ 群体权重 × 群体得分. An empty group's weight is shared among the rest, and the figure says so."""
    told = [one for one in parts if one.figure is not None and one.weight > 0]
    whole = sum((one.weight for one in told), Fraction(0))
    if not told or not whole:
        return None
    low = sum((one.weight * one.figure.low for one in told if one.figure), Fraction(0)) / whole
    high = sum((one.weight * one.figure.high for one in told if one.figure), Fraction(0)) / whole
    terms = " + ".join(f"{one.label} {one.figure.words}×{_weight(one.weight / whole)}" for one in told if one.figure)
    missing = [one.label for one in parts if one.figure is None and one.weight > 0]
    notes = (f"{'、'.join(missing)}没有可公布的得分，其权重按比例分给其余各层。",) if missing else ()
    return Figure(low, high, f"综合得分 = {terms}", notes=notes)


def _weight(weight: Fraction) -> str:
    return f"{round_half_up(weight * 100, 1).normalize():f}%"


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """The plain mean; None of nothing."""
    return sum(values, Fraction(0)) / len(values) if values else None


STEP_WORDS = {SATISFIED: "满意", FAIRLY: "基本满意", DISSATISFIED: "不满意"}
