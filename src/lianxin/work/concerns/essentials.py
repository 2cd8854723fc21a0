"""诉求的要件: what a concern's record should hold and does not; declarations only."""

from functools import partial

from django.db.models import F, Q
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.essentials import essential
from lianxin.base.indicators.kinds import Count
from lianxin.base.indicators.sql import DaysBetween, LocalDay
from lianxin.work.concerns.indicators import standing
from lianxin.work.concerns.terms import VIEW, Status

GROUP, DAYS = _("数据质量"), 3
UNSORTED = (Status.REGISTERED, Status.DECLINED)
WITH_A_HANDLER = (Status.ASSIGNED, Status.IN_HAND)

_received = partial(
    Count, of=standing, dated="received_on", month="received_month", to_open=VIEW, group=GROUP, better="low",
    is_momentary=True,
)  # fmt: skip
essential(
    _received(
        code="concern.without_topic", label=_("没有分类的诉求"), where=Q(topic=None) & ~Q(status__in=UNSORTED),
        basis=_("收到日期在本期内、已经分办而到查看时没有分类的诉求；待分办和不予受理的不算。"),
    ),
    _("打开诉求，补上分类。"),
)  # fmt: skip
essential(
    _received(
        code="concern.without_handler", label=_("没有承办单位的诉求"), where=Q(handler=None, status__in=WITH_A_HANDLER),
        basis=_("收到日期在本期内、到查看时已交办或在办而没有承办单位的诉求。"),
    ),
    _("打开诉求，重新交办。"),
)  # fmt: skip
essential(
    _received(
        code="concern.closed_unanswered", label=_("没有答复记录就办结的诉求"),
        where=Q(status=Status.CLOSED, replied_on=None) & ~Q(merged_into__isnull=False),
        basis=_("收到日期在本期内、已办结而没有答复日期的诉求；并案的随主件答复，不算。"),
    ),
    _("打开诉求，看看答复记在哪里；没有答复过的，重办。"),
)  # fmt: skip
essential(
    Count(
        code="concern.without_outcome", label=_("没有处理结果的办结诉求"), of=standing, dated="closed_on",
        month="closed_month", to_open=VIEW, group=GROUP, better="low", is_momentary=True,
        where=Q(outcome=""), basis=_("办结日期在本期内、到查看时没有写处理结果的诉求。"),
    ),
    _("打开诉求，补上处理结果。"),
)  # fmt: skip
essential(
    _received(
        code="concern.entered_late", label=_("收到三天以后才登记的诉求"), is_momentary=False,
        where=Q(GreaterThan(DaysBetween(LocalDay("recorded_at"), F("received_on")), DAYS)) & Q(import_key=None),
        basis=_("收到日期在本期内、登记日期比收到日期晚三天以上的诉求；成批导入的旧台账不算。"),
    ),
    _("事后补登的照样有效；以后收到当天登记。"),
)  # fmt: skip
