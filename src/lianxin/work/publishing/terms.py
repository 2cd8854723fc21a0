"""公开的词汇: how a text becomes public, what was adopted, who may do what; permissions, flows, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow
from lianxin.work.concerns.terms import BOTH, Kind, Status


class VersionState(models.TextChoices):
    PREPARED = "prepared", _("待复核")
    CONFIRMED = "confirmed", _("已复核")
    REFUSED = "refused", _("未通过复核")


class Basis(models.TextChoices):
    """公开依据 (个人信息保护法 第二十五条): the resident's own consent, or a text in which nobody can be recognised."""

    CONSENT = "consent", _("群众同意公开")
    DEIDENTIFIED = "deidentified", _("已去除个人信息")


class Decision(models.TextChoices):
    """采纳情况 (信访工作条例 第二十九条)."""

    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    NOT_ADOPTED = "not_adopted", _("未采纳")


class RuleOf(models.TextChoices):
    KIND = "kind", _("性质")
    CHANNEL = "channel", _("渠道")


OPINIONS = (Kind.SUGGESTION, Kind.OPINION, Kind.CRITICISM)  # what is adopted or not
NEVER = (Kind.TIP_OFF,)  # 检举材料 is never published (条例 §30)
STRICT = (Kind.COMPLAINT, Kind.CRITICISM)  # only when nothing at all is marked, and without unit and place
ANSWERED = (Status.REPLIED, Status.CLOSED)
DELAY_DAYS, LONGEST_DELAY = 7, 365

FLOW = Flow(
    "version",
    {
        "confirm": ((VersionState.PREPARED,), VersionState.CONFIRMED),
        "refuse": ((VersionState.PREPARED,), VersionState.REFUSED),
    },
)
VERBS = {"confirm": pgettext_lazy("verb", "复核通过"), "refuse": pgettext_lazy("verb", "退回修改")}

VIEW = permission("publication.view", _("查看公开情况"))
PREPARE = permission("publication.prepare", _("拟公开稿"))
CONFIRM = permission("publication.confirm", _("复核公开稿"))
TAKE_DOWN = permission("publication.take_down", _("撤下公开内容"))
SET = permission("publication.set", _("设置哪些可以公开"))
ADOPT = permission("adoption.decide", _("登记采纳情况"), weighed_at=BOTH)
TELL = permission("status.tell", _("电话告知办理进展"))

event("publication.prepared", _("拟公开稿第 %(number)s 版，送复核"), private=())
event("publication.confirmed", _("公开稿第 %(number)s 版通过复核，%(publish_on)s起公开"), private=())
event("publication.refused", _("公开稿第 %(number)s 版退回修改：%(reason)s"), private=("reason",))
event("publication.taken_down", _("撤下公开内容：%(reason)s"), private=("reason",))
event("publication.consented", _("群众本人同意公开"), private=())
event("publication.withdrawn", _("群众本人不同意公开"), private=())
event("publication.rule_set", _("公开设置：%(rule)s，%(state)s"), private=())
event("adoption.decided", _("采纳情况：%(decision)s，理由：%(reason)s"), private=("reason",))
event("status.told", _("电话告知办理进展"), private=())
event("disturbance.told", _("群众反映被打扰，另行登记"), private=())
