"""诉求办理的词汇: states, kinds, channels, classes, the table of moves, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class Status(models.TextChoices):
    REGISTERED = "registered", _("待分办")
    ASSIGNED = "assigned", _("待签收")
    IN_HAND = "in_hand", _("在办")
    RETURNED = "returned", _("已退回")
    REPLIED = "replied", _("已答复")
    CLOSED = "closed", _("已办结")
    DECLINED = "declined", _("不予受理")
    VOIDED = "voided", _("已作废")
    MERGED = "merged", _("已并案")


# 已并案 stays open and its clock runs until its own requester is answered: nothing is buried by a merge (T12).
OPEN = (Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.RETURNED, Status.MERGED, Status.REPLIED)


class Kind(models.TextChoices):
    HELP = "help", _("求助")
    COMPLAINT = "complaint", _("投诉")
    SUGGESTION = "suggestion", _("建议")
    ENQUIRY = "enquiry", _("咨询")
    TIP_OFF = "tip_off", _("举报")
    PRAISE = "praise", _("表扬")
    OPINION = "opinion", _("意见")
    CRITICISM = "criticism", _("批评")


CONFIDENTIAL_KINDS = (Kind.COMPLAINT, Kind.TIP_OFF, Kind.CRITICISM)  # security.md T7: confidential by default


class Channel(models.TextChoices):
    COUNTER = "counter", _("窗口")
    WEB = "web", _("网上")
    RECEPTION_DAY = "reception_day", _("接待日")
    MAILBOX = "mailbox", _("信箱")
    LETTER_OR_VISIT = "letter_or_visit", _("来信来访")
    HOTLINE = "hotline", _("热线")
    VISIT = "visit", _("走访")
    FROM_ABOVE = "from_above", _("上级转办")
    ASSIGNED_ABOVE = "assigned_above", _("上级交办")
    LETTER = "letter", _("来信")
    CALL_IN = "call_in", _("来访")
    TELEPHONE = "telephone", _("来电")
    AGENT = "agent", _("代办代理")
    MEETING = "meeting", _("座谈会")
    QUESTIONNAIRE = "questionnaire", _("征求意见")
    ONLINE_COMMENT = "online_comment", _("网民留言")
    PROGRAM = "program", _("接口")


class Handling(models.TextChoices):
    """分类处理: solved at once, solved within a limit, or explained."""

    IMMEDIATE = "immediate", _("即办")
    TIME_LIMIT = "time_limit", _("限期")
    EXPLAIN = "explain", _("释明")


class Outcome(models.TextChoices):
    """处理结果: 办结 and 解决 are two facts; this is the staff's word on the second."""

    SOLVED = "solved", _("已解决")
    EXPLAINED = "explained", _("已解释说明")
    NOT_SOLVED = "not_solved", _("未解决")


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", _("满意")
    FAIRLY = "fairly", _("基本满意")
    DISSATISFIED = "dissatisfied", _("不满意")


class RatedBy(models.TextChoices):
    """评价来源: only the resident's own word counts in any rate (security.md T5).

    A slip that a program handed on was in other hands before it was in his (ADR 0062).
    """

    RESIDENT = "resident", _("群众本人")
    REISSUED = "reissued", _("凭补发凭证")
    PASSED_ON = "passed_on", _("凭接口转交的凭证")
    STAFF = "staff", _("工作人员回访记录")


class Minor(models.TextChoices):
    """涉及未成年人: as whoever takes the matter in was told; nothing is looked up and no date of birth is kept."""

    UNDER_14 = "under_14", _("不满 14 岁")
    UNDER_18 = "under_18", _("14 到 17 岁")


class Purpose(models.TextChoices):
    """查看诉求人的用途: a closed list; the resident reads it beside who looked and when (security.md T7)."""

    CONTACT = "contact", _("与诉求人联系")
    VISIT = "visit", _("上门办理")
    VERIFY = "verify", _("核实诉求人")
    CORRECT = "correct", _("更正登记")


class DraftState(models.TextChoices):
    """待导入文件的状态: being read, ready to be looked at, refused, being brought in, brought in."""

    READING = "reading", _("正在读取")
    READY = "ready", _("待确认")
    REFUSED = "refused", _("未能读入")
    IMPORTING = "importing", _("正在导入")
    DONE = "done", _("已导入")


FLOW = Flow(
    "concern",
    {
        "classify": ((Status.REGISTERED, Status.RETURNED), None),
        "decline": ((Status.REGISTERED,), Status.DECLINED),
        "answer_now": ((Status.REGISTERED,), Status.REPLIED),
        "assign": ((Status.REGISTERED, Status.RETURNED), Status.ASSIGNED),
        "acknowledge": ((Status.ASSIGNED,), Status.IN_HAND),
        "send_back": ((Status.ASSIGNED, Status.IN_HAND), Status.RETURNED),
        "object": ((Status.ASSIGNED, Status.IN_HAND), None),
        "extend": ((Status.ASSIGNED, Status.IN_HAND), None),
        "reply": ((Status.IN_HAND,), Status.REPLIED),
        "close": ((Status.REPLIED,), Status.CLOSED),
        "rate": ((Status.REPLIED, Status.CLOSED), None),
        "note_follow_up": ((Status.REPLIED, Status.CLOSED), None),
        "reopen": ((Status.REPLIED, Status.CLOSED), Status.ASSIGNED),
        "settle": ((Status.CLOSED,), None),
        "void": ((Status.REGISTERED, Status.RETURNED), Status.VOIDED),
        "reclassify": ((Status.REGISTERED, Status.RETURNED, Status.ASSIGNED, Status.IN_HAND), None),
        "merge": ((Status.REGISTERED, Status.RETURNED, Status.ASSIGNED, Status.IN_HAND), Status.MERGED),
        "unmerge": ((Status.MERGED,), Status.RETURNED),
        "answer_merged": ((Status.MERGED,), Status.REPLIED),
        "split": ((Status.REGISTERED, Status.RETURNED, Status.ASSIGNED, Status.IN_HAND), None),
        "reassign": ((Status.ASSIGNED, Status.IN_HAND), Status.ASSIGNED),
        "pause": ((Status.ASSIGNED, Status.IN_HAND), None),
        "resume": ((Status.ASSIGNED, Status.IN_HAND), None),
    },
)

VERBS = {
    "classify": _("分类受理"), "decline": pgettext_lazy("verb", "不予受理"), "answer_now": _("当场答复"),
    "assign": _("交办"), "acknowledge": _("签收"), "send_back": pgettext_lazy("verb", "退回"), "object": _("提出异议"), "extend": _("延期"),
    "reply": _("答复"), "close": pgettext_lazy("verb", "办结"), "rate": pgettext_lazy("verb", "评价"),
    "note_follow_up": _("记回访"), "reopen": _("重办"), "settle": _("息访"), "void": _("作废"),
    "reclassify": _("改定分类"), "merge": _("并案"), "unmerge": _("撤销并案"), "answer_merged": _("随主件答复"), "split": _("拆分"),
    "reassign": _("改派"), "pause": _("中止"), "resume": _("恢复办理"),
}  # fmt: skip

BOTH = ("unit", "handler")
VIEW = permission("concern.view", _("查看诉求"), weighed_at=BOTH)
REGISTER = permission("concern.register", _("登记诉求"))
CLASSIFY = permission("concern.classify", _("分类受理诉求"))
DECLINE = permission("concern.decline", _("不予受理诉求"))
ANSWER_NOW = permission("concern.answer_now", _("当场答复诉求"))
ASSIGN = permission("concern.assign", _("交办诉求"))
ACKNOWLEDGE = permission("concern.acknowledge", _("签收诉求"), weighed_at=("handler",))
SEND_BACK = permission("concern.send_back", _("退回诉求"), weighed_at=("handler",))
EXTEND = permission("concern.extend", _("批准延期"))
REPLY = permission("concern.reply", _("答复诉求"), weighed_at=("handler",))
CLOSE = permission("concern.close", _("办结诉求"))
REOPEN = permission("concern.reopen", _("重办诉求"))
VOID = permission("concern.void", _("作废诉求"))
IMPORT = permission("concern.import", _("导入诉求台账"))
EXPORT = permission("concern.export", _("导出诉求台账"), weighed_at=BOTH)
REVEAL = permission("concern.reveal", _("查看诉求人完整信息"), weighed_at=BOTH)
SETTLE = permission("concern.settle", _("登记息访"))
REISSUE = permission("concern.reissue", _("补发查询凭证"))
ASK_EXTENSION = permission("concern.ask_extension", _("申请延期"), weighed_at=("handler",))

PERMISSION_OF = {
    "classify": CLASSIFY, "decline": DECLINE, "answer_now": ANSWER_NOW, "assign": ASSIGN, "acknowledge": ACKNOWLEDGE,
    "send_back": SEND_BACK, "extend": EXTEND, "reply": REPLY, "close": CLOSE, "note_follow_up": CLOSE, "reopen": REOPEN,
    "void": VOID,
}  # fmt: skip

event("concern.registered", _("%(channel)s登记，%(kind)s"), private=("title",))
event("concern.found", _("从%(source)s发现"), private=("source",))
event("concern.imported", _("从台账导入（批次 %(batch)s，第 %(row)s 行）"), private=())
event("concern.classified", _("分类受理：%(topic)s，%(handling)s，承诺期限 %(due_on)s"), private=())
event("concern.declined", _("不予受理：%(reason)s"), private=("reason",))
event("concern.assigned", _("交办%(to)s，限%(due_on)s办结"), private=("instruction",))
event("concern.acknowledged", _("%(unit)s签收"), private=())
event("concern.sent_back", _("%(unit)s退回：%(reason)s"), private=("reason",))
event("concern.extended", _("延期至%(due_on)s：%(reason)s"), private=("reason",))
event("concern.replied", _("%(unit)s答复"), private=())
event("concern.closed", _("办结：%(outcome)s"), private=())
event("concern.rated", _("群众评价：%(rating)s"), private=("comment",))
event("concern.rated_reissued", _("凭补发凭证评价：%(rating)s（单独统计，不计入满意率）"), private=("comment",))
event("concern.rated_passed_on", _("凭接口转交的凭证评价：%(rating)s（单独统计，不计入满意率）"), private=("comment",))
event("concern.reissued", _("%(unit)s补发查询凭证（第 %(number)s 次）"), private=("reason",))
event("concern.settled", _("息访，群众书面同意"), private=("agreement",))
event("concern.followed_up", _("电话回访记录：%(rating)s（不计入满意率）"), private=("comment",))
event("concern.reopened", _("第%(round)s轮重办：%(reason)s，限%(due_on)s"), private=("reason",))
event("concern.voided", _("作废：%(reason)s"), private=("reason",))
event("concern.due_recomputed", _("放假通知公布，期限由%(was)s改为%(due_on)s"), private=())
event("concern.revealed", _("查看诉求人完整信息"), private=(), sealed="opened")
event("concern.minor_stated", _("标明涉及未成年人：%(about)s"), private=("reason",))
event("concern.minor_unstated", _("取消涉及未成年人的标明：%(reason)s"), private=("reason",))
event("concern.exported", _("导出诉求台账 %(count)s 件，用途：%(purpose)s"), private=(), sealed="taken")
event("concern.taken_along", _("经批准随台账带出姓名、电话和住址，用途：%(outcome)s"), private=(), sealed="taken")
event("concern.secret_locked", _("密码连续输错，凭证已锁定"), private=())
event("batch.imported", _("导入台账：新增 %(added)s 件，重复 %(known)s 件，退回 %(rejected)s 行"), private=())
event("import.received", _("上传台账待导入：%(file)s"), private=("file",))
event("import.dropped", _("放弃导入，上传的文件已删除"), private=())
event("batch.undone", _("撤销导入：删去 %(removed)s 件"), private=())
