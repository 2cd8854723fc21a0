"""窗口办事、代办作指标来源: how residents' errands came out; taps and clerks are none of it."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sources import DateField, Source, Standing, choice, flag, number, register
from lianxin.work.windows.indicators import errands, overdue, services
from lianxin.work.windows.terms import VIEW, ErrandKind, ErrandStatus, ServiceResult

register(
    Source(
        code="service", label=_("窗口办事"), of=services, to_open=VIEW, note=_("同一件事再来不重复计"),
        dates=(DateField("began", _("初次来办日期"), "began_on"), DateField("finished", _("结束日期"), "finished_on")),
        fields=(
            choice("result", _("办理情况"), "result", ServiceResult.choices),
            flag("told_at_once", _("一次告知"), _("没有一次告知"), Q(told_all_at_once=True)),
            flag("in_time", _("承诺时限内办完"), _("没有在承诺时限内办完"), Q(finished_on__lte=F("due_on"))),
            number("trips", _("跑动次数"), "trips", _("趟")),
        ),
    ),
    Source(
        code="errand", label=_("代办代理"), of=errands, to_open=VIEW,
        dates=(DateField("taken", _("接手日期"), "taken_on"), DateField("reported", _("回告日期"), "reported_on")),
        standings=(Standing("overdue", _("过了回告期限没有回告"), overdue.standing),),
        fields=(
            choice("kind", _("类别"), "kind", ErrandKind.choices),
            choice("status", _("状态"), "status", ErrandStatus.choices),
            flag("in_time", _("按约定回告"), _("没有按约定回告"), Q(reported_on__lte=F("report_by"))),
        ),
    ),
)  # fmt: skip
