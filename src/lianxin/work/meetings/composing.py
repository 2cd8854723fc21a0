"""会议的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Say, Telling, Trouble, telling

telling(Telling(
    "meetings", _("会议研究"),
    (
        Say("本期班子会议专题研究群众工作{meeting.council}次。"),
        Say("召开群众工作培训会{meeting.training}次[，参加培训{meeting.training_people}人次]。"),
        Say("本期到期的会议议定事项{meeting.items_due}项[，办完{meeting.items_done}项]。", part="effect"),
    ),
    (
        Trouble(
            "meeting_items", "meeting.items_done_rate", "会议议定的事项没有办完",
            "本期到期的会议议定事项{meeting.items_due}项，办完率为{meeting.items_done_rate}。",
            "办完会议议定的事项", "对到期没有办完的议定事项逐项问清原因，定出新的日期，下次会议上报告", Decimal(100),
            none="本期到期的会议议定事项{meeting.items_due}项，还没有一项办完。",
        ),
    ),
    place=70,
))  # fmt: skip
