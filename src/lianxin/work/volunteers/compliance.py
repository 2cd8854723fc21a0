"""志愿服务的设置 of the compliance page: what is signed, what is counted, how long a sign-up from the web is kept."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.compliance import fixed
from lianxin.work.volunteers.terms import KEPT_DAYS

fixed(
    "volunteers.sheet", _("志愿服务记录"), rules=("BAN-1", "JF-1", "JF-2", "JF-3"), page="volunteers:index",
    verdict=_("居民自愿来做事，纸上签个名；不是工作人员的考勤，不计分、不排名，不作考核。"),
    values=(
        (_("怎么签到"), _("纸质签到表，不要照片和定位")), (_("没来的人"), _("不记")),
        (_("小时数"), _("由签到表相加，没有单独填写的总数")), (_("网上报名最多留几天"), str(KEPT_DAYS)),
    ),
)  # fmt: skip
