"""承诺的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Say, Telling, Trouble, telling

telling(Telling(
    "pledges", _("公开承诺和为民办实事"),
    (
        Say("本期公示承诺{pledge.published}份。"),
        Say("本期公布为民办实事{practical.promised}件。"),
        Say("本期办成实事{practical.done}件[，用去资金{practical.spent_yuan}元]。", part="effect"),
        Say("本年到期的承诺事项{pledge.items_due}项[，兑现{pledge.items_fulfilled}项，兑现率为{pledge.fulfilled_rate}]。",
            part="effect"),
    ),
    (
        Trouble(
            "pledges_late", "pledge.items_late", "有承诺过期没有结果", "本年到期的承诺事项中，没有报告结果的有{pledge.items_late}项。",
            "兑现到期的承诺", "对到期没有结果的承诺逐项查明原因，能兑现的定出日期，不能兑现的向群众公开说明",
        ),
    ),
    place=45,
))  # fmt: skip
