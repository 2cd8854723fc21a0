"""问卷与题库的词汇: states, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class VersionStatus(models.TextChoices):
    """一版问卷的状态: only an approved one can be asked; what was approved never changes again."""

    DRAFT = "draft", _("拟订中")
    APPROVED = "approved", _("已审定")
    WITHDRAWN = "withdrawn", _("已停用")


VERSION_FLOW = Flow(
    "version",
    {
        "edit": ((VersionStatus.DRAFT,), None),
        "approve": ((VersionStatus.DRAFT,), VersionStatus.APPROVED),
        "push_down": ((VersionStatus.APPROVED,), None),
        "withdraw": ((VersionStatus.APPROVED,), VersionStatus.WITHDRAWN),
    },
)
VERSION_VERBS = {"edit": _("修改问卷"), "approve": _("审定"), "push_down": _("下发"), "withdraw": _("停用")}

VIEW = permission("questionnaire.view", _("查看问卷和题库"))
EDIT = permission("questionnaire.edit", _("拟订问卷"))
APPROVE = permission("questionnaire.approve", _("审定并下发问卷"))

event("questionnaire.drawn_up", _("拟订问卷《%(title)s》第 %(number)s 版"), private=("title",))
event("questionnaire.edited", _("修改问卷草稿：%(sections)s 个方面 %(items)s 项"), private=())
event(
    "questionnaire.approved",
    _("审定问卷《%(title)s》第 %(number)s 版：%(sections)s 个方面 %(items)s 项，校验值 %(fingerprint)s"),
    private=("title",),
)
event("questionnaire.withdrawn", _("停用问卷《%(title)s》第 %(number)s 版"), private=("title",))
event("questionnaire.pushed_down", _("下发问卷《%(title)s》第 %(number)s 版，%(count)s 个单位"), private=("title",))
event("questionnaire.adopted", _("采用上级下发的问卷《%(title)s》第 %(number)s 版"), private=("title",))
event("questionnaire.caught_up", _("换用上级问卷第 %(number)s 版，保留本单位增加的题目"), private=())
event("questionnaire.dropped", _("删去问卷草稿《%(title)s》第 %(number)s 版"), private=("title",))
