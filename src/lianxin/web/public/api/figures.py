"""数字: the definitions, and one figure with what it was divided from and where its list is opened."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators import Indicator, Rate, known
from lianxin.pure.openapi import Field, choice, flag, maybe, several, shape, text, whole
from lianxin.pure.periods import Period
from lianxin.web.public.api.concerns import PERIOD, UNIT
from lianxin.web.public.api.operations import Asked, Problem

DEFINITION = (
    Field("code", text()), Field("version", text(), _("口径的版本；口径改了，版本就改。")), Field("label", text()),
    Field("basis", text(), _("口径：数的是什么。")), Field("measure", text(), _("单位：件、%、日……")), Field("group", text()),
    Field("kind", text(), _("件数、率、中位数……")), Field("numerator", text()), Field("denominator", text(), _("率才有。")),
    Field("better", choice("high", "low", ""), _("高好还是低好；说不上的是空。")),
)  # fmt: skip
INDICATORS = shape(Field("items", several(shape(*DEFINITION))))
FIGURE = shape(
    Field("indicator", text()),
    Field("version", text()),
    Field("label", text()),
    Field("unit", whole()),
    Field("unit_name", text()),
    Field("period", text()),
    Field("is_running", flag(), _("本期未结束，数字还会变。")),
    Field("value", maybe(text()), _("数字，写成十进制的文字，不经过浮点数；没有分母的是 null。")),
    Field("measure", text()),
    Field("part", maybe(whole()), _("分子。")),
    Field("whole", maybe(whole()), _("分母，或者由几件算出来的。")),
    Field("is_small", flag(), _("不足 5 人评价：这个率不得对外公布。")),
    Field("listing", text(), _("有账号的人在这里打开这个数字的清单。")),
)
ASKED = (
    Field("indicator", text(60, pattern=r"^[a-z][a-z0-9_.-]*$"), _("指标的代码。")), UNIT,
    Field("period", text(8, pattern=PERIOD), _("统计期，写成 2026-11、2026-Q4、2026-H2、2026。")),
)  # fmt: skip


def indicators(asked: Asked) -> Any:
    """Every definition: the program's and the county's own in force."""
    return {"items": [_definition(one) for one in known()]}


def _definition(one: Indicator) -> dict[str, str]:
    return {
        "code": one.code, "version": one.version, "label": str(one.label), "basis": str(one.basis),
        "measure": str(one.measure), "group": str(one.group), "kind": str(one.kind_label),
        "numerator": str(one.numerator) if isinstance(one, Rate) else "", "denominator": str(one.denominator),
        "better": one.better,
    }  # fmt: skip


def figure(asked: Asked) -> Any:
    """One figure, the same as the page shows to whoever may open it; what is small bears the same word of warning.

    No part of one can be asked for: by kind it would count what does not exist here.
    """
    one = next((one for one in known() if one.code == asked.said["indicator"]), None)
    if one is None:
        raise Problem(404, _("没有这个指标。"))
    unit, period = asked.unit(), Period.parse(asked.said["period"])
    found = one.figure(period, unit, by=asked.by, today=asked.today)
    to = urlencode({"code": one.code, "unit": str(unit.pk), "period": period.code})
    return {
        "indicator": one.code, "version": one.version, "label": str(one.label), "unit": unit.pk, "unit_name": unit.name,
        "period": period.code, "is_running": period.first <= asked.today <= period.last,
        "value": found.canonical or None, "measure": str(one.measure),
        "part": found.part, "whole": found.whole, "is_small": found.is_small,
        "listing": asked.request.build_absolute_uri(f"{reverse('figures:open')}?{to}"),
    }  # fmt: skip
