"""媒体报道的指标: declarations only. How often an office was reported on is a process, no result (JF-3)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.writings.models import Publicity
from lianxin.work.writings.terms import VIEW


def standing() -> PlacedQuerySet:
    """What was published and not withdrawn."""
    return Publicity.objects.filter(withdrawn_on=None)


register(Count(
    code="publicity.published", label=_("媒体报道"), of=standing, dated="published_on", to_open=VIEW, placed="home",
    group=_("活动宣传"), measure=_("篇"), is_process=True,
    basis=_("刊播日期在本期内、由本单位及下级登记的媒体报道，一篇计一次；撤下的不计。"),
))  # fmt: skip
