"""整改事项作指标来源: the problem, its time and its outcome. Talks with persons are no source."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sources import DateField, Standing, choice, day, flag, number, register
from lianxin.base.indicators.sources import Source as Records
from lianxin.work.rectification.indicators import in_progress, items, overdue
from lianxin.work.rectification.terms import VIEW, Status
from lianxin.work.rectification.terms import Source as Origin

ITEM = _("项")

register(Records(
    code="rectification", label=_("整改事项"), of=items, to_open=VIEW, measure=ITEM, note=_("撤销的不计"),
    dates=(DateField("issued", _("下达日期"), "issued_on"), DateField("signed_off", _("销号日期"), "signed_off_on")),
    standings=(
        Standing("in_progress", _("没有销号"), in_progress.standing, is_momentary=True),
        Standing("overdue", _("超过时限"), overdue.standing, is_momentary=True),
    ),
    fields=(
        choice("source", _("来源"), "source_kind", Origin.choices),
        choice("status", _("状态"), "status", Status.choices),
        flag("in_time", _("按时报完成"), _("没有按时报完成"), Q(done_on__lte=F("ends_on"))),
        flag("extended", _("经批准延长过"), _("没有延长过"), Q(extended_on__isnull=False)),
        flag("signed_off", _("已经销号"), _("还没有销号"), Q(signed_off_on__isnull=False)),
        flag("told", _("已经反馈给建议者"), _("还没有反馈给建议者"), Q(told_on__isnull=False)),
        number("round", _("整改轮次"), "round", _("轮")),
        day("done_on", _("完成日期"), "done_on"),
    ),
))  # fmt: skip
