"""指标说明: the page docs/indicators.md, generated from the registry."""

from typing import Any

from django.db.models import Model

from lianxin.base.indicators.kinds import Count, Indicator, Rate, Spread, Stock
from lianxin.base.indicators.registry import DIMENSIONS, INDICATORS

PLACES = {"unit": "属地单位", "handler": "承办单位", "home": "派出单位"}
BETTER = {"high": "高", "low": "低", "": "—"}


class NoBasis(ValueError):
    """口径缺失: an indicator does not say what it counts."""


def dated_words(one: Indicator) -> str:
    """By which date field it is counted."""
    if isinstance(one, Stock):
        return "期末当日（本期未结束的，为今天）"
    if isinstance(one, Count):
        return _named(one.of().model, one.dated)
    return dated_words(one.counts[-1])


def _named(model: type[Model], dated: str) -> str:
    """The date's own name; of one that stands on a record beside it, with that record's name."""
    first, beside, rest = dated.partition("__")
    field: Any = model._meta.get_field(first)
    if beside:
        return f"{field.related_model._meta.verbose_name}的{_named(field.related_model, rest)}"
    return str(getattr(field, "verbose_name", dated))


def indicators_markdown() -> str:
    """Every indicator with its 口径. Raises NoBasis for one that has none."""
    lines = [
        "# 指标与口径",
        "",
        "由各应用的 `indicators.py` 生成，勿手改（`make docs`）。每个数字都等于点开后的清单的件数；率为四舍五入，保留一位小数，"
        "没有分母时不算率。口径改了，就换代码或版本，旧的不改。",
        "",
        "| 代码 | 名称 | 种类 | 口径 | 分子 | 分母 | 日期 | 按哪个单位 | 分组 | 高好低好 | 版本 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [f"| {' | '.join(_cells(one))} |" for one in INDICATORS.values()]
    return "\n".join(lines) + "\n"


def _cells(one: Indicator) -> list[str]:
    if not str(one.basis).strip():
        raise NoBasis(f"{one.code} 没有口径")
    count = one.counts[-1]
    along = [str(DIMENSIONS[code].label) for code in count.dimensions] if isinstance(one, Count) else []
    numerator = str(one.numerator) if isinstance(one, Rate) else "—"
    below = str(one.denominator) if isinstance(one, Rate) else (str(one.over.label) if isinstance(one, Spread) else "—")
    return [
        f"`{one.code}`", str(one.label), str(one.kind_label), str(one.basis), numerator, below, dated_words(one),
        PLACES[count.placed], "、".join(along) or "—", BETTER[one.better], one.version,
    ]  # fmt: skip
