"""活动的叙述: how the figures of this room are told in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Column, Say, Telling, telling

telling(Telling(
    "activities", _("群众活动"),
    (
        Say("本期举办群众活动{activity.activities|场}。"),
        Say("举办培训{activity.trainings}场[，参加培训{activity.trained}人次]。"),
        Say("通过捐助活动帮助群众{activity.helped}人次。", part="effect"),
    ),
    columns=(Column("activity.activities", "群众活动"),),
    place=50,
))  # fmt: skip
