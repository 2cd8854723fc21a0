"""隐患点的指标: declarations only. How often somebody looked is no figure (JF-3); what was made safe is."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.hazards.models import Hazard
from lianxin.work.hazards.terms import VIEW

GROUP = _("隐患点")


def hazards() -> PlacedQuerySet:
    """All hazard points."""
    return Hazard.objects.all()


registered = Count(
    code="hazard.registered", label=_("新登记隐患点"), of=hazards, dated="registered_on", to_open=VIEW, group=GROUP,
    measure=_("处"), basis=_("登记日期在本期内的隐患点，只计东西，不计人。"),
)  # fmt: skip
removed = Count(
    code="hazard.removed", label=_("消除隐患点"), of=hazards, dated="removed_on", to_open=VIEW, group=GROUP,
    measure=_("处"), basis=_("消除日期在本期内的隐患点。"),
)  # fmt: skip

register(registered, removed)
