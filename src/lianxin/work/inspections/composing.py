"""督查的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Say, Telling, Trouble, telling

telling(Telling(
    "inspections", _("督查指导"),
    (Say("本期到本单位及下级督查{inspection.received}次。"),),
    (
        Trouble(
            "findings", "finding.corrected_share", "督查指出的问题没有改完",
            "本期督查提出、成立的问题{finding.upheld}个[，已经改正{finding.corrected}个]。",
            "改正督查指出的问题", "对没有改正的问题逐个定责任人和完成日期，改完后报督查人员核实", Decimal(100),
            none="本期督查提出、成立的问题{finding.upheld}个，还没有改正的。",
        ),
    ),
    place=65,
))  # fmt: skip
