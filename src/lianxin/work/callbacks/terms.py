"""回访的词汇: how an answer reached the resident, what came of a call, objections; permissions and event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class Way(models.TextChoices):
    """送达方式: how the resident got the answer (M062)."""

    ORAL = "oral", _("当面")
    PHONE = "phone", _("电话")
    PAPER = "paper", _("书面")
    WEB = "web", _("网上")


class Reach(models.TextChoices):
    """回访结果: only a call that reached the resident is 有效回访 (rules.md §2.4)."""

    REACHED = "reached", _("打通了")
    NO_ANSWER = "no_answer", _("无人接听")
    REFUSED = "refused", _("不愿回答")
    WRONG_NUMBER = "wrong_number", _("号码不对")
    NO_NUMBER = "no_number", _("没有留电话")


class Decision(models.TextChoices):
    """异议认定."""

    PENDING = "pending", _("待认定")
    SET_APART = "set_apart", _("单列")
    REJECTED = "rejected", _("不成立")


DELIVER = permission("callback.deliver", _("记答复送达"), weighed_at=("unit", "handler"))
CALL = permission("callback.call", _("回访群众"))
SAMPLE = permission("callback.sample", _("抽取回访名单"))
DECIDE = permission("callback.decide", _("复核认定"))
OBJECT = permission("callback.object", _("对评价提出异议"), weighed_at=("handler",))
HINTS = permission("callback.hints", _("查看评价提示"), weighed_at=("unit", "handler"))

event("concern.delivered", _("答复送达群众：%(channel)s，%(on)s"), private=())
event("concern.called_back", _("%(unit)s独立回访：%(outcome)s（不计入满意率）"), private=("comment",))
event("concern.exit_decided", _("%(unit)s复核认定，不再重办，依据：%(rule)s"), private=("reason", "rule"))
event("concern.rating_objected", _("%(unit)s对评价提出异议，依据：%(rule)s"), private=("reason", "rule"))
event("concern.objection_decided", _("%(unit)s认定评价异议：%(outcome)s"), private=("reason",))
event("sample.opened", _("抽取回访名单：随机种子 %(seed)s，总体 %(population)s 件，校验值 %(digest)s"), private=())
event("sample.drawn", _("抽出 %(size)s 件回访"), private=())
event("hints.released", _("公开本单位 %(period)s 的评价提示"), private=())
