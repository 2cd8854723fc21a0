"""制度的词汇: kinds of regulations, states of a version, responsibility, cadences, exemptions; permissions, event kinds."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class RegulationKind(models.TextChoices):
    """制度的类别; the first five are those of 002-1: 上下班、请销假、月例会、目标管理、责任追究."""

    HOURS = "hours", _("上下班制度")
    LEAVE = "leave", _("请销假制度")
    MEETING = "meeting", _("月例会制度")
    TARGET = "target", _("目标管理制度")
    ACCOUNTABILITY = "accountability", _("责任追究制度")
    DUTY = "duty", _("值班制度")
    INSPECTION = "inspection", _("督查制度")
    STUDY = "study", _("学习制度")
    OTHER = "other", _("其他制度")


class VersionStatus(models.TextChoices):
    """一版的状态; whether an approved one is in force on a day is told by its days."""

    DRAFT = "draft", _("草稿")
    APPROVED = "approved", _("已批准")
    WITHDRAWN = "withdrawn", _("已废止")


REGULATION_FLOW = Flow(
    "regulation",
    {
        "change": ((VersionStatus.DRAFT,), None),
        "approve": ((VersionStatus.DRAFT,), VersionStatus.APPROVED),
        "withdraw": ((VersionStatus.APPROVED,), VersionStatus.WITHDRAWN),
    },
)
REGULATION_VERBS: dict[str, str | Promise] = {"change": _("修改草稿"), "approve": _("批准"), "withdraw": _("废止")}


class Answerable(models.TextChoices):
    """责任: 000-4 “办主任任组长，是第一责任人；副主任任副组长，是直接责任人”."""

    FIRST = "first", _("第一责任人")
    DIRECT = "direct", _("直接责任人")
    SUPERVISING = "supervising", _("监督责任人")


class Every(models.TextChoices):
    """多久一次: 000-5 “月月有检查，周周有记载，天天有反馈”."""

    DAY = "day", pgettext_lazy("cadence", "天天")
    WEEK = "week", pgettext_lazy("cadence", "周周")
    MONTH = "month", pgettext_lazy("cadence", "月月")
    QUARTER = "quarter", pgettext_lazy("cadence", "每季度")
    YEAR = "year", pgettext_lazy("cadence", "每年")


class CadenceStatus(models.TextChoices):
    DRAFT = "draft", _("未启用")
    ON = "on", _("已启用")
    OFF = "off", _("已停用")


CADENCE_FLOW = Flow(
    "cadence",
    {
        "switch_on": ((CadenceStatus.DRAFT, CadenceStatus.OFF), CadenceStatus.ON),
        "switch_off": ((CadenceStatus.ON,), CadenceStatus.OFF),
    },
)
CADENCE_VERBS: dict[str, str | Promise] = {"switch_on": _("启用"), "switch_off": _("停用")}


class ExemptionStatus(models.TextChoices):
    """例外: asked for, allowed by another person, refused, or taken back."""

    ASKED = "asked", _("待批准")
    APPROVED = "approved", _("已批准例外")
    REFUSED = "refused", _("未批准")
    WITHDRAWN = "withdrawn", _("已收回")


EXEMPTION_FLOW = Flow(
    "exemption",
    {
        "approve": ((ExemptionStatus.ASKED,), ExemptionStatus.APPROVED),
        "refuse": ((ExemptionStatus.ASKED,), ExemptionStatus.REFUSED),
        "withdraw": ((ExemptionStatus.APPROVED,), ExemptionStatus.WITHDRAWN),
    },
)
EXEMPTION_VERBS: dict[str, str | Promise] = {
    "approve": _("批准例外"), "refuse": _("不批准例外"), "withdraw": _("收回例外"),
}  # fmt: skip

VIEW = permission("regulation.view", _("查看制度、目标和对照检查"))
EDIT = permission("regulation.edit", _("起草和修订制度、定目标"))
APPROVE = permission("regulation.approve", _("批准制度"))

event("regulation.drafted", _("起草%(kind)s“%(name)s”第 %(version)s 版"), private=())
event("regulation.changed", _("修改制度草稿"), private=())
event("regulation.approved", _("批准第 %(version)s 版，自%(valid_from)s起施行"), private=())
event("regulation.withdrawn", _("废止制度，最后一天%(until)s"), private=("reason",))
event("target.set", _("确定%(year)s年目标：%(unit)s，共 %(aim)s %(measure)s"), private=("title",))
event("target.changed", _("修改目标，共 %(aim)s %(measure)s"), private=("reason",))
event("target.dropped", _("取消目标"), private=("reason",))
event("target.item_named", _("列入一项"), private=("name",))
event("target.item_done", _("完成一项，%(on)s"), private=("name", "evidence"))
event("target.item_undone", _("撤回一项的完成"), private=("name", "reason"))
event("responsibility.named", _("确定%(role)s，自%(since)s起"), private=("name",))
event("responsibility.ended", _("责任期满，最后一天%(until)s"), private=("name",))
event("cadence.drafted", _("拟定检查频次：%(every)s，由%(who)s做"), private=("title",))
event("cadence.switched_on", _("启用检查频次：%(every)s，由%(who)s做"), private=("title",))
event("cadence.switched_off", _("停用检查频次"), private=("reason",))
event("exemption.asked", _("申请例外：%(setting)s，涉及%(rules)s"), private=("reason", "words"))
event("exemption.approved", _("批准例外：%(setting)s，涉及%(rules)s，到%(until)s为止"), private=("reason",))
event("exemption.refused", _("不批准例外：%(setting)s"), private=("reason",))
event("exemption.withdrawn", _("收回例外：%(setting)s"), private=("reason",))
event("exemption.used", _("凭例外启用：%(setting)s，涉及%(rules)s，批准人%(approver)s"), private=())
