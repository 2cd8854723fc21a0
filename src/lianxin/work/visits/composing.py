"""走访的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Column, Say, Telling, telling

telling(Telling(
    "visits", _("走访联系群众"),
    (
        Say("本期走访{visit.visits|次}[，走访群众{visit.households}户次][，到困难户家中{visit.needy}户次]"
            "[，电话联系群众{visit.phone}次]。", "place"),
        Say("本期派出人员走访{visit.visits_out|次}[，电话联系群众{visit.phone_out}次]。", "sender"),
        Say("慰问{visit.condolences}次[，送去慰问金{visit.condolence_yuan}元]。", "place"),
        Say("干部住村{visit.stay_nights}夜。", "place"),
        Say("派出人员住村{visit.stay_nights_out}夜。", "sender"),
        Say("走访时发放宣传资料{visit.leaflets}份。", "place"),
        Say("走访中发现问题{visit.findings|件}[，已经解决{visit.solved}件]。", "place", "effect"),
        Say("派出人员走访发现的问题，已经解决{visit.solved_out}件。", "sender", "effect"),
    ),
    columns=(
        Column("visit.visits", "走访", "place"), Column("visit.findings", "走访发现问题", "place"),
        Column("visit.visits_out", "派出走访", "sender"),
    ),
    place=10,
))  # fmt: skip
