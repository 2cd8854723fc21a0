"""做成指标: from what a clerk chose to a query and to words. Whatever is not on the source's list is refused.

A rate's numerator is its whole with further conditions: the part lies within the whole because it cannot be said
otherwise. The words are composed from the same conditions as the query, so neither can drift from the other.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.indicators.kinds import Count, Indicator, Mean, Median, Rate, Stock, Sum
from lianxin.base.indicators.sources import PLACES, SOURCES, Field, Source
from lianxin.reports.definitions.problems import Unfit
from lianxin.reports.definitions.terms import SPREADS, Better, Shape

EMPTY = "none"  # the value of a closed list that nobody filled in
VERBS: Mapping[str, tuple[str, ...]] = {
    "choice": ("in", "not_in"), "tree": ("in", "not_in"), "flag": ("yes", "no"), "number": ("least", "most"),
    "date": ("set", "unset", "before", "since"),
}  # fmt: skip
MOST_CONDITIONS = 12
LARGEST = 999_999_999_999


@dataclass(frozen=True)
class Condition:
    """一条条件: a field of the source, a verb, values. Those marked `any` are alternatives of one another."""

    field: str
    verb: str
    values: tuple[str, ...] = ()
    any: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return {"field": self.field, "verb": self.verb, "values": list(self.values), "any": self.any}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Condition":
        return cls(stored["field"], stored["verb"], tuple(stored["values"]), bool(stored["any"]))


@dataclass(frozen=True, kw_only=True)
class Spec:
    """想要的指标, as the editor hands it over."""

    name: str
    source: str
    kind: str
    timed: str
    placed: str = "unit"
    measured: str = ""
    conditions: tuple[Condition, ...] = ()
    part: tuple[Condition, ...] = ()
    group: str = ""
    measure: str = ""
    better: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Clause:
    """一个要求: its query and its words; one condition, or several of which one suffices. `is_part`: the numerator's."""

    where: Q
    words: str
    is_part: bool = False


@dataclass(frozen=True)
class Built:
    """做成的: the indicator, its clauses one by one, its words."""

    indicator: Indicator
    clauses: tuple[Clause, ...]
    basis: str
    numerator: str
    denominator: str
    fingerprint: str


def build(spec: Spec, *, code: str = "own.draft", version: str = "1") -> Built:
    """The indicator that was asked for, in the words of the office. Raises Unfit with the field that is wrong."""
    source = SOURCES.get(spec.source)
    if source is None:
        raise Unfit(_("请选择数什么。"), "source")
    _check(spec, source)
    with override(settings.LANGUAGE_CODE):  # the words are kept with the version, in one language
        return _built(spec, source, code, version)


def _check(spec: Spec, source: Source) -> None:
    if not spec.name.strip():
        raise Unfit(_("请写名称。"), "name")
    if spec.kind not in Shape.values or spec.better not in Better.values:
        raise Unfit(_("请选择算什么。"), "kind")
    is_stock = source.standing(spec.timed) is not None
    if not is_stock and source.date(spec.timed) is None:
        raise Unfit(_("请选择按哪个日期。"), "timed")
    if is_stock != (spec.kind == Shape.STOCK) and spec.kind != Shape.RATE:
        raise Unfit(_("本期件数按日期算，期末件数按期末的状态算，请重新选择。"), "timed")
    if spec.placed not in source.places:
        raise Unfit(_("请选择按哪个单位。"), "placed")
    measured = source.field(spec.measured) if spec.measured else None
    if (spec.kind in SPREADS) != (measured is not None and measured.kind == "number"):
        raise Unfit(_("请选择要算的数。"), "measured")
    if spec.kind == Shape.RATE and not spec.part:
        raise Unfit(_("分子要在分母的条件上再加条件，请至少选一条。"), "part")
    if spec.kind != Shape.RATE and spec.part:
        raise Unfit(_("只有率才分分子和分母。"), "part")
    if max(len(spec.conditions), len(spec.part)) > MOST_CONDITIONS:
        raise Unfit(_("条件太多了，最多 %(n)s 条。") % {"n": MOST_CONDITIONS})
    for condition in (*spec.conditions, *spec.part):
        _check_condition(condition, source)


def _check_condition(condition: Condition, source: Source) -> None:
    found = source.field(condition.field)
    if found is None or condition.verb not in VERBS[found.kind]:
        raise Unfit(_("这里不能用这样的条件。"))
    wants = {"in": 1, "not_in": 1, "least": 1, "most": 1, "before": 1, "since": 1}.get(condition.verb, 0)
    if bool(condition.values) != bool(wants):
        raise Unfit(_("“%(field)s”请选择或填写。") % {"field": str(found.label).strip()})
    if found.kind in ("choice", "tree"):
        known = {code for code, _label in found.choices()} | {EMPTY}
        if missing := set(condition.values) - known:
            raise Unfit(_("“%(field)s”没有这一项：%(value)s。") % {"field": found.label, "value": sorted(missing)[0]})
    else:
        for value in condition.values:
            _number_or_day(found, value)


def _number_or_day(found: Field, value: str) -> int | date:
    """A day, or a whole number: half a day more or less would be rounded by one database and not by another."""
    try:
        if found.kind == "date":
            return date.fromisoformat(value)
        number = int(value)
        if not 0 <= number <= LARGEST:
            raise ValueError(value)
        return number
    except ValueError as wrong:
        raise Unfit(_("“%(field)s”看不懂：%(value)s。") % {"field": found.label, "value": value[:20]}) from wrong


# 查询 -----------------------------------------------------------------------------------------------------------


def where_of(condition: Condition, source: Source) -> Q:
    """The query of one condition. “不是” takes in what nobody filled in."""
    found = source.field(condition.field)
    assert found is not None
    values, name = condition.values, found.field
    if found.kind == "flag":
        return found.holds if condition.verb == "yes" else ~found.holds
    if found.kind in ("choice", "tree"):
        return _among(found, values) if condition.verb == "in" else ~_among(found, values)
    if condition.verb in ("set", "unset"):
        return Q(**{f"{name}__isnull": condition.verb == "unset"})
    suffix = {"least": "gte", "most": "lte", "before": "lt", "since": "gte"}[condition.verb]
    return Q(**{f"{name}__{suffix}": _number_or_day(found, values[0])})


def _among(found: Field, values: Sequence[str]) -> Q:
    named = [value for value in values if value != EMPTY]
    if found.within:
        nowhere = Q(**{f"{found.field}__isnull": True})
        there = found.within(named) if named else Q(pk__in=())
        return there | nowhere if EMPTY in values else there
    stored = [*named, *([""] if EMPTY in values else [])]
    return Q(**{found.field: stored[0]}) if len(stored) == 1 else Q(**{f"{found.field}__in": stored})


def clauses_of(conditions: Iterable[Condition], source: Source, *, is_part: bool = False) -> list[Clause]:
    """Every condition by itself; those of which one suffices make one clause."""
    given = list(conditions)
    found = [Clause(where_of(one, source), said(one, source), is_part) for one in given if not one.any]
    if choices := [one for one in given if one.any]:
        where = where_of(choices[0], source)
        for one in choices[1:]:
            where |= where_of(one, source)
        words = _("或者").join(said(one, source) for one in choices)
        found.append(Clause(where, f"（{words}）" if len(choices) > 1 else words, is_part))
    return found


# 说法 -----------------------------------------------------------------------------------------------------------


def said(condition: Condition, source: Source) -> str:
    """A condition in words: 渠道是“来信”或“来访”."""
    found = source.field(condition.field)
    assert found is not None
    label = str(found.label)
    if found.kind == "flag":
        return label if condition.verb == "yes" else str(found.no)
    if found.kind in ("choice", "tree"):
        labels = {code: str(name).strip() for code, name in found.choices()} | {EMPTY: _("没有填")}
        named = _("或").join(f"“{labels[value]}”" for value in condition.values)
        return (_("%(field)s是%(values)s") if condition.verb == "in" else _("%(field)s不是%(values)s")) % {
            "field": label, "values": named,
        }  # fmt: skip
    words = {
        "least": _("%(field)s不少于 %(value)s %(measure)s"), "most": _("%(field)s不多于 %(value)s %(measure)s"),
        "set": _("有%(field)s"), "unset": _("没有%(field)s"), "before": _("%(field)s早于 %(value)s"),
        "since": _("%(field)s不早于 %(value)s"),
    }[condition.verb]  # fmt: skip
    value = condition.values[0] if condition.values else ""
    return (words % {"field": label, "value": value, "measure": found.measure}).strip()


def phrase(spec: Spec, source: Source, clauses: Sequence[Clause]) -> str:
    """收到日期在本期内、渠道是“来信”的诉求."""
    dated, standing = source.date(spec.timed), source.standing(spec.timed)
    if standing is not None:
        begin = _("期末%(standing)s") % {"standing": standing.label}
    else:
        begin = _("%(date)s在本期内") % {"date": dated.label if dated else ""}
    joined = "、".join([begin, *(one.words for one in clauses)])
    return _("%(conditions)s的%(records)s") % {"conditions": joined, "records": source.label}


def _sentence(spec: Spec, source: Source, *parts: str) -> str:
    further = [str(source.note)] if source.note else []
    further.append(_("按%(place)s计") % {"place": PLACES[spec.placed]})
    words = "".join([*parts, "；".join(further), "。"])
    return words + _("说明：%(remark)s") % {"remark": spec.remark.strip()} if spec.remark.strip() else words


# 指标 -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """口径、分子、分母, as they are kept with a version."""

    basis: str
    numerator: str = ""
    denominator: str = ""


def stored(spec: Spec, words: Words, *, code: str, version: str) -> Indicator:
    """The indicator of a version, in the words it was approved in; reads nothing. Raises Unfit where its list has gone."""
    source = SOURCES.get(spec.source)
    asked = (*spec.conditions, *spec.part)
    timed = source and (source.date(spec.timed) or source.standing(spec.timed))
    if source is None or not timed or any(source.field(one.field) is None for one in asked):
        raise Unfit(_("数的这类记录已经不在可以数的清单里，算不出来。"))
    return _made(spec, source, _all(spec.conditions, source), _all(spec.part, source), words, code, version)


def _built(spec: Spec, source: Source, code: str, version: str) -> Built:
    whole, part = clauses_of(spec.conditions, source), clauses_of(spec.part, source, is_part=True)
    words = _worded(spec, source, whole, part)
    wheres = (_all(spec.conditions, source), _all(spec.part, source))
    one = _made(spec, source, *wheres, words, code, version)
    return Built(one, (*whole, *part), words.basis, words.numerator, words.denominator, fingerprint_of(spec))


def _worded(spec: Spec, source: Source, whole: Sequence[Clause], part: Sequence[Clause]) -> Words:
    of = phrase(spec, source, whole)
    if spec.kind in (Shape.COUNT, Shape.STOCK):
        return Words(_sentence(spec, source, of, "；"))
    if spec.kind == Shape.RATE:
        numerator = phrase(spec, source, [*whole, *part])
        said_so = _("分子：%(part)s；分母：%(whole)s；") % {"part": numerator, "whole": of}
        return Words(_sentence(spec, source, said_so), numerator, of)
    measured = source.field(spec.measured)
    assert measured is not None
    said_so = _("%(records)s，“%(number)s”的%(shape)s，没有填的不算在内；") % {
        "records": of, "number": measured.label, "shape": Shape(spec.kind).label,
    }  # fmt: skip
    return Words(_sentence(spec, source, said_so), denominator=of)


def _all(conditions: Iterable[Condition], source: Source) -> Q:
    """Every condition that stands alone, and one of those marked as alternatives."""
    where, choice = Q(), Q()
    for one in conditions:
        if one.any:
            choice |= where_of(one, source)
        else:
            where &= where_of(one, source)
    return where & choice


def _made(spec: Spec, source: Source, whole: Q, part: Q, words: Words, code: str, version: str) -> Indicator:
    common: dict[str, Any] = {
        "version": version, "group": spec.group.strip() or _("自定指标"), "is_process": source.is_process,
    }  # fmt: skip
    named = {**common, "code": code, "label": spec.name.strip(), "better": spec.better, "basis": words.basis}
    measure = spec.measure.strip()
    if spec.kind in (Shape.COUNT, Shape.STOCK):
        return _count(spec, source, whole, measure=measure or str(source.measure), **named)

    def count(name: str, label: str, where: Q) -> Count:
        return _count(spec, source, where, code=f"{code}.{name}", label=label, basis=f"{label}。",
                      measure=str(source.measure), **common)  # fmt: skip

    if spec.kind == Shape.RATE:
        sides: dict[str, Any] = {
            "part": count("part", words.numerator, whole & part),
            "whole": count("whole", words.denominator, whole),
        }
        standing = source.standing(spec.timed)
        asked = {condition.field for condition in (*spec.conditions, *spec.part)}
        is_opinion = any(one.is_opinion for one in source.fields if one.code in asked)
        return Rate(guarded=is_opinion, is_momentary=bool(standing and standing.is_momentary), **sides, **named)
    measured = source.field(spec.measured)
    assert measured is not None
    kind: Callable[..., Indicator] = {Shape.MEDIAN: Median, Shape.MEAN: Mean, Shape.SUM: Sum}[Shape(spec.kind)]
    return kind(
        over=count("over", words.denominator, whole), measured=measured.field, places=2 if spec.kind == Shape.SUM else 1,
        measure=measure or str(measured.measure), **named,
    )  # fmt: skip


def _count(spec: Spec, source: Source, where: Q, **given: Any) -> Count:
    dated, standing = source.date(spec.timed), source.standing(spec.timed)
    common: dict[str, Any] = {
        "of": source.of,
        "to_open": source.to_open,
        "placed": spec.placed,
        "where": where,
        **given,
    }
    if standing is not None:
        return Stock(standing=standing.holds, ever=standing.ever, is_momentary=standing.is_momentary, **common)
    assert dated is not None
    return Count(dated=dated.field, month=dated.month, **common)


def fingerprint_of(spec: Spec) -> str:
    """What makes two definitions the same: all that the number depends on, whatever it is called."""

    def asked(conditions: Iterable[Condition]) -> list[Any]:
        return sorted([one.field, one.verb, sorted(one.values), one.any] for one in conditions)

    kept = [spec.source, spec.kind, spec.timed, spec.placed, spec.measured, asked(spec.conditions), asked(spec.part)]
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False).encode()).hexdigest()
