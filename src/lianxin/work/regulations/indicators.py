"""制度的指标: declarations only. Burdens allowed by way of exception are counted, so that they stay few."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.regulations.models import Exemption
from lianxin.work.regulations.terms import VIEW

GROUP = _("制度")


def exemptions() -> PlacedQuerySet:
    """All exemptions."""
    return Exemption.objects.all()


exempted = Count(
    code="regulation.exempted", label=_("批准的例外"), of=exemptions, dated="decided_on", to_open=VIEW, group=GROUP,
    where=Q(until__isnull=False), measure=_("项"), better="low",
    basis=_("决定日期在本期内、批准了期限的例外，收回的也算。"),
)  # fmt: skip

register(exempted)
