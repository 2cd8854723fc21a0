"""范围: an indicator over a part of the tree: what is placed at units of some kinds, or under some units.

`concern.handled_closed@township` counts what stands with the townships themselves (总站), `…@village+community` what
stands with the villages and communities (工作站); `…@u12+u15` what lies under these two units, each record once. Such an
indicator is one like any other: it opens to its records, stands in a grid, is bound in a document.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from lianxin.base.indicators.kinds import Count, Indicator, Rate, Spread
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.terms import UnitKind

MARK, MOST = "@", 60


class UnknownScope(LookupError):
    """没有这样的范围: a kind or a unit that there is not."""


def scope_of(*, kinds: Iterable[str] = (), units: Iterable[Unit] = ()) -> str:
    """The scope as it stands behind the mark; empty for the whole tree. Kinds or units, not both."""
    kinds, keys = sorted(set(kinds)), sorted({unit.pk for unit in units})
    if kinds and keys:
        raise UnknownScope(gettext("范围写单位类别，或者写单位，不同时写。"))
    return "+".join(kinds or [f"u{key}" for key in keys])


def scoped(indicator: Indicator, scope: str) -> Indicator:
    """The indicator over the scope. Raises UnknownScope."""
    if not scope:
        return indicator
    parts = scope.split("+")
    if len(parts) > MOST or len(set(parts)) != len(parts):
        raise UnknownScope(scope)
    words, kinds, units = _read(parts)
    return _narrowed(indicator, scope, words, kinds, units)


def units_of(scope: str) -> list[Unit]:
    """The units that a scope names; none for one of kinds."""
    return _read(scope.split("+"))[2] if scope else []


def words_of(scope: str) -> str:
    """乡镇本级, 村、社区本级, or the names of units; empty for the whole tree. Raises UnknownScope."""
    return _read(scope.split("+"))[0] if scope else ""


def _read(parts: list[str]) -> tuple[str, list[str], list[Unit]]:
    if all(part in UnitKind.values for part in parts):
        labels = "、".join(str(kind.label) for kind in UnitKind if kind in parts)
        return gettext("%(kinds)s本级") % {"kinds": labels}, parts, []
    keys = [part[1:] for part in parts]
    if not all(part.startswith("u") and key.isascii() and key.isdigit() and len(key) < 18
               for part, key in zip(parts, keys, strict=True)):  # fmt: skip
        raise UnknownScope("+".join(parts))
    units = list(Unit.objects.filter(pk__in=keys).order_by("path"))
    if len(units) != len(keys):
        raise UnknownScope("+".join(parts))
    return "、".join(unit.name for unit in units), [], units


def _narrowed(indicator: Indicator, scope: str, words: str, kinds: list[str], units: list[Unit]) -> Indicator:
    """A rate over a scope is the rate of its two counts over it, a sum the sum over its count."""

    def count(one: Count) -> Count:
        if kinds:
            place = Q(**{f"{one.placed}_path__in": Unit.objects.filter(kind__in=kinds).values("path")})
        else:
            place = Q(pk__in=())
            for unit in units:
                place |= unit.covers(f"{one.placed}_path")
        return replace(one, where=one.where & place, dimensions=(), **_named(one, scope, words))

    if isinstance(indicator, Count):
        return count(indicator)
    if isinstance(indicator, Rate):
        return replace(
            indicator, part=count(indicator.part), whole=count(indicator.whole), **_named(indicator, scope, words)
        )
    if isinstance(indicator, Spread):
        return replace(indicator, over=count(indicator.over), **_named(indicator, scope, words))
    raise UnknownScope(scope)


def _named(one: Indicator, scope: str, words: str) -> dict[str, Any]:
    given = {"label": str(one.label), "basis": str(one.basis), "where": words}
    return {
        "code": f"{one.code}{MARK}{scope}",
        "label": gettext("%(label)s（%(where)s）") % given,
        "basis": gettext("%(basis)s只计%(where)s的。") % given,
    }
