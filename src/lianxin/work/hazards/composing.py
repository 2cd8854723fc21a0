"""隐患的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Say, Telling, telling

telling(Telling(
    "hazards", _("隐患排查"),
    (
        Say("本期新登记隐患点{hazard.registered}处。"),
        Say("本期消除隐患点{hazard.removed}处。", part="effect"),
    ),
    place=35,
))  # fmt: skip
