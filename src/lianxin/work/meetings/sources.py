"""会议议定事项作指标来源: what was decided and whether it was done. Meetings themselves are a burden, not a result."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sources import DateField, Source, choice, flag, register
from lianxin.work.meetings.indicators import items
from lianxin.work.meetings.terms import VIEW, MeetingKind

register(Source(
    code="agenda_item", label=_("会议议定事项"), of=items, to_open=VIEW, measure=_("项"),
    dates=(DateField("due", _("办理期限"), "due_on"), DateField("done", _("完成日期"), "done_on")),
    fields=(
        choice("meeting_kind", _("会议类别"), "meeting__kind", MeetingKind.choices),
        flag("done_yet", _("已经办完"), _("还没有办完"), Q(done_on__isnull=False)),
        flag("in_time", _("按期办完"), _("没有按期办完"), Q(done_on__lte=F("due_on"))),
        flag("dropped", _("不再议"), _("没有撤下"), Q(dropped_on__isnull=False)),
    ),
))  # fmt: skip
