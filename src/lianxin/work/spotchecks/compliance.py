"""走访抽查的设置 of the compliance page: a check looks at records that exist; its size is fixed in the program (JF-8)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.compliance import fixed
from lianxin.work.spotchecks.commands.drawing import MOST
from lianxin.work.spotchecks.queries import MOST_PER_QUARTER

fixed(
    "spotchecks.size", _("走访抽查"), rules=("BAN-4", "JF-1", "JF-8"), page="spotchecks:index",
    verdict=_("抽看已有的走访记录，不因此要求补材料；抽到的不排名。"),
    values=((_("一个单位一季度最多抽几次"), str(MOST_PER_QUARTER)), (_("一次最多抽几条"), str(MOST))),
)  # fmt: skip
