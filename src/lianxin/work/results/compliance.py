"""评议结果的设置 of the compliance page: results stand in the order of the plan, small groups are not told."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.compliance import fixed

fixed(
    "results.listing", _("评议结果的列法"), rules=("BAN-1", "JF-2"), page="results:index",
    verdict=_("评议的是群众的评价，不数痕迹；人数不足的不公布。"),
    values=((_("次序"), _("按方案排定的次序列，不排名次")), (_("个人"), _("不给个人排名"))),
)  # fmt: skip
