"""公文的词汇: kinds written elsewhere, states, the flow, permissions, event kinds."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow

VIEW = permission("document.view", _("查看公文"))
WRITE = permission("document.write", _("起草、修改公文"))
ISSUE = permission("document.issue", _("签发公文"))
PUBLISH = permission("document.publish", _("把公文公开到单位页面"))
TEMPLATE = permission("document.template", _("设置本单位的公文模板"))
KINDS = permission("document.kinds", _("设定全县的文书种类"))
BUDGET = permission("document.budget", _("设定公文和会议的年度限额"))

#: 自由起草: a document that no composer writes
OTHER = "other"
OTHER_LABEL = _("其他公文")


class ElsewhereKind(models.TextChoices):
    """在别处写成的文件 that a unit keeps and may show on its page (M298)."""

    SPEECH = "speech", _("领导讲话")
    UPPER = "upper", _("上级文件")
    PLAN = "plan", _("活动方案")
    REPORTED = "reported", _("情况通报")


#: not the unit's own words: never compared with what the unit writes itself
NOT_OWN = (ElsewhereKind.SPEECH, ElsewhereKind.UPPER)


class State(models.TextChoices):
    """公文走到哪一步."""

    DRAFT = "draft", pgettext_lazy("document", "起草中")
    SUBMITTED = "submitted", pgettext_lazy("document", "待签发")
    ISSUED = "issued", pgettext_lazy("document", "已签发")
    ARCHIVED = "archived", pgettext_lazy("document", "已归档")
    VOIDED = "voided", pgettext_lazy("document", "已作废")


#: not signed yet: read at its own unit alone
OPEN = (State.DRAFT, State.SUBMITTED)
#: those that count as documents of the unit
STANDING = (State.ISSUED, State.ARCHIVED)


class Origin(models.TextChoices):
    """一个版本是怎么来的."""

    COMPOSED = "composed", _("由记录写成")
    EDITED = "edited", _("在页面上修改")
    REFRESHED = "refreshed", _("按记录更新数字")
    MENDED = "mended", _("按核对意见改正")
    WORD = "word", _("用 Word、WPS 修改")
    REDACTED = "redacted", _("遮盖个人信息")
    KEPT = "kept", _("在别处写成")


class Term(models.TextChoices):
    """保管期限 of an archived document (国家档案局令第8号第七条: 永久、定期, the latter 30 or 10 years)."""

    PERMANENT = "permanent", _("永久")
    THIRTY = "thirty", _("30年")
    TEN = "ten", _("10年")


class Purpose(models.TextChoices):
    """存的是哪一种文件."""

    WORD = "word", _("交回的 Word 文件")
    ISSUED = "issued", _("签发时的文件")
    KEPT = "kept", _("在别处写成的文件")


class Form(models.TextChoices):
    """版头 of the issued file (GB/T 9704-2012 7.2, 10.1, 10.3); none where the office prints its own."""

    FILE = "file", pgettext_lazy("document", "文件")
    LETTER = "letter", pgettext_lazy("document", "信函")
    MINUTES = "minutes", pgettext_lazy("document", "纪要")


class PageState(models.TextChoices):
    """公开稿走到哪一步."""

    PREPARED = "prepared", pgettext_lazy("page text", "待确认")
    SHOWN = "shown", pgettext_lazy("page text", "公开中")
    TAKEN_DOWN = "taken_down", pgettext_lazy("page text", "已撤下")


FLOW = Flow(
    "document",
    {
        "edit": ((State.DRAFT,), None),
        "submit": ((State.DRAFT,), State.SUBMITTED),
        "send_back": ((State.SUBMITTED,), State.DRAFT),
        "issue": ((State.SUBMITTED,), State.ISSUED),
        "archive": ((State.ISSUED,), State.ARCHIVED),
        "publish": ((State.ISSUED, State.ARCHIVED), None),
        "void": ((State.DRAFT, State.SUBMITTED, State.ISSUED, State.ARCHIVED), State.VOIDED),
    },
)
PAGE_FLOW = Flow(
    "page_text",
    {
        "change": ((PageState.PREPARED,), None),
        "confirm": ((PageState.PREPARED,), PageState.SHOWN),
        "take_down": ((PageState.PREPARED, PageState.SHOWN), PageState.TAKEN_DOWN),
    },
)
DRAFT = pgettext_lazy("document", "起草")
KEEP = _("存入别处写成的文件")
VERBS: dict[str, str | Promise] = {
    "edit": pgettext_lazy("document", "修改"), "submit": _("送签"), "send_back": _("退回修改"), "issue": _("签发"),
    "archive": _("归档"), "publish": _("拟公开稿"), "void": pgettext_lazy("document", "作废"),
}  # fmt: skip
PAGE_VERBS: dict[str, str | Promise] = {
    "change": _("修改公开稿"), "confirm": _("确认并公开"), "take_down": _("撤下"),
}  # fmt: skip

event("document.drafted", _("起草公文：%(kind)s"), private=("title",))
event("document.edited", _("修改公文：第%(version)s版，%(origin)s"), private=())
event("document.waived", _("忽略核对意见：%(what)s"), private=("quote", "reason"))
event("document.marked", _("确认文中的个人信息可以保留：%(what)s"), private=("quote",))
event("document.submitted", _("公文送签：第%(version)s版"), private=("reason",))
event("document.sent_back", _("公文退回修改"), private=("reason",))
event("document.issued", _("签发公文：%(kind)s %(number)s"), private=("title", "reason"))
event("document.archived", _("公文归档：保管期限%(term)s"), private=())
event("document.voided", _("公文作废：%(kind)s %(number)s"), private=("reason",))
event("document.kept", _("存入别处写成的文件：%(kind)s"), private=("title",))
event("document.page_prepared", _("拟公开稿"), private=("title",))
event("document.page_changed", _("修改公开稿"), private=())
event("document.page_confirmed", _("确认并公开到单位页面"), private=("title",))
event("document.page_taken_down", _("从单位页面撤下"), private=("reason",))
event("document.budgeted", _("设定年度限额：%(year)s年，%(kind)s，公文%(documents)s，会议%(meetings)s"), private=())
event("document_template.set", _("设置公文模板：%(kind)s，%(name)s"), private=())
event("document_template.withdrawn", _("停用公文模板：%(kind)s，%(name)s"), private=())
