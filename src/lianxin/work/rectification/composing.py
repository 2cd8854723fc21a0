"""整改的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Column, Say, Telling, Trouble, telling

telling(Telling(
    "rectification", _("意见整改"),
    (
        Say("本期下达整改事项{rectification.issued|件}。"),
        Say("本期整改销号{rectification.signed_off}件[，把结果反馈给提出意见的群众{rectification.told}件]。", part="effect"),
    ),
    (
        Trouble(
            "rectify_late", "rectification.overdue", "有整改事项超过时限",
            "期末还没有销号的整改事项中，超过完成时间、责任单位没有报完成的有{rectification.overdue}件。",
            "完成超时的整改", "对超时的整改事项逐件核实进度，定出完成日期，由监督责任人跟到销号",
        ),
    ),
    (Column("rectification.issued", "下达整改"), Column("rectification.signed_off", "整改销号")),
    place=60,
))  # fmt: skip
