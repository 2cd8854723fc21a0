"""意见梳理的词汇: where an opinion comes from, what becomes of it, permissions, event kinds."""

from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class RemarkSource(models.TextChoices):
    """意见的来源: a vote's open question, or what was said and written outside the vote (001-3, 004-j)."""

    BALLOT = "ballot", _("投票时写的")
    MEETING = "meeting", _("会议座谈")
    TALK = "talk", _("个别谈话、走访")
    SHEET = "sheet", _("征求意见表")
    HOTLINE = "hotline", _("热线电话")


class Fate(models.TextChoices):
    """意见的去向: each opinion gets one (M164)."""

    OPEN = "open", _("待定去向")
    RECTIFY = "rectify", _("列入整改")
    CONCERN = "concern", _("转为诉求")
    ANSWERED = "answered", _("已答复解释")
    ADOPTED = "adopted", _("采纳入措施")
    DECLINED = "declined", _("不采纳")
    UNRELATED = "unrelated", _("与本次无关")


class GiverSays(models.TextChoices):
    """提意见的人怎么说: said by whoever holds the key; no person, no time."""

    SATISFIED = "satisfied", pgettext_lazy("giver", "满意")
    DISSATISFIED = "dissatisfied", pgettext_lazy("giver", "不满意")


FLOW = Flow(
    "remark",
    {
        "rectify": ((Fate.OPEN,), Fate.RECTIFY),
        "raise_concern": ((Fate.OPEN,), Fate.CONCERN),
        "answer": ((Fate.OPEN,), Fate.ANSWERED),
        "adopt": ((Fate.OPEN,), Fate.ADOPTED),
        "decline": ((Fate.OPEN,), Fate.DECLINED),
        "set_aside": ((Fate.OPEN,), Fate.UNRELATED),
        "reconsider": ((Fate.RECTIFY, Fate.ANSWERED, Fate.ADOPTED, Fate.DECLINED, Fate.UNRELATED), Fate.OPEN),
    },
)
VERBS = {
    "rectify": _("列入整改"), "raise_concern": _("转为诉求"), "answer": _("答复解释"), "adopt": _("采纳入措施"),
    "decline": _("不采纳"), "set_aside": _("与本次无关"), "reconsider": _("重新研究"),
}  # fmt: skip
#: the fates that are settled by words alone: verb → what the words are called
BY_WORDS = {
    "answer": _("答复和解释"), "adopt": _("采纳进哪项措施"), "decline": _("不采纳的理由"), "set_aside": _("为什么与本次无关"),
}  # fmt: skip

VIEW = permission("remark.view", _("查看评议中的意见和建议"), weighed_at=("unit", "owner"))
DESK = replace(VIEW, weighed_at=("unit",))  # the office's own desk: what was shown to a unit does not open it
OWNED = replace(VIEW, weighed_at=("owner",))  # only what was shown to the actor's unit
SORT = permission("remark.sort", _("梳理意见、确定去向"))
REPLY = permission("remark.reply", _("答复意见，推荐典型"))

event("collection.begun", _("开始梳理意见"), private=("title",))
event("collection.taken_in", _("列入投票时写的意见 %(count)s 条，收回答卷 %(returned)s 份"), private=())
event("remark.entered", _("录入意见 %(count)s 条"), private=())
event("remark.sorted", _("归类意见 %(count)s 条：%(topic)s"), private=("topic",))
event("remark.rectified", _("意见 %(count)s 条列入整改 %(code)s"), private=())
event("remark.raised", _("意见转为诉求"), private=())
event("remark.settled", _("意见 %(count)s 条的去向：%(fate)s"), private=("text",))
event("remark.reconsidered", _("意见的去向重新研究"), private=("reason",))
event("remark.cleared", _("隐去意见中可能认出人的内容"), private=())
event("remark.walled", _("标为反映具体人员或单位，只由上级办理"), private=())
event("remark.shown", _("意见 %(count)s 条交%(to)s查看"), private=())
event("remark.published", _("公开意见和办理结果"), private=())
event("remark.taken_down", _("撤下公开的意见"), private=("reason",))
event("remark.replied", _("回复提意见的人"), private=("text",))
event("remark_topic.added", _("设立意见类别"), private=("label",))
event("remark_topic.renamed", _("意见类别改名"), private=("label",))
event("remark_topic.merged", _("合并意见类别，移入 %(count)s 条"), private=("label",))
event("remark_topic.split", _("分出意见类别，移入 %(count)s 条"), private=("label",))
