"""上下级转办的指标: declarations only; each counts concerns, so that its figure opens into them."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Rate
from lianxin.base.indicators.registry import register
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.terms import VIEW
from lianxin.work.levels.models import IN_TIME
from lianxin.work.levels.terms import Route, Wanted

GROUP = _("上级来件")


def from_above() -> ConcernQuerySet:
    """Concerns that came with a letter from above, voided ones left out."""
    return Concern.objects.standing().filter(upper_order__isnull=False)


_of_received = partial(Count, of=from_above, dated="upper_order__received_on", to_open=VIEW, group=GROUP)
passed_on = _of_received(
    code="upper_order.passed_on", label=_("上级转办件"), where=Q(upper_order__route=Route.PASSED_ON),
    basis=_("登记上级来件的日期在本期内、来件方式为转办的诉求。"),
)  # fmt: skip
assigned = _of_received(
    code="upper_order.assigned", label=_("上级交办件"), where=Q(upper_order__route=Route.ASSIGNED),
    basis=_("登记上级来件的日期在本期内、上级要求限期提交办结报告的诉求，与转办件分开计。"),
)  # fmt: skip
_wanted = ~Q(upper_order__wanted=Wanted.NOTHING)
_of_due = partial(Count, of=from_above, dated="upper_order__return_by", to_open=VIEW, group=GROUP)
to_return = _of_due(
    code="upper_order.due", label=_("到期应反馈的上级来件"), where=_wanted,
    basis=_("上级要求的反馈期限在本期内、须反馈的来件，含还没有到期的。"),
)  # fmt: skip
in_time = _of_due(
    code="upper_order.in_time", label=_("按期反馈的上级来件"), where=_wanted & IN_TIME, better="high",
    basis=_("反馈期限在本期内、反馈日期不晚于反馈期限的来件。"),
)  # fmt: skip
in_time_rate = Rate(
    code="upper_order.in_time_rate", label=_("上级来件按期反馈率"), part=in_time, whole=to_return, better="high",
    group=GROUP, basis=_("按期反馈的上级来件 ÷ 到期应反馈的上级来件；本期未结束的，还没有到期的也在分母里。"),
)  # fmt: skip
register(passed_on, assigned, to_return, in_time, in_time_rate)
