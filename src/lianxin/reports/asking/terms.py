"""报送要求的词汇: how often one asks, kinds of items, the steps of a request, permissions, event kinds."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow

VIEW = permission("asking.view", _("查看报送要求和减负情况"))
ASK = permission("asking.ask", _("提出报送要求"))
APPROVE = permission("asking.approve", _("批准报送要求"))
ANSWER = permission("asking.answer", _("答复报送要求"))


class Frequency(models.TextChoices):
    """频次; every week only in an emergency (rules.md §4, JF-6)."""

    ONCE = "once", _("一次")
    WEEKLY = "weekly", _("每周")
    MONTHLY = "monthly", _("每月")
    QUARTERLY = "quarterly", _("每季度")
    HALF_YEARLY = "half_yearly", _("每半年")
    YEARLY = "yearly", _("每年")


#: the period that one answer speaks of
PERIOD_KINDS = {
    Frequency.ONCE: "month", Frequency.WEEKLY: "month", Frequency.MONTHLY: "month", Frequency.QUARTERLY: "quarter",
    Frequency.HALF_YEARLY: "half_year", Frequency.YEARLY: "year",
}  # fmt: skip


class FieldKind(models.TextChoices):
    """填什么. A file is never asked for: papers are attached nowhere by duty (JF-1)."""

    NUMBER = "number", pgettext_lazy("field", "数字")
    TEXT = "text", pgettext_lazy("field", "文字")
    DATE = "date", pgettext_lazy("field", "日期")


class Decision(models.TextChoices):
    """这一项怎么办: not said yet, typed by the units, taken from the records, or not asked for after all."""

    OPEN = "open", _("待定")
    TYPED = "typed", _("由单位填")
    RECORDS = "records", _("系统取数")
    DROPPED = "dropped", _("不要了")


class RequestState(models.TextChoices):
    """办到哪一步."""

    DRAFT = "draft", _("草稿")
    EXAMINED = "examined", _("待批准")
    APPROVED = "approved", _("已批准，待发出")
    ASKED = "asked", _("收集中")
    CLOSED = "closed", pgettext_lazy("asking", "已结束")
    WITHDRAWN = "withdrawn", _("已撤销")


class SheetState(models.TextChoices):
    """一个单位填到哪一步."""

    WAITING = "waiting", _("待填报")
    BEGUN = "begun", _("填了一部分")
    ANSWERED = "answered", _("已填报")


class HeldKind(models.TextChoices):
    """系统里已有的是什么."""

    INDICATOR = "indicator", _("指标")
    LEDGER = "ledger", _("台账")
    LINE = "line", _("摸底表")
    FIELD = "field", _("别的报送要求")


FLOW = Flow(
    "asking",
    {
        "examine": ((RequestState.DRAFT,), RequestState.EXAMINED),
        "approve": ((RequestState.EXAMINED,), RequestState.APPROVED),
        "send_back": ((RequestState.EXAMINED, RequestState.APPROVED), RequestState.DRAFT),
        "ask": ((RequestState.APPROVED,), RequestState.ASKED),
        "ask_again": ((RequestState.ASKED,), RequestState.ASKED),
        "close": ((RequestState.ASKED,), RequestState.CLOSED),
        "withdraw": (
            (RequestState.DRAFT, RequestState.EXAMINED, RequestState.APPROVED, RequestState.ASKED),
            RequestState.WITHDRAWN,
        ),
    },
)
VERBS: dict[str, str | Promise] = {
    "examine": _("提请批准"), "approve": pgettext_lazy("asking", "批准"), "send_back": pgettext_lazy("asking", "退回修改"),
    "ask": _("发出"), "ask_again": _("开始下一期"), "close": pgettext_lazy("asking", "结束"), "withdraw": pgettext_lazy("asking", "撤销"),
}  # fmt: skip
#: requests that ask somebody now or are about to
RUNNING = (RequestState.EXAMINED, RequestState.APPROVED, RequestState.ASKED)

event("asking.drafted", _("拟报送要求“%(name)s”，%(units)s 个单位"), private=())
event("asking.changed", _("修改报送要求“%(name)s”"), private=())
event("asking.field_added", _("报送要求加一项“%(label)s”，系统里找到 %(held)s 处相同、%(near)s 处相近"), private=())
event("asking.field_decided", _("“%(label)s”定为：%(what)s"), private=("reason",))
event("asking.examined", _("报送要求“%(name)s”提请批准：手填 %(typed)s 项，取数 %(saved)s 项"), private=())
event("asking.approved", _("批准报送要求“%(name)s”"), private=("reason",))
event("asking.sent_back", _("报送要求“%(name)s”退回修改"), private=("reason",))
event("asking.asked", _("报送要求“%(name)s”发给 %(units)s 个单位，%(period)s，%(due)s 前"), private=())
event("asking.answer_saved", _("填报“%(name)s”，已填 %(n)s 项"), private=())
event("asking.answered", _("填报完毕“%(name)s”"), private=())
event("asking.closed", _("报送要求“%(name)s”结束，填报 %(answered)s/%(units)s"), private=())
event("asking.withdrawn", _("报送要求“%(name)s”撤销"), private=("reason",))
event(
    "asking.budget_set",
    _("报送限额：%(kind)s每月 %(fields)s 项、%(minutes)s 分钟、%(requests)s 份，自%(since)s起"),
    private=(),
)
