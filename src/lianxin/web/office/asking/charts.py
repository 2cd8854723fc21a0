"""走势: the items that had to be typed, month by month, as bars that open; the table beside them says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import Period
from lianxin.reports.asking.burden import FIELDS
from lianxin.reports.asking.queries.meter import Line

TALLEST, STEP, WIDTH = 120, 62, 40


@dataclass(frozen=True)
class Bar:
    """一根柱: one month, its place and height in the drawing, the page it opens."""

    period: Period
    amount: int
    x: int
    height: int
    url: str

    @property
    def y(self) -> int:
        return 150 - self.height

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2

    @property
    def label_y(self) -> int:
        return self.y - 6


def bars(unit: Unit, lines: Sequence[Line], months: Sequence[Period]) -> list[Bar]:
    """Of the typed items, on one scale that begins at zero; nothing where nobody asked."""
    line = next((one for one in lines if one.measure.code == FIELDS), None)
    if line is None or not line.total:
        return []
    top = max(line.amounts)
    return [
        Bar(month, amount, 12 + number * STEP, TALLEST * amount // top, reverse("asking:behind", query={
            "unit": str(unit.pk), "month": month.code, "kind": FIELDS}))
        for number, (month, amount) in enumerate(zip(months, line.amounts, strict=True))
    ]  # fmt: skip
