"""文稿篇幅的设置 of the compliance page: from how many characters on a text is said to be long (JF-9)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.compliance import fixed
from lianxin.pure.paper.document import LONG, TOO_LONG

fixed(
    "summaries.length", _("文稿篇幅"), rules=("JF-9",), page="summaries:index", verdict=_("写长了就提醒，不要求写多少字。"),
    values=((_("专项文稿提醒"), str(LONG)), (_("综合性文稿提醒"), str(TOO_LONG))),
)  # fmt: skip
