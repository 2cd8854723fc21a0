"""单位与任职的词汇: kinds of units, permissions of the setting itself, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event


class UnitKind(models.TextChoices):
    COUNTY = "county", _("县")
    TOWNSHIP = "township", _("乡镇")
    VILLAGE = "village", _("村")
    COMMUNITY = "community", _("社区")
    DEPARTMENT = "department", _("部门")
    SCHOOL = "school", _("学校")
    CENTRE = "centre", _("中心")


class SuccessionKind(models.TextChoices):
    """怎样来的: merged with others, or carried along because the unit above was merged."""

    MERGED = "merged", _("合并")
    CARRIED = "carried", _("随上级合并转入")


event("unit.created", _("设立单位%(name)s"), private=())
event("unit.closed", _("单位%(name)s自%(valid_to)s起撤销"), private=())
event("unit.merged", _("%(old)s自%(on)s起并入%(new)s"), private=())
event("person.created", _("建立人员账号 %(username)s"), private=())
event("person.disabled", _("停用人员账号 %(username)s"), private=())
event("person.password_changed", _("%(username)s 修改了自己的密码"), private=())
event("person.password_reset", _("重置 %(username)s 的密码，已登录的全部退出"), private=())
event("person.sessions_ended", _("%(username)s 已登录的全部退出"), private=())
event("posting.created", _("任命：%(username)s 任%(unit)s%(role)s"), private=())
event("posting.ended", _("免去：%(username)s 的%(unit)s%(role)s"), private=())
event("person.logged_in", _("%(username)s 登录"), private=())
event("person.logged_out", _("%(username)s 退出登录"), private=())
# What was typed is never kept: it may be a password in the wrong box. The same name has the same digest.
event("person.login_failed", _("登录未成功（登录名摘要 %(digest)s）"), private=())
event("person.locked_out", _("登录连续失败，暂停半小时（登录名摘要 %(digest)s）"), private=())
