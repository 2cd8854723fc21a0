"""指标来源的设置 of the compliance page: what the figures are counted from; tables of traces cannot be among them (JF-3)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.indicators.registry import INDICATORS
from lianxin.base.indicators.traces import TRACES
from lianxin.base.orgs.permissions import Actor


def breaches_of(sources: set[str]) -> tuple[Breach, ...]:
    """A figure counted from a table of traces: nobody may allow it."""
    return tuple(Breach("JF-3", _("指标数的是痕迹：%(table)s") % {"table": one}) for one in sorted(sources & TRACES))


def read(by: Actor, on: date) -> Iterator[Reading]:
    """How many figures there are, and the tables that they are counted from."""
    models = {count.of().model for one in INDICATORS.values() for count in one.counts}
    words = "、".join(sorted(str(model._meta.verbose_name) for model in models))
    value = _("%(n)s 个指标，数的是：%(tables)s") % {"n": len(INDICATORS), "tables": words}
    labels = {model._meta.label for model in models}
    yield Reading("sources", _("指标的来源"), value, breaches_of(labels), page="figures:basis")


setting(
    "indicators.sources", gettext_lazy("指标的来源"), rules=("BAN-2", "BAN-3", "JF-2", "JF-3"), read=read,
    verdict=gettext_lazy("只数事情和结果，不数登录、下载、点赞、日记、照片；下级单位按隶属次序列，不排名次。"),
)  # fmt: skip
