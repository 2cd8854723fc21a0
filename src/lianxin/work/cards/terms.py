"""民情联系卡的词汇: what a household may say, what became of it, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class Says(models.TextChoices):
    """群众怎么说: of one visit that is on record at its home."""

    CAME = "came", _("来过")
    NOBODY_CAME = "nobody_came", _("没有人来过")


class Voided(models.TextChoices):
    """作废的原因: why a card opens nothing any more."""

    REISSUED = "reissued", _("已换新卡")
    ENDED = "ended", _("不再联系")


class Outcome(models.TextChoices):
    """核实结果: what the level above found when it looked into what a household said."""

    CAME = "came", _("核实：确实来过")
    DID_NOT_COME = "did_not_come", _("核实：没有来过")
    MISTAKEN = "mistaken", _("核实：记录有误")
    NOTED = "noted", _("已看，不需要核实")


VIEW = permission("card.view", _("查看民情联系卡的制发情况"), weighed_at=("unit", "home"))
ISSUE = permission("card.issue", _("制发民情联系卡"))
REVIEW = permission("card.review", _("查看群众的回应"))

# What a household answers is in no entry: an entry bears a time of day, and who went may read the journal of his unit.
event("card.issued", _("制发民情联系卡（第 %(version)s 版），联系人%(person)s"), private=("person",))
event("card.reissued", _("补发民情联系卡（第 %(version)s 版），原卡作废"), private=("person",))
event("card.ended", _("停用民情联系卡：%(reason)s"), private=("reason",))
event("card.printed", _("成批制发民情联系卡 %(count)s 张"), private=())
event("card.ledger_exported", _("导出两卡台账 %(count)s 户，用途：%(purpose)s"), private=())
event("response.looked_into", _("核实群众回应：%(outcome)s"), private=("note",))
