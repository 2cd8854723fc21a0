"""户与困难户的词汇: causes and bases as dated lists, purposes of looking, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class Purpose(models.TextChoices):
    """查看用途: why the particulars of a household in need are opened; a closed list (个人信息保护法 §6, §17)."""

    VISIT = "visit", _("入户走访")
    HELP = "help", _("落实帮扶")
    REVIEW = "review", _("复核困难情况")
    AID = "aid", _("办理救助手续")
    ANSWER = "answer", _("答复本户的诉求")
    CHECK = "check", _("核对登记有没有错")


VIEW = permission("household.view", _("查看户册（编号、组别、门牌）"))
EDIT = permission("household.edit", _("登记和修改户册"))
OPEN = permission("household.open", _("查看困难户的姓名、电话和致困原因"))

event("household.registered", _("登记户：%(group)s %(door)s"), private=("head_name",))
event("household.imported", _("导入户册 %(count)s 户，退回 %(refused)s 行"), private=())
event("household.corrected", _("修改户的登记：%(fields)s"), private=())
event("household.left", _("本户自%(valid_to)s起不再在册"), private=("reason",))
event("household.opened", _("查看困难户资料，用途：%(outcome)s"), private=(), sealed="opened")
event("household.listed", _("导出困难户台账 %(count)s 户"), private=(), sealed="taken")
event("household.taken_along", _("带出本户姓名、电话，用途：%(outcome)s，副本 %(copy)s"), private=(), sealed="taken")
event("household.erased", _("到期清除户主姓名和电话"), private=())
event("household.removed", _("撤销导入，删去户的登记"), private=())
event("need.removed", _("撤销导入，删去困难情况"), private=())
event("need.noted", _("记为困难户：%(kind)s，%(review_on)s前复核"), private=("note",))
event("need.reviewed", _("复核困难情况，仍需帮扶，下次%(review_on)s前复核"), private=("note",))
event("need.ended", _("不再记为困难户，自%(until)s起"), private=("reason",))
event("need.erased", _("到期清除困难情况的具体内容"), private=())
event("trust.given", _("授权%(person)s查看本户资料，%(until)s"), private=("reason",))
event("trust.ended", _("收回%(person)s查看本户资料的授权"), private=())
