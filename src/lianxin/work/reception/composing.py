"""接待的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Say, Telling, Trouble, telling

telling(Telling(
    "reception", _("领导接待群众"),
    (
        Say("本期安排接待{reception.sessions}场[，已经接待{reception.held}场][，接待中登记诉求{reception.concerns}件]。"),
        Say("接待中当场解决{reception.solved}件[，解释疏导{reception.explained}件]。", part="effect"),
        Say("接待时承诺了解决日期、已经办结的{reception.promised}件[，按承诺日期办结{reception.promise_kept}件]。", part="effect"),
    ),
    (
        Trouble(
            "reception_promise", "reception.promise_kept_rate", "接待时的承诺没有全部兑现",
            "接待时承诺了解决日期、已经办结的{reception.promised}件，承诺兑现率为{reception.promise_kept_rate}。",
            "兑现接待时的承诺", "对接待时承诺了日期的事项提前一周核对进度，办不到的先向来访群众说明", Decimal(90),
            none="接待时承诺了解决日期、已经办结的{reception.promised}件，没有一件按承诺日期办结。",
        ),
    ),
    place=15,
))  # fmt: skip
