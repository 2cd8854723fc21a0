"""座谈的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Column, Say, Telling, telling

telling(Telling(
    "gatherings", _("座谈听取意见"),
    (
        Say("本期召开座谈会、恳谈会等{gathering.held|次}[，参加群众{gathering.people}人次]。"),
        Say("本期召开政策宣讲会和动员会{gathering.explaining|次}。"),
        Say("座谈中征求到意见{gathering.opinions}条[，当场答复{gathering.opinions_answered}条][，转为诉求办理{gathering.opinions_raised}条]。",
            part="effect"),
    ),
    columns=(Column("gathering.held", "座谈"),),
    place=20,
))  # fmt: skip
