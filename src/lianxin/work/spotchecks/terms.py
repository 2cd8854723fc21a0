"""走访抽查的词汇: ways of checking, what was heard, kinds of findings, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class Mode(models.TextChoices):
    """抽查方式 (000-2: 采取明察暗访、随机检查、电话抽查等方式)."""

    OPEN = "open", _("明察")
    UNANNOUNCED = "unannounced", _("暗访")
    RANDOM = "random", _("随机检查")
    BY_PHONE = "by_phone", _("电话抽查")


class Result(models.TextChoices):
    """抽查结果: what the household said; who was not reached said nothing, and is counted apart."""

    CAME = "came", _("有人来过")
    DID_NOT_COME = "did_not_come", _("没有人来过")
    NOT_REACHED = "not_reached", _("没有联系上")
    NOT_SAYING = "not_saying", _("不愿意说")


ANSWERS = (Result.CAME, Result.DID_NOT_COME)


class FindingKind(models.TextChoices):
    """发现的问题 (000-2): what is to be put right."""

    OUT_OF_TOUCH = "out_of_touch", _("联系不到位")
    NO_EFFECT = "no_effect", _("工作效果不明显")
    NOT_AT_POST = "not_at_post", _("下派人员不在岗")


VIEW = permission("spotcheck.view", _("查看走访抽查"))
RUN = permission("spotcheck.run", _("抽取和开展走访抽查"))

event(
    "spotcheck.opened",
    _("%(mode)s%(checked)s：随机种子 %(seed)s，总体 %(population)s 次走访，校验值 %(digest)s"),
    private=(),
)
event("spotcheck.drawn", _("抽出 %(size)s 次走访"), private=())
event("spotcheck.phones_shown", _("查看抽中的 %(count)s 户的电话"), private=())
event("spotcheck.called", _("第 %(number)s 项抽查有结果：%(outcome)s"), private=("note",))
event("spotcheck.found", _("发现问题：%(about)s"), private=("text",))
event("spotcheck.closed", _("抽查结束"), private=())
