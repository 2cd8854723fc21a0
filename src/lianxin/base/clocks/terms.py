"""期限与工作日的词汇: the permission, the event kinds, and the choices of a clock."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

LOAD_NOTICE = permission("clocks.load_notice", _("维护工作日历与期限规则"))


class Unit(models.TextChoices):
    NATURAL_DAY = "natural_day", _("自然日")
    WORKDAY = "workday", _("工作日")
    HOUR = "hour", _("小时")


class StartDay(models.TextChoices):
    DAY_ZERO = "day_zero", _("开始当日不计")
    COUNTS = "counts", _("开始当日计入")


class RollForward(models.TextChoices):
    NONE = "none", _("到期日不顺延")
    NEXT_WORKDAY = "next_workday", _("最后一日为休息日的顺延")


class Grade(models.TextChoices):
    """依据可靠程度: only P and O may be quoted to residents as the wording of a rule."""

    PRIMARY = "P", _("已核对法规全文")
    OFFICIAL = "O", _("发布机关网页摘录")
    SECONDARY = "S", _("转载，未与原文核对")
    CODE = "C", _("见于其他系统")
    MEMORY = "M", _("凭记忆，待核实")
    LOCAL = "L", _("本县自定的文件")


event(
    "notice.loaded",
    _("载入%(year)s年放假通知：放假%(rest)s日，调休上班%(work)s日，重算期限%(recomputed)s件"),
    private=(),
)
event("local_day.set", _("本地规定%(day)s%(kind)s（%(name)s），重算期限%(recomputed)s件"), private=())
event("local_day.dropped", _("取消本地规定%(day)s%(kind)s（%(name)s），重算期限%(recomputed)s件"), private=())
event("clock.taken_back", _("启用前撤回期限规则%(label)s第%(version)s版"), private=())
event("clock.revised", _("修订期限规则%(label)s，第%(version)s版自%(valid_from)s起用"), private=())
