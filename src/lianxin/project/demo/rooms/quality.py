"""数据质量的演示数据: two rules of the county's, and a figure of this month that breaks both: one explained, one open."""

from datetime import datetime
from decimal import Decimal
from random import Random

from lianxin.project.demo.county import County
from lianxin.reports.quality import commands
from lianxin.reports.quality.queries import key_of
from lianxin.reports.returns import commands as returns
from lianxin.reports.returns.models import ReturnFigure
from lianxin.reports.returns.terms import Stage


def fill(county: County, until: datetime, random: Random) -> None:
    """校验规则、疑点、说明, by commands."""
    clerk = county.who(county.top, "county_clerk")
    found = ReturnFigure.objects.filter(
        of__unit=county.top, of__stage=Stage.COLLECTING, line__source="external", line__is_rolled=False
    )
    figure = found.select_related("of", "line").order_by("-of__month", "line__number").first()
    if figure is None:
        return
    month, label = figure.of, figure.line.label
    last = ReturnFigure.objects.filter(of__unit=county.top, line__label=label, of__month=month.period.previous().code)
    before = last.values_list("value", flat=True).first() or Decimal(900)
    rules = [
        commands.set_rule(unit=county.top, form_code=month.form_code, kind=kind, name=name, operands=[label], mend=mend,
                          month=month.month, low=low, high=high, by=clerk, at=until)
        for kind, name, mend, low, high in (
            ("near_before", "与上期相差不超过一半", "请与政务服务中心核对当月月报。", None, Decimal(50)),
            ("between", "每月一般在 100 到 1500 之间", "请核对是不是填了累计数。", Decimal(100), Decimal(1500)),
        )
    ]  # fmt: skip
    returns.enter_figure(
        figure=figure, value=before * 2 + 7, source="政务服务系统月报", evidence="月报第 1 页", by=clerk, at=until
    )
    for doubt in commands.look_over(month=month, at=until):
        if doubt.rule == rules[1].code:
            commands.explain(month=month, key=key_of(doubt), explanation="本月起三个专业大厅并入中心，一并统计。",
                             by=clerk, at=until)  # fmt: skip
