"""评议统计单的词汇: how what is rated is called, permissions, event kinds."""

from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.work.appraisals.terms import VIEW as SEE_CAMPAIGN


class Wording(models.TextChoices):
    """称谓: the official form speaks of the party; a school or an office fills in the same lines about others."""

    PARTY = "party", _("党组织和党员")
    SCHOOL = "school", _("学校和教职工")
    OFFICE = "office", _("单位和工作人员")


VIEW = replace(SEE_CAMPAIGN, weighed_at=("unit",))  # whoever sees the unit's campaigns sees its form
FILL = permission("statform.fill", _("填报评议统计单"))

event("statform.opened", _("填报群众评议统计单"), private=())
event("statform.worded", _("修改统计单的称谓和等次口径"), private=())
event("statform.signed", _("签署统计单第 %(version)s 版，校验值 %(fingerprint)s"), private=("reason",))
