"""怎样算的, in words: beside every result stand the definition, the way of reckoning, the guard and the weights (rules §0.5)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from lianxin.base.indicators import Indicator, Rate
from lianxin.pure.assessing import Band
from lianxin.pure.keysets import plain
from lianxin.reports.assessments.models import Cell, Item, Scheme
from lianxin.reports.assessments.terms import How, ItemKind


def definition_of(one: Indicator) -> str:
    """口径 with its formula: 按时办结率＝按时办结诉求÷有承诺期限的办结诉求。…"""
    basis = str(one.basis)
    if not isinstance(one, Rate):
        return basis
    if "".join(basis.split()).startswith(f"{one.numerator}÷{one.denominator}"):
        return _("%(label)s＝%(basis)s") % {"label": one.label, "basis": basis}
    formula = _("%(label)s＝%(part)s÷%(whole)s") % {
        "label": one.label,
        "part": one.numerator,
        "whole": one.denominator,
    }
    return _("%(formula)s。%(basis)s") % {"formula": formula, "basis": basis}


def how_of(item: Item) -> str:
    """怎样折算 of an item: 60 及以下得 0，95 及以上得 100，中间按比例。"""
    if item.kind == ItemKind.FACT:
        return _("有一项及以上得 100，没有得 0；多了不加。")
    words: dict[str, Any] = {"side": _("及以上") if item.better == "high" else _("及以下")}
    if item.how == How.PROPORTIONAL:
        words |= {"floor": limit_of(item.floor, item), "full": limit_of(item.full, item),
                  "other": _("及以下") if item.better == "high" else _("及以上")}  # fmt: skip
        return _("%(full)s %(side)s得 100，%(floor)s %(other)s得 0，中间按比例。") % words
    if item.how == How.FULFILLED:
        return _("%(full)s %(side)s得 100，其余得 0。") % {**words, "full": limit_of(item.full, item)}
    steps = "，".join(
        _("%(limit)s %(side)s得 %(result)s") % {**words, "limit": limit_of(Decimal(limit), item), "result": result}
        for limit, result in item.steps
    )
    return _("%(steps)s，其余得 %(rest)s。") % {"steps": steps, "rest": plain(item.floor or Decimal(0))}


def limit_of(number: Decimal | None, item: Item) -> str:
    """A limit with the measure of what is measured: 95%, 3.5天."""
    return f"{plain(number or Decimal(0))}{item.measure}"


def guard_of(item: Item) -> str:
    """件数太少、没有数据怎么办; empty for an item that nothing can be too few of."""
    if not item.least:
        return ""
    return _("不足 %(n)s 件不评，权重分给同一维度的其他项；没有数据不当作 0。") % {"n": item.least}


def value_of(value: Decimal | None, part: int | None, whole: int | None) -> str:
    """数值: 92.3%（12/13）, 3.5（13 件）, 2, —."""
    if value is None:
        return "—"
    if part is not None:
        return _("%(value)s%%（%(part)s/%(whole)s）") % {"value": plain(value), "part": part, "whole": whole}
    if whole is not None:
        return _("%(value)s（由 %(whole)s 件算出）") % {"value": plain(value), "whole": whole}
    return plain(value)


def cell_value(cell: Cell) -> str:
    """The value of an item, with numerator and denominator."""
    return value_of(cell.value, cell.part, cell.whole)


def result_of(cell: Cell) -> str:
    """结果 of an item, or why it is not rated."""
    if cell.result is not None:
        return plain(cell.result)
    if cell.not_rated == "few":
        return _("不评：不足 %(n)s 件") % {"n": cell.item.least}
    return _("不评：%(why)s") % {"why": cell.get_not_rated_display()}


def total_words() -> str:
    """总结果怎样算."""
    formula = _("总结果＝各项“所用权重×结果÷100”相加，四舍五入保留一位小数。")
    return formula + _("不评的项，权重按比例分给同一维度的其他项；整个维度不评的，分给其他维度。")


def unrated_words(scheme: Scheme) -> str:
    """什么时候整个单位不评."""
    return _("有数据可评的结果项，原权重合计不到 %(n)s 的单位不评。") % {"n": scheme.least_rated}


def band_words(bands: Sequence[Band]) -> str:
    """好：90 及以上；较好：75 及以上；一般：其余."""
    said = [_("%(label)s：%(least)s 及以上") % {"label": one.label, "least": plain(one.least)} for one in bands[:-1]]
    return "；".join([*said, _("%(label)s：其余") % {"label": bands[-1].label}])


def larger_words(scheme: Scheme) -> str:
    """在更大的考核里占多少 (M282); empty where it is part of none."""
    if not scheme.larger or scheme.larger_weight is None:
        return ""
    return _("在“%(larger)s”中占 %(weight)s 分：折合＝总结果×%(weight)s÷100，四舍五入保留两位小数。") % {
        "larger": scheme.larger, "weight": plain(scheme.larger_weight),
    }  # fmt: skip


def not_for() -> str:
    """不能拿来做什么: stands on every export."""
    return _("这是单位的工作结果，不是任何个人的考核结果；不排名次，不能按它给个人排队，也不直接折算绩效工资、奖金。")
