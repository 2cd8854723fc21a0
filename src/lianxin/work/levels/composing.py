"""上级来件的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Say, Telling, Trouble, telling

telling(Telling(
    "levels", _("上级交办转办"),
    (Say("本期收到上级交办件{upper_order.assigned}件。"), Say("本期收到上级转办件{upper_order.passed_on}件。"),),
    (
        Trouble(
            "upper_orders", "upper_order.in_time_rate", "上级来件没有全部按期反馈",
            "本期到期应反馈的上级来件{upper_order.due}件，按期反馈率为{upper_order.in_time_rate}。",
            "按期反馈上级来件", "对上级来件专人盯办，反馈期限前三个工作日提醒承办单位", Decimal(100),
            none="本期到期应反馈的上级来件{upper_order.due}件，没有一件按期反馈。",
        ),
    ),
    place=75,
))  # fmt: skip
