"""会议的词汇: kinds of meetings, how often a series is held, states, permissions, event kinds."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class MeetingKind(models.TextChoices):
    """会议的类别; meetings with residents are 座谈 (work.gatherings) and no kind of these."""

    COUNCIL = "council", _("班子会议")
    MONTHLY = "monthly", _("月例会")
    DISPATCHING = "dispatching", _("调度会")
    TRAINING = "training", _("培训会")
    LEADING = "leading", _("领导小组会")
    OTHER = "other", _("其他会议")


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "待开")
    HELD = "held", pgettext_lazy("meeting", "已开")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "不开了")


MEETING_FLOW = Flow(
    "meeting",
    {
        "move": ((MeetingStatus.PLANNED,), None),
        "hold": ((MeetingStatus.PLANNED,), MeetingStatus.HELD),
        "cancel": ((MeetingStatus.PLANNED,), MeetingStatus.CANCELLED),
    },
)
MEETING_VERBS: dict[str, str | Promise] = {"move": _("改期"), "hold": _("登记开会"), "cancel": _("不开了")}


class Rhythm(models.TextChoices):
    """多久一次: by a week's day of the month, or by a day of the month; a day of rest moves it to the next working day."""

    NTH_WEEKDAY = "nth_weekday", _("每月第几个星期几")
    MONTH_DAY = "month_day", _("每月几日")


class Counted(models.TextChoices):
    """限额: what a unit means to have less of (000-2 “精简文件会议”)."""

    MEETINGS = "meetings", _("会议")
    DISPATCHES = "dispatches", _("发文")


VIEW = permission("meeting.view", _("查看会议和议定事项"))
HOLD = permission("meeting.hold", _("安排和登记会议"))

event("meeting.planned", _("安排%(kind)s，%(on)s"), private=("title",))
event("meeting.moved", _("会议改期到%(on)s"), private=("reason",))
event("meeting.held", _("召开%(kind)s，%(people)s 人参加"), private=("title",))
event("meeting.cancelled", _("会议不开了"), private=("reason",))
event("meeting.minuted", _("写会议纪要"), private=("text",))
event("meeting.item_put", _("列入议题"), private=("text",))
event("meeting.item_decided", _("议定事项，%(to)s负责，%(due_on)s前办完"), private=("text", "owner"))
event("meeting.item_noted", _("议定事项说明进展"), private=("text",))
event("meeting.item_done", _("议定事项已办完"), private=("text",))
event("meeting.item_dropped", _("议题不再议"), private=("reason",))
event("meeting_series.set", _("确定定期会议，%(kind)s"), private=("title",))
event("meeting_series.ended", _("定期会议停开，最后一天%(until)s"), private=())
event("paper_budget.set", _("确定%(year)s年%(counted)s限额：%(most)s"), private=())
