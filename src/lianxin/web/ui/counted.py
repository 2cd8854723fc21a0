"""数字一排: the figures of one's own unit at the head of a room's page, each of which opens."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from lianxin.base.indicators import FIGURES, Figure, Rate, get
from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import Period
from lianxin.web.ui.request import Request


@dataclass(frozen=True)
class Opening:
    """一个数 and the page of the records behind it."""

    figure: Figure
    opens: str

    @property
    def measure(self) -> str:
        """The measure word; a rate bears its own sign."""
        return "" if isinstance(self.figure.indicator, Rate) else str(self.figure.indicator.measure)


def figures(request: Request, codes: Iterable[str], unit: Unit | None = None) -> list[Opening]:
    """This year's figures of the actor's unit, or of the one given; nothing for a post without figures."""
    by, year = request.actor, Period.containing(request.today, "year")
    unit = unit or request.posting.unit
    if not by.may_at(FIGURES, unit.path):
        return []
    found = []
    for code in codes:
        address = reverse("figures:open", query={"code": code, "unit": str(unit.pk), "period": year.code})
        found.append(Opening(get(code).figure(year, unit, by=by, today=request.today), address))
    return found
