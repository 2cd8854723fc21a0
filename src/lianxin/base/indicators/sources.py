"""指标来源: the kinds of records that a clerk may count without code, each with the fields that are safe to ask of (F099).

A room declares its records when its app is ready. What is declared is a whitelist (JF-3): a table of traces is refused,
and so is a field that tells of a person, holds free text, or stands many times beside a record. So an indicator made of
sources can neither watch anybody nor count one record twice, whoever makes it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from typing import Any, Literal

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Words
from lianxin.base.indicators.traces import TRACES, TraceCounted
from lianxin.base.orgs.permissions import Permission, PlacedQuerySet

FieldKind = Literal["choice", "flag", "number", "date", "tree"]
#: tables that tell of a person: no condition looks into them
PERSONS = frozenset({
    "orgs.Person", "orgs.Posting", "concerns.Requester", "disputes.DisputeParty", "households.Member",
})  # fmt: skip
CODE = 20  # so long may a column be that holds the code of a list kept as data; what is longer is free text
A_DAY = date(2026, 1, 1)  # any day: to see which fields a standing condition asks of
PLACES: Mapping[str, Words] = {"unit": _("属地单位"), "handler": _("承办单位"), "home": _("派出单位")}


class UnsafeSource(ValueError):
    """来源不稳妥: a declared field could tell of a person, is free text, or would count a record twice."""


@dataclass(frozen=True)
class DateField:
    """日期 by which records may be counted; `month` names the column that holds its month (see sql.py)."""

    code: str
    label: Words
    field: str
    month: str = ""


@dataclass(frozen=True)
class Field:
    """条件 that may be asked of a record: a closed list, a plain yes or no, a number, a date, or a tree of topics.

    Of a flag `holds` is the condition, `label` says it and `no` says the contrary. A tree's `within(codes)` is the
    condition of lying in one of these branches. `is_opinion` marks what residents said: rates of it are guarded.
    """

    code: str
    label: Words
    kind: FieldKind
    field: str = ""
    choices: Callable[[], Sequence[tuple[str, Words]]] = tuple
    holds: Q = made(default_factory=Q)
    no: Words = ""
    within: Callable[[Collection[str]], Q] | None = None
    measure: Words = ""
    is_opinion: bool = False


def choice(
    code: str, label: Words, field: str, choices: Sequence[tuple[str, Words]], *, is_opinion: bool = False
) -> Field:
    """One of a closed list."""
    return Field(code, label, "choice", field, lambda: choices, is_opinion=is_opinion)


def flag(code: str, label: Words, no: Words, holds: Q, *, is_opinion: bool = False) -> Field:
    """A plain yes or no, in the words of both."""
    return Field(code, label, "flag", holds=holds, no=no, is_opinion=is_opinion)


def number(code: str, label: Words, field: str, measure: Words) -> Field:
    """A whole number, to be compared, summed or averaged."""
    return Field(code, label, "number", field, measure=measure)


def day(code: str, label: Words, field: str) -> Field:
    """A date that may be missing."""
    return Field(code, label, "date", field)


@dataclass(frozen=True)
class Standing:
    """期末状态: what may be so on a day, as `Stock` asks it; `label` completes “期末……的诉求”."""

    code: str
    label: Words
    holds: Callable[[date], Q]
    ever: Q = made(default_factory=Q)
    is_momentary: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """来源: a kind of records, which of them (`note`, in words), by what they may be dated, placed, sorted and summed."""

    code: str
    label: Words
    of: Callable[[], PlacedQuerySet]
    to_open: Permission
    dates: tuple[DateField, ...]
    fields: tuple[Field, ...]
    standings: tuple[Standing, ...] = ()
    places: tuple[str, ...] = ("unit",)
    measure: Words = _("件")
    note: Words = ""
    is_process: bool = False

    def date(self, code: str) -> DateField | None:
        return next((one for one in self.dates if one.code == code), None)

    def field(self, code: str) -> Field | None:
        return next((one for one in self.fields if one.code == code), None)

    def standing(self, code: str) -> Standing | None:
        return next((one for one in self.standings if one.code == code), None)

    @property
    def numbers(self) -> tuple[Field, ...]:
        """What may be summed or averaged."""
        return tuple(one for one in self.fields if one.kind == "number")


SOURCES: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Enter sources, once each. Raises TraceCounted (JF-3), UnsafeSource, ValueError for a code twice."""
    for source in sources:
        times = [one.code for one in source.dates] + [one.code for one in source.standings]
        asked = [one.code for one in source.fields]
        if source.code in SOURCES or len(set(times)) < len(times) or len(set(asked)) < len(asked):
            raise ValueError(f"source {source.code} or one of its fields is declared twice")
        if why := trouble(source):
            raise why
        SOURCES[source.code] = source


def trouble(source: Source) -> ValueError | None:
    """What makes a source unfit to be counted; None for a safe one."""
    model: type[models.Model] = source.of().model
    if model._meta.label in TRACES:
        return TraceCounted(f"source {source.code} counts {model._meta.label}")
    if model._meta.label in PERSONS:
        return UnsafeSource(f"source {source.code} counts persons")
    asked = [("date", one.code, one.field) for one in source.dates]
    asked += [(one.kind, one.code, path) for one in source.fields for path in _paths(one)]
    asked += [("flag", one.code, path) for one in source.standings for path in leaves(one.holds(A_DAY) & one.ever)]
    for kind, code, path in asked:
        if why := _unsafe(model, path, kind):
            return UnsafeSource(f"source {source.code}, {code}: {path} {why}")
    return None


def _paths(one: Field) -> Iterable[str]:
    if one.kind == "flag":
        return leaves(one.holds)
    return leaves(one.within(("x",))) if one.within else (one.field,)


def leaves(condition: Q) -> Iterator[str]:
    """The lookups in a condition; raises UnsafeSource for one that cannot be looked into."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from leaves(child)
        elif isinstance(child, tuple):
            yield str(child[0])
        else:
            raise UnsafeSource("a condition holds an expression that cannot be looked into")


def _unsafe(model: type[models.Model], path: str, kind: str) -> str:
    """Why a lookup is not safe; empty for a safe one."""
    found: Any = None
    rest = path.split("__")
    while rest:
        try:
            found = model._meta.get_field("id" if rest[0] == "pk" else rest[0])
        except FieldDoesNotExist:
            break
        rest = rest[1:]
        if found.many_to_many or found.one_to_many:
            return "stands many times beside one record"
        if found.is_relation:
            model = found.related_model
            if model._meta.label in PERSONS or model._meta.label in TRACES:
                return "looks into a table of persons or traces"
    if found is None:
        return "is no field"
    return _unfit(found, kind, rest)


def _unfit(found: Any, kind: str, lookup: Sequence[str]) -> str:
    """Whether the last field of a lookup is of a kind that is safe to ask of."""
    asks_presence = kind == "flag" and (list(lookup) == ["isnull"] or not lookup)
    if found.is_relation:
        return "" if kind in ("tree", "flag") else "is a record, not a value"
    fits: dict[str, tuple[type, ...]] = {
        "number": (models.IntegerField, models.DecimalField), "date": (models.DateField,),
    }  # fmt: skip
    if kind in fits:
        return "" if isinstance(found, fits[kind]) and not isinstance(found, models.DateTimeField) else f"is no {kind}"
    if isinstance(found, models.TextField):
        return "is free text"
    if isinstance(found, models.CharField) and not found.choices and (found.max_length or 0) > CODE:
        return "" if asks_presence else "is free text"
    if isinstance(found, models.JSONField | models.BinaryField | models.FileField | models.DateTimeField):
        return "is of no kind that can be counted safely"
    return ""
