"""意见建议的设置 of the compliance page: there for everybody, cannot be shut (JF-7)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.compliance import fixed

fixed(
    "feedback.say", _("意见建议"), rules=("JF-7",), page="feedback:say", verdict=_("每个账号的每一页都有，可以不署名。"),
    values=((_("入口"), _("一直开着，没有关的办法")),),
)  # fmt: skip
