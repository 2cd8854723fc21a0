"""发文的指标: declarations only."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.dispatches.models import KEPT, Dispatch
from lianxin.work.dispatches.terms import VIEW


def dispatches() -> PlacedQuerySet:
    """All documents registered."""
    return Dispatch.objects.all()


issued = Count(
    code="dispatch.issued", label=_("印发文件"), of=dispatches, dated="on", where=KEPT, to_open=VIEW, group=_("发文"),
    measure=_("份"), basis=_("发文日期在本期内的已登记文件，各文种都计；作废的文号不计。"),
)  # fmt: skip

register(issued)
