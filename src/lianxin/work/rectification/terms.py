"""整改的词汇: states, sources, permissions, event kinds (000-5 “直至满意为止”)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class Source(models.TextChoices):
    """整改的来源: what the item answers; the record itself is named by a text reference."""

    OPINION = "opinion", _("群众意见")
    COMMENT = "comment", _("领导点评")
    RESULT = "result", _("评议结果")
    TALK = "talk", _("约谈谈心")
    SELF_REVIEW = "self_review", _("自查自纠")
    INSPECTION = "inspection", _("督查检查")


class Status(models.TextChoices):
    """整改的状态. 超时限 and 剩余多少天 are no states: they are computed from the dates."""

    ISSUED = "issued", _("整改中")
    REPORTED = "reported", _("已报待核")
    SIGNED_OFF = "signed_off", _("已销号")
    DISSATISFIED = "dissatisfied", _("不满意待再改")
    WITHDRAWN = "withdrawn", _("已撤销")


FLOW = Flow(
    "rectification",
    {
        "note_progress": ((Status.ISSUED,), None),
        "extend": ((Status.ISSUED,), None),
        "report": ((Status.ISSUED,), Status.REPORTED),
        "sign_off": ((Status.REPORTED,), Status.SIGNED_OFF),
        "send_back": ((Status.REPORTED,), Status.ISSUED),
        "tell": ((Status.SIGNED_OFF,), None),
        "hear": ((Status.SIGNED_OFF, Status.DISSATISFIED), None),
        "take_back": ((Status.SIGNED_OFF,), Status.DISSATISFIED),
        "begin_again": ((Status.DISSATISFIED,), Status.ISSUED),
        "withdraw": ((Status.ISSUED, Status.REPORTED, Status.DISSATISFIED), Status.WITHDRAWN),
    },
)
VERBS = {
    "note_progress": _("记进展"), "extend": _("延长时限"), "report": _("报整改完成"), "sign_off": _("销号"),
    "send_back": _("退回再改"), "tell": _("反馈建议者"), "hear": _("记建议者评价"), "take_back": _("不满意，取消销号"),
    "begin_again": _("再改一轮"), "withdraw": _("撤销"),
}  # fmt: skip
OPEN = (Status.ISSUED, Status.REPORTED, Status.DISSATISFIED)


class Rating(models.TextChoices):
    """建议者的评价."""

    SATISFIED = "satisfied", _("满意")
    BASICALLY = "basically", _("基本满意")
    DISSATISFIED = "dissatisfied", _("不满意")


class TalkKind(models.TextChoices):
    INTERVIEW = "interview", _("约谈")
    HEART = "heart", _("谈心")


class NoticeState(models.TextChoices):
    PREPARED = "prepared", _("拟稿")
    PUBLISHED = "published", _("已发布")
    TAKEN_DOWN = "taken_down", _("已撤下")


NOTICE_FLOW = Flow(
    "rectification_notice",
    {
        "publish": ((NoticeState.PREPARED,), NoticeState.PUBLISHED),
        "take_down": ((NoticeState.PUBLISHED,), NoticeState.TAKEN_DOWN),
    },
)
NOTICE_VERBS = {"publish": _("核看发布"), "take_down": _("撤下")}


VIEW = permission("rectification.view", _("查看整改台账"), weighed_at=("unit", "owner"))
ISSUE = permission("rectification.issue", _("下达整改事项"))
REPORT = permission("rectification.report", _("报告整改情况"), weighed_at=("owner",))
SIGN_OFF = permission("rectification.sign_off", _("监督整改、销号"))
TALK = permission("talk.record", _("安排和记录约谈、谈心"))
PERMISSION_OF = {
    "note_progress": REPORT, "report": REPORT, "extend": SIGN_OFF, "sign_off": SIGN_OFF, "send_back": SIGN_OFF,
    "tell": SIGN_OFF, "hear": SIGN_OFF, "begin_again": SIGN_OFF, "withdraw": ISSUE,
}  # fmt: skip

event("rectification.issued", _("下达整改：%(owner)s，%(starts_on)s 至 %(ends_on)s，来源%(about)s"), private=())
event("rectification.brought_in", _("补录整改：%(owner)s，%(starts_on)s 至 %(ends_on)s，%(outcome)s"), private=())
event("rectification.progressed", _("整改进展：%(text)s"), private=("text",))
event("rectification.reported", _("第 %(round)s 轮报整改完成：%(text)s"), private=("text",))
event("rectification.signed_off", _("第 %(round)s 轮核查通过，销号：%(note)s"), private=("note",))
event("rectification.sent_back", _("第 %(round)s 轮核查未通过，退回再改：%(reason)s"), private=("reason",))
event("rectification.extended", _("完成时间由 %(was)s 延至 %(until)s：%(reason)s"), private=("reason",))
event("rectification.told", _("第 %(round)s 轮整改结果已反馈建议者：%(how)s"), private=("how",))
event("rectification.heard", _("代记建议者对第 %(round)s 轮的评价：%(rating)s"), private=())
event("rectification.begun_again", _("第 %(round)s 轮整改开始，%(ends_on)s 前完成"), private=())
event("rectification.withdrawn", _("撤销整改事项：%(reason)s"), private=("reason",))
event("talk.planned", _("安排%(kind)s：%(until)s 前谈完"), private=())
event("talk.paired", _("安排 %(count)s 人由 %(talker)s 谈"), private=())
event("talk.held", _("%(kind)s一次，%(on)s"), private=())
event("talk.dropped", _("取消一次%(kind)s：%(reason)s"), private=("reason",))
event("rectnotice.prepared", _("拟整改情况通报，%(count)s 项，隐去个人信息 %(blanked)s 处"), private=())
event("rectnotice.published", _("核看并发布整改情况通报"), private=())
event("rectnotice.taken_down", _("撤下整改情况通报：%(reason)s"), private=("reason",))
