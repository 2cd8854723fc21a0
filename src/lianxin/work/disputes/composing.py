"""调解的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Column, Say, Telling, Trouble, telling

telling(Telling(
    "disputes", _("排查调解矛盾纠纷"),
    (
        Say("本期排查矛盾纠纷{dispute.screened|件}。"),
        Say("本期结束的调解{mediation.concluded}件[，达成协议{mediation.agreed}件，调解成功率为{mediation.success_rate}]。",
            part="effect"),
        Say("化解积案{old_case.closed}件。", part="effect"),
    ),
    (
        Trouble(
            "old_cases", "old_case.open", "还有积案没有化解", "期末还没有化解的积案有{old_case.open}件。",
            "化解积案", "对每件积案定包案领导和下次研究的日期，研究情况告诉当事群众",
        ),
    ),
    (Column("dispute.screened", "排查纠纷"), Column("mediation.agreed", "调解成功")),
    place=30,
))  # fmt: skip
