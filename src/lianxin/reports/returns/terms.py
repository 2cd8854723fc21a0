"""摸底统计的词汇: kinds of lines, the steps of a month's return, how a figure is verified, permissions, event kinds."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure import approvals
from lianxin.pure.flow import Flow

VIEW = permission("return.view", _("查看摸底统计"))
COLLECT = permission("return.collect", _("收集、报送摸底统计"))
VERIFY = permission("return.verify", _("核实、审核摸底数字"))
APPROVE = permission("return.approve", _("审定、备案、上报摸底统计"))
ACCEPT = permission("return.accept", _("接收下级上报的摸底统计"))
FORM = permission("return.form", _("设置摸底表"))


class LineKind(models.TextChoices):
    """一行是哪一类: kinds are never added to one another (M233; 002-1 names each apart)."""

    APPROVALS = "approvals", _("政务服务审批事项")
    RECEPTION = "reception", _("联合接访")
    MAIN = "main", _("群众工作总站解决")
    STATION = "station", _("群众工作站解决")
    LEADER = "leader", _("领导下基层解决")
    WORKROOM = "workroom", _("群众工作室")
    SUPERVISION = "supervision", _("领导督导检查")
    OTHER = "other", _("其他")


class LineSource(models.TextChoices):
    """数字从哪里来: counted from the records here, or told by another system."""

    RECORDS = "records", _("系统记录计算")
    EXTERNAL = "external", _("外部数字")


class Stage(models.TextChoices):
    """办到哪一步 (002-1: 收集整理 → 审核 → 统计 → 备案 → 上报); the level above accepts what was reported."""

    COLLECTING = approvals.COLLECTING, pgettext_lazy("return", "收集中")
    COLLECTED = approvals.COLLECTED, _("已收集，待审核")
    REVIEWED = approvals.REVIEWED, _("已审核，待统计")
    COUNTED = approvals.COUNTED, _("已统计，待备案")
    FILED = approvals.FILED, _("已备案，待上报")
    REPORTED = approvals.REPORTED, pgettext_lazy("return", "已上报")
    ACCEPTED = approvals.ACCEPTED, pgettext_lazy("return", "上级已接收")


class Every(models.TextChoices):
    """多久一次: the kind of period that a form is for."""

    MONTH = "month", _("每月（月报、摸底）")
    QUARTER = "quarter", _("每季度（季报）")
    HALF_YEAR = "half_year", _("每半年（半年报）")
    YEAR = "year", _("每年（年报）")


class QueryState(models.TextChoices):
    """疑问办到哪一步: a question on one figure waits for the unit, then for whoever asked."""

    OPEN = "open", pgettext_lazy("figure query", "等填报单位答复")
    ANSWERED = "answered", pgettext_lazy("figure query", "已答复，等提出的人了结")
    CLOSED = "closed", pgettext_lazy("figure query", "已了结")


FLOW = Flow("return", approvals.MOVES)
VERBS: dict[str, str | Promise] = {
    "collect": _("收集完毕"), "review": pgettext_lazy("return", "审核通过"), "count": pgettext_lazy("return", "统计定数"),
    "file": pgettext_lazy("return", "备案"), "report": pgettext_lazy("return", "上报"),
    "accept": pgettext_lazy("return", "接收"), "unaccept": _("退还接收"), "take_back": pgettext_lazy("return", "撤回"),
    "send_back": pgettext_lazy("return", "退回收集"), "excuse": pgettext_lazy("return", "免报"), "unexcuse": _("取消免报"),
}  # fmt: skip
LOCKED = approvals.LOCKED
FROZEN = (Stage.COUNTED, *LOCKED)
HANDED_IN = (Stage.REPORTED, Stage.ACCEPTED)
STEPS: dict[str, str | Promise] = {
    "collect": pgettext_lazy("return", "收集"), "review": pgettext_lazy("return", "审核"),
    "count": pgettext_lazy("return", "统计"), "file": pgettext_lazy("return", "备案"),
    "report": pgettext_lazy("return", "上报"), "accept": pgettext_lazy("return", "接收"),
}  # fmt: skip


class CheckHow(models.TextChoices):
    """怎样核实的."""

    RECORDS = "records", _("查阅记录")
    CALL = "call", _("电话回访")
    ON_SPOT = "on_spot", _("到场查看")
    SOURCE = "source", _("与来源核对")


event("return.form_drafted", _("拟摸底表“%(name)s”第 %(version)s 版，%(lines)s 行"), private=())
event("return.form_put_in_force", _("摸底表“%(name)s”第 %(version)s 版自%(month)s起用"), private=())
event("return.opened", _("开始收集%(month)s“%(name)s”"), private=())
event("return.figure_entered", _("填报外部数字 %(label)s：%(value)s"), private=())
event("return.file_attached", _("附佐证材料 %(label)s，校验值 %(sha256)s"), private=("name",))
event("return.collected", _("%(month)s摸底统计收集完毕"), private=())
event("return.reviewed", _("%(month)s摸底统计审核通过"), private=("comment",))
event("return.counted", _("%(month)s摸底统计定数，%(lines)s 行，%(overlaps)s 处重复"), private=())
event("return.filed", _("%(month)s摸底统计备案并锁定，未核实 %(unverified)s 个数"), private=("comment",))
event("return.reported", _("%(month)s摸底统计上报%(to)s，%(timely)s"), private=())
event("return.sent_back", _("%(month)s摸底统计退回收集"), private=("reason",))
event("return.figure_verified", _("核实 %(label)s：%(value)s，%(how)s"), private=("comment",))
event(
    "return.sample_drawn",
    _("为核实 %(label)s 抽样：种子 %(seed)s，名单校验值 %(digest)s，%(size)s/%(population)s"),
    private=(),
)
event("return.record_looked_at", _("核实 %(label)s 的一条记录，%(how)s，%(finding)s"), private=("comment",))
event("return.figure_changed", _("更正 %(label)s：原 %(old)s，改为 %(new)s"), private=("reason",))
event("return.accepted", _("接收%(unit)s的%(month)s摸底统计"), private=("comment",))
event("return.unaccepted", _("退还%(unit)s的%(month)s摸底统计的接收"), private=("reason",))
event("return.taken_back", _("撤回%(month)s摸底统计"), private=("reason",))
event("return.excused", _("%(unit)s的%(month)s摸底统计免报"), private=("reason",))
event("return.unexcused", _("取消%(unit)s的%(month)s摸底统计免报"), private=("reason",))
event("return.query_asked", _("对 %(label)s 提出疑问"), private=("doubt",))
event("return.query_answered", _("答复对 %(label)s 的疑问"), private=("answer",))
event("return.query_closed", _("了结对 %(label)s 的疑问"), private=("comment",))
