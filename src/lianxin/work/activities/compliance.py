"""活动宣传的设置 of the compliance page: where its numbers come from."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.compliance import fixed

fixed(
    "activities.numbers", _("活动和宣传的数字"), rules=("BAN-1", "BAN-4", "JF-1", "JF-3", "JF-5"), page="activities:publicity",
    verdict=_("只数做了的事和来的人次，一件事登记一次；附件和照片都不要求。"),
    values=(
        (_("人次"), _("每笔写明怎么来的，估计的写明怎么估")), (_("合计"), _("由每一笔相加，不另填报")),
        (_("受助的人"), _("只记人数，不记姓名")),
    ),
)  # fmt: skip
