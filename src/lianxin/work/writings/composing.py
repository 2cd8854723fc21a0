"""媒体报道的叙述: how many reports on the work were published, in summaries (base/drafting/telling)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting.telling import Say, Telling, telling

telling(Telling(
    "publicity", _("媒体报道"), (Say("媒体刊播反映本单位工作的稿件{publicity.published}篇。"),), place=90,
))  # fmt: skip
