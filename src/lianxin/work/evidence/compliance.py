"""附件的设置 of the compliance page: never asked for, at most so many."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.compliance import fixed
from lianxin.work.evidence.terms import MOST_BY_RESIDENT, MOST_PER_CONCERN

fixed(
    "evidence.files", _("附件和照片"), rules=("BAN-1", "BAN-4", "JF-1"),
    verdict=_("附件都可以不交，办结、答复、走访都不以附件为条件。"),
    values=((_("必须交的附件"), _("没有")), (_("一件诉求最多附几份"), str(MOST_PER_CONCERN)),
            (_("群众自己最多附几份"), str(MOST_BY_RESIDENT))),
)  # fmt: skip
