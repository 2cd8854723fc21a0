"""个人信息保管的词汇: permissions, states, purposes, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow

PER_HOUR, PER_DAY = 60, 300  # security.md T6: a county sets its own, below these
HOUR, DAY = 3600, 86400
MOST_ROWS = 2000  # of one export with particulars
LONGEST_DAYS = 7


class Window(models.TextChoices):
    """超限: which of the two limits was met."""

    HOUR = "hour", _("一小时")
    DAY = "day", _("二十四小时")


class State(models.TextChoices):
    """申请的状态, of an export with particulars and of an identity asked for."""

    ASKED = "asked", _("待批准")
    APPROVED = "approved", _("已批准")
    DECLINED = "declined", _("未批准")
    USED = "used", _("已使用")


class ExportPurpose(models.TextChoices):
    """带出个人信息的用途: a closed list; the resident reads it (个人信息保护法 §6, §17)."""

    CALL_BACK = "call_back", _("集中回访")
    HAND_ON = "hand_on", _("报上级办理")
    FILE = "file", _("归档")
    CHECK = "check", _("审计、检查调阅")


FLOW = Flow(
    "custody",
    {
        "approve": ((State.ASKED,), State.APPROVED),
        "decline": ((State.ASKED,), State.DECLINED),
        "use": ((State.APPROVED,), State.USED),
    },
)
VERBS = {
    "approve": pgettext_lazy("verb", "批准"),
    "decline": pgettext_lazy("verb", "不批准"),
    "use": pgettext_lazy("verb", "取用"),
}

VIEW = permission("custody.view", _("查看个人信息的查阅超限和导出副本"))
SET = permission("custody.set", _("设定个人信息查看限额"))
APPROVE = permission("custody.approve", _("批准带出个人信息、批准承办单位知道诉求人"))

event("custody.limits_set", _("设定个人信息查看限额：每小时 %(hour)s 次，每天 %(day)s 次"), private=())
event("custody.limit_met", _("查看个人信息达到限额：%(window)s %(most)s 次"), private=())
event("custody.limit_explained", _("核实查看超限：%(text)s"), private=("text",))
event(
    "custody.export_asked",
    _("申请带出个人信息：%(title)s，%(rows)s 条，用途：%(outcome)s"),
    private=("title", "reason"),
)
event("custody.export_approved", _("批准带出个人信息 %(rows)s 条，%(days)s 天内取一次"), private=())
event("custody.export_declined", _("不批准带出个人信息：%(reason)s"), private=("reason",))
event("custody.export_taken", _("取走带个人信息的文件 %(rows)s 条，副本 %(copy)s"), private=(), sealed="taken")
event("custody.copy_taken", _("导出%(title)s %(rows)s 行，副本 %(copy)s"), private=("title",))
event("custody.identity_asked", _("承办单位申请知道诉求人：%(reason)s"), private=("reason",))
event("custody.identity_approved", _("批准承办单位查看诉求人一次，%(until)s前有效"), private=())
event("custody.identity_declined", _("不批准承办单位知道诉求人：%(reason)s"), private=("reason",))
