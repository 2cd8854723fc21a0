"""制度的设置 of the compliance page: how often something is looked at, by whom."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.compliance import setting
from lianxin.work.regulations.queries.limits import read_cadences

setting(
    "regulations.cadence", _("检查频次"), rules=("BAN-4", "JF-6", "JF-8"), read=read_cadences,
    verdict=_("由县、乡自己检查；要村、社区、学校天天、周周做的，没有批准的例外不能启用。"),
)  # fmt: skip
