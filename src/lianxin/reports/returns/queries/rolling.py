"""下级合计: the same line of the lower returns, beside the figure of one's own.

A figure from elsewhere that lower units report is the sum of what they reported and one accepted, never typed again. A
figure of our own is counted from the records at its own level: what the lower ones froze is shown beside it, and where
the two differ, the records that lie in the one and not in the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.keysets import unpack
from lianxin.reports.freezes.terms import FigureKind
from lianxin.reports.returns.models import MonthReturn, ReturnFigure, plain
from lianxin.reports.returns.queries.reading import as_office, kept_keys, keys_of
from lianxin.reports.returns.terms import FROZEN, Stage


@dataclass(frozen=True)
class Part:
    """下级的一份 with this line: what it reported, and whether it counts."""

    unit: str
    code: str
    value: Decimal | None
    is_accepted: bool
    excused: str = ""
    reported_by: str = ""
    no_data: str = ""

    @property
    def text(self) -> str:
        return plain(self.value)


@dataclass(frozen=True)
class Below:
    """下级合计 of one line. `total` is None where nothing has been accepted yet, or the line cannot be added up."""

    parts: Sequence[Part]
    is_summed: bool = True

    @property
    def taken(self) -> list[Part]:
        return [part for part in self.parts if part.is_accepted]

    @property
    def excused(self) -> list[Part]:
        return [part for part in self.parts if part.excused]

    @property
    def waiting(self) -> list[Part]:
        """Neither accepted nor excused."""
        return [part for part in self.parts if not part.is_accepted and not part.excused]

    @property
    def total(self) -> Decimal | None:
        values = [part.value for part in self.taken if part.value is not None]
        return sum(values, Decimal(0)) if self.is_summed and self.taken else None

    @property
    def text(self) -> str:
        return plain(self.total)

    @property
    def is_whole(self) -> bool:
        """Whether nobody is waited for."""
        return not self.waiting


def below_of(month: MonthReturn) -> dict[str, Below]:
    """下级合计 by the words of the line: one statement; empty where no return reports to this one."""
    rows = ReturnFigure.objects.filter(of__above=month).select_related("of__unit", "line", "frozen", "unit")
    rows = rows.defer("frozen__keys", "frozen__whole_keys", "frozen__measured", "frozen__basis", "frozen__name")
    found: dict[str, list[Part]] = {}
    summed: dict[str, bool] = {}
    for one in rows.order_by("of__unit__path", "unit__path"):
        held = one.of
        value = one.kept if held.stage in FROZEN or one.line.is_external else None
        part = Part(
            held.unit.name, held.code, value, held.stage == Stage.ACCEPTED, held.excused, held.reported_by, one.no_data
        )
        found.setdefault(one.line.label, []).append(part)
        is_count = one.line.is_external or (one.frozen is not None and one.frozen.kind == FigureKind.COUNT)
        summed[one.line.label] = summed.get(one.line.label, True) and (is_count or value is None)
    return {label: Below(parts, summed[label]) for label, parts in found.items()}


def rolled_value(label: str, below: Mapping[str, Below]) -> Decimal:
    """汇总 of a line over what was accepted; nothing where everybody is excused."""
    found = below.get(label)
    return (found.total if found else None) or Decimal(0)


@dataclass(frozen=True)
class Gap:
    """本级与下级之差 of a figure that is counted: the records in the one and not in the other."""

    here: tuple[int, ...]
    below: tuple[int, ...]
    uncounted: int

    @property
    def is_none(self) -> bool:
        return not self.here and not self.below


def gap(figure: ReturnFigure, month: MonthReturn, by: Actor, today: date) -> Gap | None:
    """The records of one's own figure that no lower return froze, and the other way round; None without lower returns."""
    rows = ReturnFigure.objects.filter(of__above=month, of__excused="", line__label=figure.line.label)
    texts = list(rows.values_list("frozen__keys", flat=True))
    if not texts or figure.line.is_external:
        return None
    below = {key for text in texts if text is not None for key in unpack(text)}
    own = (
        set(kept_keys(figure))
        if month.stage in FROZEN
        else set(keys_of(figure, month, as_office(by, month.unit), today))
    )
    return Gap(tuple(sorted(own - below)), tuple(sorted(below - own)), sum(text is None for text in texts))
