"""有没有: whether what is wanted is counted already, by the same conditions or under a like name (ask once, JF-5).

Two counts are the same if they take the same records by the same date and place under the same conditions, in whatever
order these were written. That is read off the definitions; it does not depend on what happens to be recorded.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet

from lianxin.base.indicators import DIMENSIONS, Count, Indicator, Rate, Stock, known
from lianxin.base.indicators.kinds import Spread
from lianxin.base.orgs.permissions import PlacedQuerySet

A_DAY = date(2026, 6, 30)  # any day: standing conditions are compared as they read on it
LIKE = 0.75  # so much two names share, that the clerk is asked to look (a choice of ours)


@dataclass(frozen=True)
class Likeness:
    """相近的: the indicator that is the very same, a part of one that is, and those of a like name."""

    same: Indicator | None = None
    part_of: str = ""
    near: tuple[Indicator, ...] = ()


def alike(one: Indicator, *, apart_from: str = "") -> Likeness:
    """What is known already and is the same as this, or sounds like it; its own earlier versions do not count."""
    others = [other for other in known() if other.code != apart_from]
    same = _same(one, others)
    near = tuple(other for other in others if other is not same and _sounds_like(str(one.label), str(other.label)))
    return Likeness(same, "" if same else _part_of(one, others), near)


def same_as(one: Indicator, *, apart_from: str = "") -> Indicator | None:
    """What is known already and is the very same."""
    return _same(one, [other for other in known() if other.code != apart_from])


def _same(one: Indicator, others: Iterable[Indicator]) -> Indicator | None:
    outline, wanted = _outline(one), identity(one)
    return next((other for other in others if _outline(other) == outline and identity(other) == wanted), None)


def _outline(one: Indicator) -> Hashable:
    """What can be compared without writing a query out: most are ruled out by it."""
    return (type(one), *((count.dated, count.placed) for count in one.counts))


def identity(one: Indicator) -> Hashable:
    """All that a value depends on."""
    if isinstance(one, Rate):
        return ("rate", identity(one.part), identity(one.whole))
    if isinstance(one, Spread):
        return (type(one).__name__, one.measured, identity(one.over))
    assert isinstance(one, Count)
    if isinstance(one, Stock):
        return ("stock", _records(one.of), one.placed, conditions(one.where & one.standing(A_DAY)))
    return ("count", _records(one.of), one.dated, one.placed, conditions(one.where))


@lru_cache(maxsize=512)
def _records(of: Callable[[], PlacedQuerySet]) -> str:
    """Which records a count begins with, as the database is asked for them."""
    found = of()
    try:
        return f"{found.model._meta.label} {found.query}"
    except EmptyResultSet:
        return str(found.model._meta.label)


def conditions(where: Q) -> frozenset[Hashable]:
    """The conditions that must all be met, in no order: (field, lookup, value), or alternatives, or a negation."""
    if where.negated:
        inner = Q(*where.children, _connector=where.connector)
        return frozenset([("not", conditions(inner))])
    if where.connector != Q.AND and len(where.children) > 1:
        return frozenset([("or", frozenset(_one(child) for child in where.children))])
    return frozenset().union(*(_one(child) for child in where.children))


def _one(child: Any) -> frozenset[Hashable]:
    if isinstance(child, Q):
        return conditions(child)
    if not isinstance(child, tuple):
        return frozenset([repr(child)])
    name, value = child
    path, _mark, lookup = str(name).rpartition("__")
    if lookup not in ("in", "isnull", "lte", "gte", "lt", "gt", "range", "year") or not path:
        path, lookup = str(name), "in"
        value = [value]
        if value == [None]:
            lookup, value = "isnull", True
    if lookup == "in" and isinstance(value, Iterable) and not isinstance(value, str | QuerySet):
        return frozenset([(path, "in", frozenset(_plain(each) for each in value))])
    return frozenset([(path, lookup, _plain(value))])


def _plain(value: Any) -> str:
    return str(value.query) if isinstance(value, QuerySet) else str(value)


def _sounds_like(one: str, other: str) -> bool:
    one, other = ("".join(each.split()) for each in (one, other))
    shorter, longer = sorted((one, other), key=len)
    return (len(shorter) > 3 and shorter in longer) or SequenceMatcher(None, one, other).ratio() >= LIKE


def _part_of(one: Indicator, others: Sequence[Indicator]) -> str:
    """收到诉求按渠道分组的一组: what the pages of parts show already."""
    if not isinstance(one, Count) or isinstance(one, Stock):
        return ""
    for other in others:
        if not isinstance(other, Count) or _frame(other) != _frame(one):
            continue
        for code in other.dimensions:
            along = DIMENSIONS[code]
            if along.fold is None and any(
                conditions(one.where) == conditions(other.where & along.where(key)) for key, _label in along.choices()
            ):
                return f"{other.label} · {along.label}"
    return ""


def _frame(one: Count) -> Hashable:
    return (type(one), one.of, one.dated, one.placed)
