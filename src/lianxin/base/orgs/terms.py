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


class PowerKind(models.TextChoices):
    """权力事项的类别: what takes two persons."""

    POST = "post", _("任命有权的职务")
    END = "end", _("免去监督、审批的职务")
    FACTOR = "factor", _("取消第二步验证")
    EMERGENCY = "emergency", _("应急权限")


class PowerState(models.TextChoices):
    ASKED = "asked", _("待审批")
    ALLOWED = "allowed", _("已同意")
    REFUSED = "refused", _("未同意")


event("county.begun", _("开始设置：设立%(name)s，%(username)s 任第一位系统管理员"), private=())
event("unit.created", _("设立单位%(name)s"), private=())
event("unit.corrected", _("更正单位资料：原来 %(was)s，现在 %(now)s"), private=())
event("unit.closed", _("单位%(name)s自%(valid_to)s起撤销"), private=())
event("unit.merged", _("%(old)s自%(on)s起并入%(new)s"), private=())
event("unit.removed", _("撤销导入，删去单位%(name)s"), private=())
event("person.created", _("建立人员账号 %(username)s"), private=())
event("person.disabled", _("停用人员账号 %(username)s"), private=())
event("person.password_changed", _("%(username)s 修改了自己的密码"), private=())
event("person.password_reset", _("重置 %(username)s 的密码，已登录的全部退出"), private=())
event("person.sessions_ended", _("%(username)s 已登录的全部退出"), private=())
event("person.session_ended", _("%(username)s 退出自己的一处登录"), private=())
event("posting.created", _("任命：%(username)s 任%(unit)s%(role)s"), private=())
event("posting.ended", _("免去：%(username)s 的%(unit)s%(role)s"), private=())
event("person.removed", _("撤销导入，删去人员账号 %(username)s"), private=())
event("posting.removed", _("撤销导入，删去 %(username)s 的%(unit)s%(role)s"), private=())
event("person.logged_in", _("%(username)s 登录"), private=())
event("person.logged_out", _("%(username)s 退出登录"), private=())
# What was typed is never kept: it may be a password in the wrong box. The same name has the same digest.
event("person.login_failed", _("登录未成功（登录名摘要 %(digest)s）"), private=())
event("person.locked_out", _("登录连续失败，暂停半小时（登录名摘要 %(digest)s）"), private=())
event("person.factor_added", _("%(username)s 启用了一种第二步验证"), private=())
event("person.factor_removed", _("%(username)s 停用了一种第二步验证"), private=())
event("person.factor_reset", _("取消 %(username)s 的第二步验证，已登录的全部退出"), private=())
event("power.asked", _("申请%(kind)s：%(username)s %(what)s。理由：%(reason)s"), private=("reason",))
event("power.allowed", _("同意%(kind)s：%(username)s %(what)s"), private=())
event("power.refused", _("不同意%(kind)s：%(username)s %(what)s。理由：%(reason)s"), private=("reason",))
event("power.ended", _("提前结束应急权限：%(username)s %(what)s"), private=())
event("power.reviewed", _("复核应急权限：%(username)s %(what)s。意见：%(reason)s"), private=("reason",))
event("power.withdrawn", _("撤销导入，撤回 %(username)s 的任命申请"), private=())
event("power.rule_set", _("第二步验证的宽限定为 %(days)s 天"), private=())
