"""数字出处: every figure of a summary, with its binding to the records; and the same looked up again later.

A figure is an indicator of a unit in a period. What a summary says beside it is derived and bound as well:
`code#difference`, `code#change_rate` and `code#points` compare two periods, written `2026-10~2025-10`;
`code:topic=01#share` is a part of its whole `code` in one period. How a derived figure was reckoned can be said
in words (`computation`), so that a reader can do the sum again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from django.db.models import Q

from lianxin.base import indicators
from lianxin.base.drafting.telling import tellings
from lianxin.base.indicators.kinds import FIGURES
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Binding, Figure
from lianxin.pure.periods import NotAPeriod, Period, read_period, round_half_up

Than = Literal["year", "period"]
MOST_UNITS, MOST_PERIODS, MOST_CODES = 600, 40, 120  # of one document, looked up together
_OF_RATES = "points"
_BEFORE = {"month": "上月", "quarter": "上季度", "year": "上年", "span": "上一阶段"}


@dataclass(frozen=True)
class Part:
    """分组的一部分: its indicator code, the word for it, how many."""

    code: str
    word: str
    count: int


def told_of(rooms: Collection[str] | None = None) -> dict[str, indicators.Indicator]:
    """The indicators that a summary tells of: those of the concerns, and what the chosen rooms declare (None: all)."""
    told = {code for one in tellings() if rooms is None or one.code in rooms for code in one.codes()}
    return {code: one for code, one in indicators.INDICATORS.items() if code.startswith("concern.") or code in told}


@dataclass
class Facts:
    """某单位某期的数字, as this viewer may know them; read in a few statements, each figure once.

    `today` is the day as of which figures of a running period stand. With a `topic` every figure of the concerns is that
    of the topic alone. `rooms` are the kinds of work beside the concerns whose figures will be asked for (None: all).
    Raises NotAllowed where the viewer may not read the unit's figures, UnknownIndicator for a code that is registered
    nowhere.
    """

    unit: Unit
    period: Period
    by: Actor
    today: date | None = None
    topic: str = ""
    rooms: Collection[str] | None = ()
    tells_concerns: bool = True
    _cells: dict[tuple[str, str], indicators.Figure] = field(default_factory=dict)
    _sliced: set[tuple[str, str]] = field(default_factory=set)
    _below: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by.must_at(FIGURES, self.unit.path)

    @property
    def periods(self) -> list[Period]:
        """The period, the same one last year, and the one before."""
        found = [self.period, self.other("year"), self.other("period")]
        return list(dict.fromkeys(found))

    @property
    def is_running(self) -> bool:
        """Whether the period is not over yet."""
        return self.today is not None and self.period.first <= self.today < self.period.last

    @property
    def as_of(self) -> date:
        """The day as of which what stands open is counted."""
        return min(self.period.last, self.today or self.period.last)

    def cell(self, code: str, period: Period | None = None) -> indicators.Figure:
        """The computed figure."""
        period, code = period or self.period, self.code_of(code)
        if not self._cells:
            self._read_all()
        name, _, part = code.partition(":")
        if part and not self.topic:
            self._read_parts(name, part.partition("=")[0])
        key = (code, period.code)
        if key not in self._cells:
            self._cells[key] = indicators.get(code).figure(period, self.unit, by=self.by, today=self.today)
        return self._cells[key]

    def code_of(self, code: str) -> str:
        """The code by which a figure is kept and bound: that of the topic's part, in a summary of one topic."""
        return f"{code}:topic={self.topic}" if self.topic and code.startswith("concern.") and ":" not in code else code

    def value(self, code: str, period: Period | None = None) -> Decimal | None:
        """The value as a number; None where there is nothing to divide by."""
        found = self.cell(code, period).value
        return None if found is None else Decimal(found)

    def number(self, code: str, period: Period | None = None) -> int:
        """A count; 0 where there is none."""
        return int(self.value(code, period) or 0)

    def parts(self, code: str, along: str) -> list[Part]:
        """The parts of a count that are not empty, largest first; what has no value in the dimension comes last.

        A topic's part is not taken apart again.
        """
        if self.topic:
            return []
        self._read_parts(code, along)
        labels = dict(indicators.DIMENSIONS[along].choices())
        found = [
            Part(one, str(labels.get(key, "未分类")), int(cell.value or 0))
            for (one, period), cell in self._cells.items()
            if period == self.period.code and one.startswith(f"{code}:{along}=") and cell.value
            for key in [one.rpartition("=")[2]]
        ]
        return sorted(found, key=lambda part: (part.word == "未分类", -part.count, part.code))

    def figure(self, code: str, period: Period | None = None) -> Figure:
        """The figure as it is printed, bound."""
        found = indicators.of_figure(self.cell(code, period))
        return Figure(found.text, found.binding)

    def below(self, code: str) -> list[Figure]:
        """The same count for the units right below, those that have any, largest first; bound to those units."""
        children = self.children()
        one = indicators.get(self.code_of(code))
        if not children:
            return []
        cells = indicators.grid([one], children, [self.period], by=self.by, today=self.today).values()
        self.know(children)
        largest = sorted(
            (cell for cell in cells if cell.value), key=lambda cell: (-int(cell.value or 0), cell.unit.path)
        )
        return [Figure(found.text, found.binding) for found in map(indicators.of_figure, largest)]

    def children(self) -> list[Unit]:
        """The units right below at the end of the period, and those closed within it that no other stands for."""
        stands = Unit.objects.valid(self.as_of).order_by().values("pk")
        closed = Q(valid_to__gte=self.period.first, valid_to__lt=self.as_of, successors=None)
        return list(Unit.objects.filter(Q(pk__in=stands) | closed, parent=self.unit).order_by("path"))

    def know(self, units: Iterable[Unit]) -> None:
        """Keep the names of units below, whose figures stand in the summary."""
        self._below.update({str(unit.pk): unit.name for unit in units})

    def name_below(self, figure: Figure) -> str:
        """The unit of such a figure."""
        return self._below.get(figure.binding.unit, "")

    def other(self, than: Than) -> Period:
        """The period that this one is compared with."""
        return self.period.year_before() if than == "year" else self.period.previous()

    def other_name(self, than: Than) -> str:
        """What that period is called: 上年同期, 上月, 上季度; of a half-year the half before."""
        if than == "year":
            return "上年" if self.period.kind == "year" else "上年同期"
        if self.period.kind == "half_year":
            return "上半年" if self.period.number == 2 else "上年下半年"
        return _BEFORE[self.period.kind]

    def gap(self, code: str, than: Than) -> Decimal:
        """By how much it rose; negative when it fell."""
        return (self.value(code) or Decimal(0)) - (self.value(code, self.other(than)) or Decimal(0))

    def difference(self, code: str, than: Than) -> Figure:
        """How many more or fewer, without sign."""
        return self._derived(code, "difference", than, abs(self.gap(code, than)))

    def points(self, code: str, than: Than) -> Figure:
        """By how many percentage points a rate differs, as both are printed, without sign."""
        return self._derived(code, _OF_RATES, than, abs(self.gap(code, than)))

    def change_rate(self, code: str, than: Than) -> Figure | None:
        """By how much per cent of the former value, without sign, half up to one decimal; None for a base of 0."""
        before = self.value(code, self.other(than))
        if not before:
            return None
        return self._derived(code, "change_rate", than, round_half_up(abs(self.gap(code, than)) * 100 / before, 1), "%")

    def share(self, code: str) -> Figure | None:
        """What per cent a part is of its whole; None of nothing."""
        part, whole = self.number(code), self.number(code.partition(":")[0])
        if not whole:
            return None
        rate = round_half_up(Decimal(part) * 100 / whole, 1)
        return Figure(f"{rate}%", self._binding(code, "share", self.period.code, str(rate)))

    def computation(self, binding: Binding) -> str:
        """How a rate or a derived figure was reckoned, for people: 6÷36＝16.7%; empty for a plain count."""
        code, _, how = binding.indicator.partition("#")
        if self.topic and how != "share":
            code = code.removesuffix(f":topic={self.topic}")
        if not how:
            cell = self.cell(code, read_period(binding.period))
            return f"{cell.part}÷{cell.whole}＝{cell.text}" if cell.fraction else ""
        if how == "share":
            return f"{self.number(code)}÷{self.number(code.partition(':')[0])}＝{binding.value}%"
        other = read_period(binding.period.partition("~")[2])
        now, before = self.cell(code).text, self.cell(code, other).text
        more, less = (now, before) if (self.value(code) or 0) >= (self.value(code, other) or 0) else (before, now)
        if how == "change_rate":
            return f"（{more}－{less}）÷{before}＝{binding.value}%"
        return f"{more}－{less}＝{binding.value}{'个百分点' if how == _OF_RATES else ''}"

    def _derived(self, code: str, how: str, than: Than, value: Decimal, tail: str = "") -> Figure:
        text = f"{value:f}"
        return Figure(text + tail, self._binding(code, how, f"{self.period.code}~{self.other(than).code}", text))

    def _binding(self, code: str, how: str, period: str, value: str) -> Binding:
        return Binding(
            f"{self.code_of(code)}#{how}", self.cell(code).indicator.version, str(self.unit.pk), period, value
        )

    def _read_all(self) -> None:
        wanted = list(told_of(self.rooms).values())
        if self.topic:
            wanted = self._of_topic([one for one in wanted if one.code.startswith("concern.")])
        cells = indicators.grid(wanted, [self.unit], self.periods, by=self.by, today=self.today)
        self._cells.update({(code, period): cell for (code, _unit, period), cell in cells.items()})

    def _of_topic(self, wanted: list[indicators.Indicator]) -> list[indicators.Indicator]:
        """The topic's parts of these; an indicator that cannot be taken apart by topics is left out."""
        by, found = indicators.DIMENSIONS["topic"], []
        known = {
            "choices": by.choices(),
            "folded": by.fold() if by.fold else {},
            "unlike": by.unlike() if by.unlike else (),
        }
        for one in wanted:
            with suppress(LookupError):
                found.append(indicators.part_of(one, by, self.topic, **known))
        return found

    def _read_parts(self, code: str, along: str) -> None:
        """All parts of a count along a dimension, in one statement."""
        count = indicators.get(code)
        if (
            (code, along) in self._sliced
            or along not in indicators.DIMENSIONS
            or not isinstance(count, indicators.Count)
        ):
            return
        self._sliced.add((code, along))
        dimension = indicators.DIMENSIONS[along]
        for part, cells in indicators.breakdown(
            count, dimension, self.unit, self.periods, by=self.by, today=self.today
        ):
            self._cells.update({(part.code, period): cell for period, cell in cells.items()})


@dataclass
class Records:
    """记录: looks bound figures up again for one reader; a document that names very many units or periods is cut short.

    What the reader may not see, what does not exist and what is not understood answer alike: None.
    """

    by: Actor
    today: date | None = None
    most: int = 24
    _kept: dict[tuple[str, str], Facts | None] = field(default_factory=dict)
    _cells: dict[tuple[str, str, str], indicators.Figure] = field(default_factory=dict)

    def prepare(self, bindings: Iterable[Binding]) -> None:
        """Read the plain figures of a document in a few statements: units with the same periods together.

        A table by unit and month would otherwise be looked up cell by cell.
        """
        codes: dict[str, set[str]] = defaultdict(set)
        periods: dict[str, set[str]] = defaultdict(set)
        for one in bindings:
            if "#" not in one.indicator and "~" not in one.period and indicators.kept_of(one.indicator) is None:
                codes[one.unit].add(one.indicator)
                periods[one.unit].add(one.period)
        groups: dict[frozenset[str], list[str]] = defaultdict(list)
        for unit, among in periods.items():
            groups[frozenset(among)].append(unit)
        for same, keys in groups.items():
            self._read(keys[:MOST_UNITS], sorted(same)[:MOST_PERIODS], {code for key in keys for code in codes[key]})

    def _read(self, keys: list[str], periods: list[str], codes: set[str]) -> None:
        pks = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 18]
        units = [unit for unit in Unit.objects.filter(pk__in=pks) if self.by.may_at(FIGURES, unit.path)]
        spans, wanted = [], []
        for code in periods:
            with suppress(NotAPeriod):
                spans.append(read_period(code))
        for code in sorted(codes)[:MOST_CODES]:
            with suppress(LookupError):
                wanted.append(indicators.get(code))
        if units and spans and wanted:
            cells = indicators.grid(wanted, units, spans, by=self.by, today=self.today)
            self._cells.update({(code, str(pk), period): cell for (code, pk, period), cell in cells.items()})

    def facts(self, unit: str, period: str) -> Facts | None:
        """The figures of a unit (by its key) and period (by its code)."""
        key = (unit, period)
        if key not in self._kept and len(self._kept) < self.most:
            self._kept[key] = self._open(unit, period)
        return self._kept.get(key)

    def look_up(self, binding: Binding) -> Figure | None:
        """The same figure from the records as they are now."""
        if (keeper := indicators.kept_of(binding.indicator)) is not None:
            found = keeper.find(binding, self.by)
            return Figure(found.text, found.binding) if found else None
        if (cell := self._cells.get((binding.indicator, binding.unit, binding.period))) is not None:
            bound = indicators.of_figure(cell)
            return Figure(bound.text, bound.binding)
        code, _, how = binding.indicator.partition("#")
        first, compared, second = binding.period.partition("~")
        facts = self.facts(binding.unit, first)
        if facts is None:
            return None
        try:
            if not how:
                return None if compared else facts.figure(code)
            if how == "share":
                return None if compared else facts.share(code)
            return self._compared(facts, code, how, second)
        except (LookupError, NotAPeriod, ArithmeticError):
            return None

    @staticmethod
    def _compared(facts: Facts, code: str, how: str, second: str) -> Figure | None:
        thans: tuple[Than, ...] = ("year", "period")
        than = next((one for one in thans if facts.other(one).code == second), None)
        if than is None or how not in ("difference", "change_rate", _OF_RATES):
            return None
        found: Figure | None = getattr(facts, how)(code, than)
        return found

    def _open(self, unit: str, period: str) -> Facts | None:
        found = (
            Unit.objects.filter(pk=int(unit)).first() if unit.isascii() and unit.isdigit() and len(unit) < 18 else None
        )
        if found is None or not self.by.may_at(FIGURES, found.path):
            return None
        try:
            return Facts(found, read_period(period), self.by, self.today)
        except NotAPeriod:
            return None
