"""指标登记簿: every indicator by its code, and the ways in which a count may be broken down.

A part of a broken-down count is an indicator too: `concern.received:channel=counter` is received at the counter.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext

from lianxin.base.indicators.kinds import Count, Indicator, Rate, Spread, Words
from lianxin.base.indicators.scopes import MARK, UnknownScope, scoped
from lianxin.base.indicators.traces import TRACES, TraceCounted

NONE = "none"  # the key of what has no value in a dimension


class UnknownIndicator(LookupError):
    """没有这样的指标: the code is registered nowhere."""


@dataclass(frozen=True)
class Dimension:
    """分组: the ways one field divides a count. `fold` maps stored values to keys where several make one part.

    `unlike` gives the keys whose parts of two periods are not the same thing, so that they are not compared.
    `spans` is a model every count of which may be sliced along it, also where no page lists the parts.
    """

    code: str
    label: Words
    field: str
    choices: Callable[[], Sequence[tuple[str, Words]]]
    fold: Callable[[], Mapping[Any, str]] | None = None
    unlike: Callable[[], Collection[str]] | None = None
    spans: type[Model] | None = None

    def divides(self, count: Count) -> bool:
        """Whether the count can be taken apart along it."""
        return self.code in count.dimensions or (self.spans is not None and count.of().model is self.spans)

    def where(self, key: str, folded: Mapping[Any, str] | None = None) -> Q:
        """The condition of one part; the parts of a dimension are all records, each once. `folded` saves a look-up."""
        if self.fold:
            stored = [value for value, kept in (folded or self.fold()).items() if kept == key]
            return Q(**{f"{self.field}__isnull": True}) if key == NONE else Q(**{f"{self.field}__in": stored})
        return Q(**{self.field: "" if key == NONE else key})

    def key_of(self, stored: Any, folded: Mapping[Any, str]) -> str:
        """The key of a stored value."""
        return (folded.get(stored, NONE) if self.fold else str(stored or "")) or NONE


INDICATORS: dict[str, Indicator] = {}
DIMENSIONS: dict[str, Dimension] = {}


def register(*indicators: Indicator) -> None:
    """Enter indicators, once each. Raises ValueError for a code twice or a 口径 left empty, TraceCounted (JF-3)."""
    for indicator in indicators:
        if indicator.code in INDICATORS:
            raise ValueError(f"indicator {indicator.code} is registered twice")
        if not str(indicator.basis).strip() or not str(indicator.label).strip():
            raise ValueError(f"indicator {indicator.code} has no basis")
        for count in indicator.counts:
            if (source := count.of().model._meta.label) in TRACES:
                raise TraceCounted(f"indicator {indicator.code} counts {source}")
        INDICATORS[indicator.code] = indicator


@dataclass(frozen=True)
class Resolver:
    """另处的指标: indicators kept elsewhere than in the program, as the county's own are.

    `find(code)` gives the one in force today, `find(code, version)` that version of it; `every()` all in force.
    """

    find: Callable[..., Indicator | None]
    every: Callable[[], Iterable[Indicator]]


RESOLVERS: list[Resolver] = []


def resolver(find: Callable[..., Indicator | None], every: Callable[[], Iterable[Indicator]] = tuple) -> None:
    """Declare who is asked for codes that are not registered: `find(code, version="")`."""
    RESOLVERS.append(Resolver(find, every))


def known() -> list[Indicator]:
    """所有指标 of today: those of the program, then the county's own in force. One statement in a request, at most."""
    return [*INDICATORS.values(), *(one for each in RESOLVERS for one in each.every())]


def _named(name: str, version: str = "") -> Indicator | None:
    """What bears the name itself, as in force today or in that version."""
    found = INDICATORS.get(name)
    if found is not None:
        return found if version in ("", found.version) else None
    return next((one for each in RESOLVERS if (one := each.find(name, version)) is not None), None)


def dimension(found: Dimension) -> Dimension:
    """Enter a dimension, once."""
    if found.code in DIMENSIONS:
        raise ValueError(f"dimension {found.code} is registered twice")
    DIMENSIONS[found.code] = found
    return found


def sliced(
    count: Count, by: Dimension, key: str, *,
    choices: Sequence[tuple[str, Words]] | None = None, folded: Mapping[Any, str] | None = None,
    unlike: Collection[str] | None = None,
) -> Count:  # fmt: skip
    """The part of a count that has `key` in a dimension. Raises UnknownIndicator for a key it does not have.

    Who takes many parts hands in the choices and the folding that he has already.
    """
    labels = {**dict(choices or by.choices()), NONE: gettext("未分类")}
    if not by.divides(count) or key not in labels:
        raise UnknownIndicator(f"{count.code}:{by.code}={key}")
    return replace(
        count,
        code=f"{count.code}:{by.code}={key}",
        label=gettext("%(count)s（%(part)s）") % {"count": count.label, "part": labels[key]},
        basis=gettext("%(basis)s其中%(by)s为“%(part)s”的。")
        % {"basis": count.basis, "by": by.label, "part": labels[key]},
        where=count.where & by.where(key, folded),
        dimensions=(),
        is_unlike=key in (unlike if unlike is not None else by.unlike() if by.unlike else ()),
    )


def get(code: str) -> Indicator:
    """The indicator with this code, a part of one (`…:by=key`), or one over a scope (`…@kind`). Raises UnknownIndicator."""
    return _read(code, "")


def at_version(code: str, version: str) -> Indicator:
    """The same as that version defines it, in force or not: what an old figure was counted by. Raises UnknownIndicator."""
    return _read(code, version)


def _read(code: str, version: str) -> Indicator:
    code, _at, scope = code.partition(MARK)
    if scope:
        try:
            return scoped(_read(code, version), scope)
        except UnknownScope:
            raise UnknownIndicator(f"{code}{MARK}{scope}") from None
    name, _colon, part = code.partition(":")
    found = _named(name, version)
    if found is None:
        raise UnknownIndicator(code)
    if not part:
        return found
    by, _equals, key = part.partition("=")
    if by not in DIMENSIONS:
        raise UnknownIndicator(code)
    return part_of(found, DIMENSIONS[by], key)


def part_of(found: Indicator, by: Dimension, key: str, **known: Any) -> Indicator:
    """The part of a count; of a rate, the rate of both its parts; of a median, that over the part. Raises UnknownIndicator.

    `known` are the choices, folding and unlike keys that `sliced` takes, for whoever takes many parts.
    """
    parts = [sliced(count, by, key, **known) for count in found.counts]
    if isinstance(found, Count):
        return parts[0]
    label = dict(known.get("choices") or by.choices()).get(key, gettext("未分类"))
    named: dict[str, Any] = {
        "code": f"{found.code}:{by.code}={key}", "is_unlike": any(one.is_unlike for one in parts),
        "label": gettext("%(count)s（%(part)s）") % {"count": found.label, "part": label},
        "basis": gettext("%(basis)s其中%(by)s为“%(part)s”的。")
        % {"basis": found.basis, "by": by.label, "part": label},
    }  # fmt: skip
    if isinstance(found, Rate):
        return replace(found, part=parts[0], whole=parts[1], **named)
    if isinstance(found, Spread):
        return replace(found, over=parts[0], **named)
    raise UnknownIndicator(f"{found.code}:{by.code}={key}")
