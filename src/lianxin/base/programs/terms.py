"""接口密钥的词汇: what a program may do, how often, for how long; permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

LONGEST_DAYS = 366
USUAL_PER_MINUTE, MOST_PER_MINUTE = 30, 600


class Scope(models.TextChoices):
    """接口权限: the first two are no more than a resident without an account may do; the others take two persons (ADR 0067)."""

    READ = "read", _("读取已经公开的内容")
    SUBMIT = "submit", _("代群众提交诉求")
    UNIT = "unit", _("读取本单位诉求的进度和数字（没有内容和个人信息）")
    REGISTER = "register", _("以本单位名义登记诉求")


#: what a program may do that a resident may not
WEIGHTY = frozenset({Scope.UNIT.value, Scope.REGISTER.value})
#: the permissions of the unit that a scope lends to the program, in the whole of the unit and nowhere else
LENT: dict[str, tuple[str, ...]] = {
    Scope.UNIT: ("concern.view", "figures.view", "workday.view"), Scope.REGISTER: ("concern.register",),
}  # fmt: skip


VIEW = permission("program_key.view", _("查看接口密钥"))
MANAGE = permission("program_key.manage", _("发出、撤销接口密钥"))

event("program_key.made", _("给%(unit)s发出接口密钥 %(head)s…，可以%(scopes)s，到 %(ends_on)s 为止"), private=())
event("program_key.allowed", _("同意%(unit)s的接口密钥 %(head)s… 启用"), private=())
event("program_key.withdrawn", _("撤销%(unit)s的接口密钥 %(head)s…"), private=())
