"""志愿服务的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Say, Telling, telling

telling(Telling(
    "volunteers", _("志愿服务"),
    (
        Say("本期开展志愿服务{volunteer.shifts|次}[，志愿者参加{volunteer.servings}人次][，服务{volunteer.hours}小时]。"),
    ),
    place=55,
))  # fmt: skip
