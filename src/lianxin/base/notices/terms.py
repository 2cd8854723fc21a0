"""隐私告知的词汇: channels, parts of a notice, what is consented to, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class Channel(models.TextChoices):
    """告知的渠道: where particulars are given."""

    WEB = "web", _("网上反映")
    COUNTER = "counter", _("窗口、来访和电话")
    PAPER = "paper", _("纸质登记表")
    VISIT = "visit", _("上门走访")
    HOUSEHOLD = "household", _("困难户登记")
    QUESTIONNAIRE = "questionnaire", _("征求意见表")
    APPRAISAL = "appraisal", _("群众评议")
    VOLUNTEER = "volunteer", _("志愿者报名")
    DISPUTE = "dispute", _("矛盾纠纷调解")


class About(models.TextChoices):
    """同意的事: what may be done only with somebody's consent (个人信息保护法 §25, §29, §31)."""

    SENSITIVE = "sensitive", _("登记敏感个人信息")
    GUARDIAN = "guardian", _("监护人同意处理不满十四周岁孩子的信息")


class How(models.TextChoices):
    """怎样同意的."""

    WRITTEN = "written", _("书面")
    SPOKEN = "spoken", _("当面口头")
    TELEPHONE = "telephone", _("电话")


#: the parts of a notice, in the order of the page, with their headings
PARTS = {
    "who": _("谁在处理"),
    "purpose": _("处理什么，为了什么"),
    "optional": _("可以不给的"),
    "goes_to": _("谁能看到"),
    "kept": _("保存多久"),
    "rights": _("您的权利"),
}

SET = permission("notice.set", _("修改隐私告知"))

event("notice.set", _("修改隐私告知：%(about)s，第 %(number)s 版"), private=())
event("consent.given", _("记下同意：%(about)s（%(wanted)s）"), private=("who",))
event("consent.withdrawn", _("撤回同意：%(about)s"), private=("reason",))
