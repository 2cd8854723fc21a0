"""窗口服务与代办代理的词汇: what is tallied, how an errand goes, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class TallyKind(models.TextChoices):
    """计数的两类: an answer to a question, a small service."""

    CONSULT = "consult", _("咨询")
    SMALL_SERVICE = "small_service", _("小服务")


class SmallService(models.TextChoices):
    """便民小服务, each one tap (000-3 “为社区居民打印申请、证明，复印各类文件、证件”)."""

    PRINT = "print", _("打印")
    COPY = "copy", _("复印")
    CERTIFICATE = "certificate", _("开具证明")
    FILL_IN = "fill_in", _("帮填表格")
    PHOTO_SCAN = "photo_scan", _("扫描上传")
    PHONE_HELP = "phone_help", _("教用手机办事")
    OTHER = "other", _("其他")


class ServiceResult(models.TextChoices):
    """窗口办事的结果: open until it is done, or turned elsewhere with a word where."""

    OPEN = "open", _("还要再来")
    DONE = "done", pgettext_lazy("service", "办成")
    ELSEWHERE = "elsewhere", _("已指引到别处")


class ErrandKind(models.TextChoices):
    ERRAND = "errand", _("代办")
    PETITION = "petition", _("信访代理")


class ErrandStatus(models.TextChoices):
    TAKEN = "taken", _("已接手")
    SENT = "sent", _("已送交")
    RETURNED = "returned", _("已取回")
    REPORTED = "reported", _("已回告")


ERRAND_FLOW = Flow(
    "errand",
    {
        "send": ((ErrandStatus.TAKEN,), ErrandStatus.SENT),
        "bring_back": ((ErrandStatus.SENT,), ErrandStatus.RETURNED),
        "report": ((ErrandStatus.TAKEN, ErrandStatus.RETURNED), ErrandStatus.REPORTED),
    },
)
ERRAND_VERBS = {"send": _("送交"), "bring_back": _("取回"), "report": _("回告群众")}


class Heart(models.TextChoices):
    """五心: the five sentences by which a window is judged (004-l)."""

    SINCERE = "sincere", _("真心")
    WARM = "warm", _("热心")
    PATIENT = "patient", _("耐心")
    CAREFUL = "careful", _("用心")
    CLOSE = "close", _("贴心")


HEART_SENTENCES = {
    Heart.SINCERE: _("真心实意待我，不摆架子"), Heart.WARM: _("主动招呼，一张笑脸相迎"), Heart.PATIENT: _("听我把话说完，解释得明白"),
    Heart.CAREFUL: _("办得仔细，一次说清要什么材料"), Heart.CLOSE: _("替我着想，少让我跑一趟"),
}  # fmt: skip
STANDARD = (_("一张笑脸相迎"), _("一把椅子请坐"), _("一杯茶水端上"), _("一声再见礼送"))


class Mark(models.TextChoices):
    GOOD = "good", _("好")
    FAIR = "fair", _("一般")
    POOR = "poor", _("不好")


VIEW = permission("window.view", _("查看窗口服务与代办"))
SERVE = permission("window.serve", _("办理窗口服务与代办"))
MANAGE = permission("window.manage", _("维护办事指南、工作室和外部数据"))

event("window.tallied", _("窗口计数：%(kind)s·%(item)s %(people)s 人次"), private=())
event("window.tally_undone", _("撤销窗口计数：%(kind)s·%(item)s %(people)s 人次"), private=())
event("service.begun", _("窗口办事：%(matter)s"), private=("matter",))
event("service.missing_told", _("一次性告知缺少的材料 %(count)s 项"), private=())
event("service.came_again", _("群众又来一趟，第 %(trips)s 趟"), private=())
event("service.finished", _("窗口办事结束：%(outcome)s"), private=())
event("errand.taken", _("接手%(kind)s，承诺%(report_by)s前回告"), private=("what",))
event("errand.sent", _("送交%(to)s，约定%(promised_on)s取回"), private=("to",))
event("errand.returned", _("已取回"), private=("result",))
event("errand.reported", _("已回告群众"), private=("how",))
event("call.taken", _("电话登记，约定%(call_back_on)s前回电"), private=())
event("call.returned", _("已按回电码回电"), private=("note",))
event("guide.published", _("公布办事指南：%(item)s（第 %(version)s 版）"), private=())
event("guide.withdrawn", _("撤下办事指南：%(item)s"), private=())
event("work_room.opened", _("设立群众工作室：%(name)s"), private=())
event("work_room.closed", _("撤销群众工作室：%(name)s"), private=())
event("external.entered", _("登记外部数据：%(name)s %(value)s，来源 %(source)s"), private=())
event("external.withdrawn", _("撤下外部数据：%(name)s，%(reason)s"), private=("reason",))
