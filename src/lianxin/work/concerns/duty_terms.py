"""责任清单与分办的词汇: who owns a kind of matter, who helps, who objects. Kept beside `terms`, which is long already."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class LeadBy(models.TextChoices):
    """主办、协办怎样确定: a named unit, or the township or village in which the matter lies."""

    UNIT = "unit", _("指定单位")
    TOWNSHIP = "township", _("属地乡镇")
    VILLAGE = "village", _("属地村、社区")


class TaskRole(models.TextChoices):
    """协办 of the lead, or 首接: the first receiver, until another unit has accepted (首接负责制)."""

    ASSIST = "assist", _("协办")
    FIRST = "first", _("首接")


class ObjectionResult(models.TextChoices):
    UPHELD = "upheld", _("异议成立")
    REJECTED = "rejected", _("异议不成立")


LEAST_REASON = 6  # 个字: “清单外” alone is no reason

EDIT_DUTIES = permission("duty.edit", _("起草责任清单"))
APPROVE_DUTIES = permission("duty.approve", _("审定责任清单"))
HELP = permission("task.handle", _("签收和反馈协办事项"))
OBJECT = permission("concern.object", _("对交办提出异议"), weighed_at=("handler",))

event("duty.drafted", _("起草责任清单第%(version)s版"), private=())
event("duty.changed", _("责任清单第%(version)s版草稿：%(what)s"), private=())
event("duty.imported", _("责任清单第%(version)s版草稿导入%(taken)s条，退回%(rejected)s行"), private=())
event("duty.approved", _("审定责任清单第%(version)s版，自%(valid_from)s起施行，共%(rules)s条"), private=())
event("duty.dropped", _("放弃责任清单第%(version)s版草稿"), private=())
event("concern.handed_outside", _("清单外交办%(to)s：%(reason)s"), private=("reason",))
event("task.asked", _("请%(unit)s协办，限%(due_on)s反馈"), private=("instruction",))
event("task.acknowledged", _("%(unit)s签收协办"), private=())
event("task.reported", _("%(unit)s反馈协办结果"), private=("comment",))
event("task.withdrawn", _("撤回%(unit)s的协办"), private=())
event("task.progressed", _("%(unit)s记进展"), private=("comment",))
event("duty.steps_set", _("定“%(topic)s”的办理步骤%(count)s步"), private=())
event("task.step_done", _("%(unit)s办完一步：%(step)s"), private=())
event("concern.objected", _("%(unit)s对交办提出异议，认为应由%(names)s承办：%(reason)s"), private=("reason",))
event("concern.objection_upheld", _("%(unit)s的异议成立：%(reason)s"), private=("reason",))
event("concern.objection_rejected", _("%(unit)s的异议不成立，继续承办：%(reason)s"), private=("reason",))
