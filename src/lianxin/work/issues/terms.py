"""热点的词汇: runs over the concerns, what is found, what is made of it; permissions and event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class RunState(models.TextChoices):
    """归并的进度."""

    WAITING = "waiting", _("等待归并")
    RUNNING = "running", _("正在归并")
    DONE = "done", _("已归并")
    FAILED = "failed", _("没有完成")


class Sort(models.TextChoices):
    """热点的两种: one matter at one place told by many; one problem at many places."""

    SAME_PLACE = "same_place", _("同一件事")
    COMMON = "common", _("多处同类")


VIEW = permission("issue.view", _("查看热点"))
GROUP = permission("issue.group", _("归并相似诉求"))
CONFIRM = permission("issue.confirm", _("确认和整理热点"))
ANALYSE = permission("issue.analyse", _("写热点分析"))
PROJECT = permission("issue.project", _("办每月一题"))
TRAIN = permission("issue.train", _("训练分类建议"))

event("issue.grouped", _("归并相似诉求 %(read)s 件，得到 %(groups)s 组"), private=())
event("issue.confirmed", _("确认热点，诉求 %(count)s 件"), private=("name",))
event("issue.renamed", _("热点改名"), private=("name",))
event("issue.taken_in", _("热点归入诉求%(code)s：%(reason)s"), private=("reason",))
event("issue.taken_out", _("热点移出诉求%(code)s：%(reason)s"), private=("reason",))
event("issue.sourced", _("写明源头措施"), private=("measure",))
event("issue.analysed", _("写出分析，%(owner)s负责，%(due_on)s前落实"), private=("cause", "action"))
event("issue.closed", _("热点销号：%(reason)s"), private=("reason",))
event("project.started", _("开展每月一题，%(owner)s负责"), private=("name", "goal"))
event("project.measure_added", _("列出措施，%(owner)s %(due_on)s前完成"), private=("text",))
event("project.measure_done", _("措施完成"), private=("result",))
event("project.ended", _("每月一题收尾"), private=("result",))
event("issue.trained", _("训练分类建议，用诉求 %(count)s 件，检验准确率 %(accuracy)s"), private=())
