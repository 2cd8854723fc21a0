"""典型的词汇: what is put forward, how far it got, who agreed, where it was used; permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class ExampleKind(models.TextChoices):
    GOOD_DEED = "good_deed", _("好人好事")
    METHOD = "method", _("好做法")
    EXPERIENCE = "experience", _("工作经验")
    STATION = "station", _("先进工作站")
    MEMBER = "member", _("先进个人")


class ExampleStatus(models.TextChoices):
    """到哪一步 (M279)."""

    NOMINATED = "nominated", pgettext_lazy("example", "待核实")
    CHECKED = "checked", pgettext_lazy("example", "待核定")
    APPROVED = "approved", pgettext_lazy("example", "已入库")
    DECLINED = "declined", pgettext_lazy("example", "未采用")
    WITHDRAWN = "withdrawn", pgettext_lazy("example", "已撤出")


class Source(models.TextChoices):
    """从哪里看到的."""

    CONCERN = "concern", _("办结的诉求")
    VISIT = "visit", _("走访")
    INSPECTION = "inspection", _("督查检查")
    FREE = "free", _("自己看到的")


class Side(models.TextChoices):
    """谁的同意: the resident's, put down by whoever asked him; a worker's own, given by himself."""

    RESIDENT = "resident", _("当事群众")
    STAFF = "staff", _("工作人员本人")


class Scope(models.TextChoices):
    INTERNAL = "internal", _("只在内部印发")
    PUBLIC = "public", _("可以公开")


class Way(models.TextChoices):
    """怎样同意的."""

    PAPER = "paper", _("签了书面同意")
    SPOKEN = "spoken", _("当面口头同意")
    TELEPHONE = "telephone", _("电话同意")
    ACCOUNT = "account", _("本人登录同意")


class Medium(models.TextChoices):
    """用在哪里."""

    NEWSLETTER = "newsletter", _("群工动态")
    NEWSPAPER = "newspaper", _("报纸")
    TELEVISION = "television", _("电视台")
    WEBSITE = "website", _("网站、公众号")
    MEETING = "meeting", _("会议交流")
    OTHER = "other", pgettext_lazy("medium", "其他")


FLOW = Flow(
    "example",
    {
        "correct": ((ExampleStatus.NOMINATED,), None),
        "check": ((ExampleStatus.NOMINATED,), ExampleStatus.CHECKED),
        "send_back": ((ExampleStatus.CHECKED,), ExampleStatus.NOMINATED),
        "approve": ((ExampleStatus.CHECKED,), ExampleStatus.APPROVED),
        "decline": ((ExampleStatus.NOMINATED, ExampleStatus.CHECKED), ExampleStatus.DECLINED),
        "note_use": ((ExampleStatus.APPROVED,), None),
        "withdraw": ((ExampleStatus.APPROVED,), ExampleStatus.WITHDRAWN),
    },
)
VERBS = {
    "correct": _("修改文稿"), "check": _("核实无误"), "send_back": _("退回重写"), "approve": _("核定入库"), "decline": _("不采用"),
    "note_use": _("记用在哪里"), "withdraw": _("撤出典型库"),
}  # fmt: skip
ABOUT_PERSONS = (ExampleKind.GOOD_DEED, ExampleKind.MEMBER)  # somebody did it: he is asked first

VIEW = permission("example.view", _("查看典型事例"))
NOMINATE = permission("example.nominate", _("推荐好人好事"))
APPROVE = permission("example.approve", _("核定典型事例"))

event("example.nominated", _("推荐%(kind)s：%(title)s"), private=("title",))
event("example.corrected", _("修改典型文稿"), private=())
event("example.consent_asked", _("请%(person)s本人同意"), private=())
event("example.consented", _("%(about)s同意，%(wanted)s"), private=("note",))
event("example.consent_withdrawn", _("%(about)s撤回同意，已撤出典型库"), private=("note",))
event("example.check", _("核实无误"), private=())
event("example.send_back", _("退回重写：%(reason)s"), private=("reason",))
event("example.approve", _("核定入库"), private=())
event("example.decline", _("不采用：%(reason)s"), private=("reason",))
event("example.withdraw", _("撤出典型库：%(reason)s"), private=("reason",))
event("example.used", _("用于%(channel)s：%(issue)s"), private=())
event("example_visit.planned", _("安排挖掘典型的走访，%(on)s到%(unit)s"), private=())
event("example_visit.done", _("走访看过了"), private=("note",))
event("example_visit.dropped", _("不去了：%(reason)s"), private=("reason",))
