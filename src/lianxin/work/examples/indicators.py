"""典型的指标: declarations only. How many a unit put forward is no figure of anybody; what was approved is."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.examples.models import Example
from lianxin.work.examples.terms import VIEW

GROUP = _("典型")


def examples() -> PlacedQuerySet:
    """All that were put forward."""
    found: PlacedQuerySet = Example.objects.all()
    return found


nominated = Count(
    code="example.nominated", label=_("推荐的典型"), of=examples, dated="nominated_on", to_open=VIEW, group=GROUP,
    basis=_("推荐日期在本期内的典型事例，未采用的也计。"),
)  # fmt: skip
approved = Count(
    code="example.approved", label=_("入库的典型"), of=examples, dated="approved_on", to_open=VIEW, group=GROUP,
    where=Q(approved_on__isnull=False), basis=_("核定日期在本期内的典型事例；后来撤回同意、撤出库的也计在核定那期。"),
)  # fmt: skip

register(nominated, approved)
