"""自定指标的词汇: states, kinds, permissions, event kinds."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow

VIEW = permission("definition.view", _("查看自定指标和口径的历次版本"))
EDIT = permission("definition.edit", _("拟定、试算自定指标"))
APPROVE = permission("definition.approve", _("批准自定指标"))
PREFIX = "own."  # how the code of an own indicator begins


class State(models.TextChoices):
    """一版的状态."""

    DRAFT = "draft", pgettext_lazy("definition", "草稿")
    SUBMITTED = "submitted", pgettext_lazy("definition", "待批准")
    APPROVED = "approved", pgettext_lazy("definition", "已批准")
    RETIRED = "retired", pgettext_lazy("definition", "已停用")
    DROPPED = "dropped", pgettext_lazy("definition", "不用了")


class Shape(models.TextChoices):
    """算什么: how the records are made into a number."""

    COUNT = "count", _("本期件数")
    STOCK = "stock", _("期末件数")
    RATE = "rate", pgettext_lazy("indicator", "率")
    MEDIAN = "median", _("中位数")
    MEAN = "mean", _("平均数")
    SUM = "sum", _("合计")


class Better(models.TextChoices):
    """高好还是低好."""

    HIGH = "high", _("高好")
    LOW = "low", _("低好")
    NEITHER = "", _("不分高低")


SPREADS = (Shape.MEDIAN, Shape.MEAN, Shape.SUM)
FLOW = Flow(
    "definition",
    {
        "submit": ((State.DRAFT,), State.SUBMITTED),
        "send_back": ((State.SUBMITTED,), State.DRAFT),
        "approve": ((State.SUBMITTED,), State.APPROVED),
        "retire": ((State.APPROVED,), State.RETIRED),
        "drop": ((State.DRAFT,), State.DROPPED),
    },
)
VERBS: dict[str, str | Promise] = {
    "submit": _("送批准"), "send_back": pgettext_lazy("definition", "退回修改"), "approve": pgettext_lazy("definition", "批准"),
    "retire": pgettext_lazy("definition", "停用"), "drop": _("不要这一稿"),
}  # fmt: skip
#: what everybody may read who is asked by it
PUBLIC = (State.APPROVED, State.RETIRED)

event("definition.drafted", _("拟定自定指标“%(name)s”第 %(version)s 版：%(basis)s"), private=())
event("definition.changed", _("修改自定指标“%(name)s”第 %(version)s 版：%(basis)s"), private=())
event("definition.tried", _("用%(month)s试算自定指标“%(name)s”第 %(version)s 版：%(value)s"), private=())
event("definition.submitted", _("自定指标“%(name)s”第 %(version)s 版送批准"), private=())
event("definition.sent_back", _("自定指标“%(name)s”第 %(version)s 版退回修改"), private=("reason",))
event("definition.approved", _("批准自定指标“%(name)s”第 %(version)s 版，自%(month)s起用"), private=())
event("definition.retired", _("自定指标“%(name)s”自%(month)s起停用"), private=("reason",))
event("definition.dropped", _("不用自定指标“%(name)s”第 %(version)s 版这一稿"), private=())
