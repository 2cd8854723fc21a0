"""督查的指标: declarations only. Inspections are a burden of those who receive them: fewer is better."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.inspections.models import PlanTarget
from lianxin.work.inspections.terms import VIEW, TargetBy

GROUP = _("督查")


def received() -> PlacedQuerySet:
    """Units inspected."""
    return PlanTarget.objects.standing().done()


def urgent() -> PlacedQuerySet:
    """Those above the limit."""
    return received().filter(how=TargetBy.URGENT)


done = Count(
    code="inspection.received", label=_("接受督查"), of=received, dated="done_on", to_open=VIEW, group=GROUP,
    measure=_("站次"), better="low", basis=_("查完日期在本期内的督查对象，一个单位一天算一站次；取消的不算。"),
)  # fmt: skip
above = Count(
    code="inspection.urgent", label=_("超上限的紧急督查"), of=urgent, dated="done_on", to_open=VIEW, group=GROUP,
    measure=_("站次"), better="low", basis=_("查完日期在本期内、超过督查上限、写明理由并经人批准的督查对象。"),
)  # fmt: skip

register(done, above)
