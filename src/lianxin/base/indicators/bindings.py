"""绑定的数字: a figure that a document carries, and what the records say of it now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lianxin.base.indicators.kinds import FIGURES, Figure, Indicator
from lianxin.base.indicators.registry import INDICATORS, UnknownIndicator, at_version, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper.document import Binding
from lianxin.pure.periods import NotAPeriod, Period, read_period

Problem = Literal["", "indicator", "version", "unit", "period"]


@dataclass(frozen=True)
class Bound:
    """绑定: indicator's code and version, the unit's key, the period's code, the value, and the text for print."""

    code: str
    version: str
    unit: str
    period: str
    value: str
    text: str

    @property
    def binding(self) -> Binding:
        """The same as a document carries it."""
        return Binding(self.code, self.version, self.unit, self.period, self.value)


@dataclass(frozen=True)
class Resolved:
    """核对 of one binding: what it is `now`, or the `problem` that keeps it from being looked up.

    A unit that the reader may not see answers like one that does not exist.
    """

    now: Bound | None
    problem: Problem = ""
    agrees: bool = False


@dataclass(frozen=True)
class Kept:
    """另处的数字: figures that count the records of one record (a statement, a circular), not an indicator's of a unit.

    Their bindings carry the record's ref where others carry the unit's key. `find` gives the figure as that record says
    it for this reader, None where he may not read it; `label` is the figure's word.
    """

    find: Callable[[Binding, Actor], Bound | None]
    label: Callable[[str], str]


_KEPT: dict[str, Kept] = {}


def kept(prefix: str, *, find: Callable[[Binding, Actor], Bound | None], label: Callable[[str], str]) -> None:
    """Declare whose figures begin with a prefix ("statement."). Raises ValueError where it is taken."""
    if prefix in _KEPT:
        raise ValueError(f"绑定的前缀重复：{prefix}")
    _KEPT[prefix] = Kept(find, label)


def kept_of(code: str) -> Kept | None:
    """Who keeps the figures of a code; None for those of the indicators."""
    if code.partition("#")[0] in INDICATORS:
        return None
    return next((one for prefix, one in _KEPT.items() if code.startswith(prefix)), None)


def of_figure(figure: Figure) -> Bound:
    """A computed figure as a binding."""
    one = figure.indicator
    return Bound(one.code, one.version, str(figure.unit.pk), figure.period.code, figure.canonical, figure.text)


def bound(code: str, unit: Unit, period: Period, by: Actor, *, today: date | None = None) -> Bound:
    """The figure as it stands now, ready to be bound. Raises UnknownIndicator, NotAllowed."""
    return of_figure(get(code).figure(period, unit, by=by, today=today))


def resolve(binding: Binding, by: Actor, *, today: date | None = None) -> Resolved:
    """What a binding's figure is now, for this reader. Never raises on what a file claims."""
    try:
        indicator = _as_bound(binding)
    except UnknownIndicator:
        return Resolved(None, "indicator")
    unit = Unit.objects.filter(pk=int(binding.unit)).first() if _is_key(binding.unit) else None
    if unit is None or not by.may_at(FIGURES, unit.path):
        return Resolved(None, "unit")
    try:
        period = read_period(binding.period)
    except NotAPeriod:
        return Resolved(None, "period")
    now = of_figure(indicator.figure(period, unit, by=by, today=today))
    if binding.version != indicator.version:
        return Resolved(now, "version")
    return Resolved(now, agrees=now.value == binding.value)


def _as_bound(binding: Binding) -> Indicator:
    """The indicator in the version that was bound, where it is still known; otherwise as it is in force today."""
    try:
        return at_version(binding.indicator, binding.version)
    except UnknownIndicator:
        return get(binding.indicator)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18
