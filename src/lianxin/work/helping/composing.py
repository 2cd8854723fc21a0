"""帮扶的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Column, Say, Telling, Trouble, telling

telling(Telling(
    "helping", _("帮扶困难群众"),
    (
        Say("本期落实帮扶资金{help.funds_yuan}元，共{help.funds}笔。"),
        Say("本期完成帮扶事项{help.items_finished|项}。", part="effect"),
        Say("帮扶项目获批{help.projects_approved}个[，完工{help.projects_finished}个]。", part="effect"),
    ),
    (
        Trouble(
            "help_plans", "help.plan_rate", "有困难户还没有帮扶计划",
            "在册困难户{household.in_need}户，有帮扶计划的占{help.plan_rate}。",
            "补齐帮扶计划", "对没有帮扶计划的困难户逐户上门，商量办得到的事项，写进帮扶计划", Decimal(100),
            none="在册困难户{household.in_need}户，都还没有帮扶计划。",
        ),
    ),
    (Column("help.items_finished", "完成帮扶事项"),),
    place=40,
))  # fmt: skip
