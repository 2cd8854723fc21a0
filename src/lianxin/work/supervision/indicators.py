"""督办积案的指标: declarations only; each counts concerns, so that its figure opens into them."""

from datetime import date, timedelta
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Median, Stock
from lianxin.base.indicators.registry import register
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.months import LONG
from lianxin.work.concerns.terms import VIEW, Status
from lianxin.work.supervision.queries import OLD_DAYS

GROUP = _("督办积案")


def standing() -> ConcernQuerySet:
    """All but what was voided."""
    return Concern.objects.standing()


def _old_on(day: date) -> Q:
    """Open then, and received at least so many days before; what was declined leaves no date and is never open."""
    undone = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return Q(received_on__lte=day - timedelta(days=OLD_DAYS)) & undone & ~Q(status=Status.DECLINED)


old_open = Stock(
    code="old_case.open", label=_("期末积案"), of=standing, to_open=VIEW, standing=_old_on, ever=LONG, better="low", group=GROUP,
    basis=_("期末当日（本期未结束的，为今天）收到已满 90 日、当日尚未办结的诉求，不含不予受理的。"),
)  # fmt: skip
_of_closed = partial(Count, of=standing, dated="closed_on", month="closed_month", to_open=VIEW, group=GROUP)
old_closed = _of_closed(
    code="old_case.closed", label=_("化解积案"), where=Q(days_to_close__gte=OLD_DAYS),
    basis=_("办结日期在本期内、从收到到办结满 90 日的诉求。"),
)  # fmt: skip
old_days = Median(
    code="old_case.median_days", label=_("化解积案用时中位数"), over=old_closed, measured="days_to_close", better="low",
    measure=_("天"), group=GROUP, basis=_("本期化解积案从收到日期到办结日期的自然日天数的中位数。"),
)  # fmt: skip
register(old_open, old_closed, old_days)
