"""活动宣传的词汇: kinds of activities, what publicity consists of, how people were counted, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class ActivityKind(models.TextChoices):
    PUBLICITY = "publicity", _("宣传活动")
    TRAINING = "training", _("培训")
    FESTIVAL = "festival", _("节日和文体活动")
    JOB_FAIR = "job_fair", _("招聘会")
    DEDICATION = "dedication", _("集中奉献日")
    HELP = "help", _("帮扶活动")
    CONDOLENCE = "condolence", _("慰问活动")
    SPECIAL = "special", _("专项行动")
    SURVEY = "survey", _("专题调查")
    OTHER = "other", _("其他活动")


class ActivityStatus(models.TextChoices):
    PLANNED = "planned", _("已计划")
    HELD = "held", _("已举办")
    CALLED_OFF = "called_off", _("已取消")


class PartKind(models.TextChoices):
    """做了什么: each a line of an activity with a number in its own measure word (M255, M256, M257, M274)."""

    STAND = "stand", _("宣传点")
    TRIP = "trip", _("宣传车")
    ISSUE = "issue", _("墙报、专栏")
    MATERIAL = "material", _("宣传资料")
    LETTER = "letter", _("送到户的信")
    HANDLED = "handled", _("处置的事件")


#: 次, 台次, 期, 份, 封, 件
MEASURES = {
    PartKind.STAND: _("次"), PartKind.TRIP: _("台次"), PartKind.ISSUE: _("期"), PartKind.MATERIAL: _("份"),
    PartKind.LETTER: _("封"), PartKind.HANDLED: _("件"),
}  # fmt: skip


class Method(models.TextChoices):
    """人次怎么来的: counted one by one, from the sign-in sheet, by what was handed out, estimated in so many words (M256)."""

    COUNTED = "counted", _("当场清点")
    SIGN_IN = "sign_in", _("签到表")
    HANDED_OUT = "handed_out", _("按发放份数")
    ESTIMATE = "estimate", _("估计")


#: those that want a word on how the number came about
WANT_WORDS = (Method.HANDED_OUT, Method.ESTIMATE)


class Step(models.TextChoices):
    """专题调查的四步, for whoever wants them (M273)."""

    OPENING = "opening", _("开题")
    PRACTICE = "practice", _("实践")
    EXCHANGE = "exchange", _("交流评价")
    SUMMARY = "summary", _("总结")


class Direction(models.TextChoices):
    IN = "in", _("收到")
    OUT = "out", _("发放")


FLOW = Flow("activity", {
    "correct": ((ActivityStatus.PLANNED,), None),
    "hold": ((ActivityStatus.PLANNED,), ActivityStatus.HELD),
    "call_off": ((ActivityStatus.PLANNED,), ActivityStatus.CALLED_OFF),
})  # fmt: skip
VERBS = {"correct": _("修改计划"), "hold": _("登记结果"), "call_off": _("取消")}

VIEW = permission("activity.view", _("查看活动、宣传和捐助"))
RUN = permission("activity.run", _("组织和登记活动、宣传"))

event("activity.planned", _("计划%(kind)s，%(on)s"), private=("title",))
event("activity.corrected", _("修改活动计划，%(on)s"), private=())
event("activity.held", _("登记%(kind)s的结果"), private=("title",))
event("activity.called_off", _("取消活动：%(reason)s"), private=("reason",))
event("activity.noted", _("登记%(what)s %(n)s%(measure)s"), private=("text",))
event("activity.turned_out", _("登记到场 %(people)s 人次，%(method)s"), private=("text",))
event("activity.struck", _("划去一笔：%(reason)s"), private=("reason",))
event("activity.summed_up", _("改写活动小结"), private=())
event("activity.stepped", _("专题调查完成“%(step)s”"), private=("text",))
event("activity.referred", _("活动关联已有的记录 %(ref)s"), private=())
event("activity.unreferred", _("活动取消关联 %(ref)s"), private=())
event("donation.opened", _("设立捐助专账"), private=("title",))
event("donation.received", _("收到捐款 %(yuan)s 元"), private=("text",))
event("donation.granted", _("发放捐助 %(yuan)s 元，受助 %(people)s 人"), private=("text",))
event("donation.struck", _("划去一笔捐助：%(reason)s"), private=("reason",))
event("donation.closed", _("结清捐助专账"), private=())
