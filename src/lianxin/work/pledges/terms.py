"""公开承诺的词汇: states, kinds, permissions, event kinds of pledges, letters and practical help (M207–M213)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class PledgeStatus(models.TextChoices):
    """承诺的状态: 定诺 up to the approval, 亮诺 from the publishing, 践诺 while it is being done, 评诺 at the end."""

    DRAFT = "draft", _("草拟")
    SUBMITTED = "submitted", _("待审定")
    APPROVED = "approved", _("待亮诺")
    PUBLISHED = "published", _("践诺中")
    PRACTISED = "practised", _("待评诺")
    CLOSED = "closed", _("已评诺")
    WITHDRAWN = "withdrawn", _("已撤回")


class Stage(models.TextChoices):
    """四个环节 (002-1): each of them is dated."""

    SET = "set", _("定诺")
    SHOWN = "shown", _("亮诺")
    KEPT = "kept", _("践诺")
    JUDGED = "judged", _("评诺")


class ItemResult(models.TextChoices):
    """一项的结果. 过了日子 is no result: it is computed from the date."""

    OPEN = "open", _("在办")
    FULFILLED = "fulfilled", _("已兑现")
    PARTLY = "partly", _("部分兑现")
    BROKEN = "broken", _("没有兑现")
    WITHDRAWN = "withdrawn", pgettext_lazy("pledge item", "已撤回")


FLOW = Flow(
    "pledge",
    {
        "edit": ((PledgeStatus.DRAFT,), None),
        "submit": ((PledgeStatus.DRAFT,), PledgeStatus.SUBMITTED),
        "send_back": ((PledgeStatus.SUBMITTED,), PledgeStatus.DRAFT),
        "approve": ((PledgeStatus.SUBMITTED,), PledgeStatus.APPROVED),
        "publish": ((PledgeStatus.APPROVED,), PledgeStatus.PUBLISHED),
        "note_progress": ((PledgeStatus.PUBLISHED,), None),
        "change_item": ((PledgeStatus.PUBLISHED,), None),
        "withdraw_item": ((PledgeStatus.PUBLISHED,), None),
        "settle_item": ((PledgeStatus.PUBLISHED,), None),
        "report": ((PledgeStatus.PUBLISHED,), PledgeStatus.PRACTISED),
        "rate": ((PledgeStatus.PUBLISHED, PledgeStatus.PRACTISED), None),
        "appraise": ((PledgeStatus.PRACTISED,), PledgeStatus.CLOSED),
        "withdraw": (
            (PledgeStatus.DRAFT, PledgeStatus.SUBMITTED, PledgeStatus.APPROVED, PledgeStatus.PUBLISHED),
            PledgeStatus.WITHDRAWN,
        ),
    },
)
PLEDGE_VERBS = {
    "edit": pgettext_lazy("pledge", "修改草稿"), "submit": pgettext_lazy("pledge", "送审"), "send_back": _("退回修改"),
    "approve": _("审定"), "publish": _("亮诺"), "note_progress": _("记践诺进展"), "change_item": _("改承诺事项"),
    "withdraw_item": _("撤回一项"), "settle_item": _("报结果"), "report": _("报完成"), "rate": _("群众评价"), "appraise": _("评诺"),
    "withdraw": _("撤回承诺"),
}  # fmt: skip
ON_BOARD = (PledgeStatus.PUBLISHED, PledgeStatus.PRACTISED, PledgeStatus.CLOSED)


class LetterKind(models.TextChoices):
    RESPONSIBILITY = "responsibility", _("责任书")
    PLEDGE = "pledge", _("承诺书")


class LetterStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("letter", "拟稿")
    OPEN = "open", _("签订中")
    CLOSED = "closed", _("签订结束")


LETTER_FLOW = Flow(
    "letter",
    {
        "word": ((LetterStatus.DRAFT,), None),
        "add_party": ((LetterStatus.DRAFT, LetterStatus.OPEN), None),
        "open": ((LetterStatus.DRAFT,), LetterStatus.OPEN),
        "sign": ((LetterStatus.OPEN,), None),
        "remind": ((LetterStatus.OPEN,), None),
        "release": ((LetterStatus.OPEN,), None),
        "close": ((LetterStatus.OPEN,), LetterStatus.CLOSED),
    },
)
LETTER_VERBS = {
    "word": _("改文稿"), "add_party": _("加签订单位"), "open": _("发起签订"), "sign": _("签订"), "remind": _("提醒一次"),
    "release": _("不用签"), "close": _("结束签订"),
}  # fmt: skip


class SignedHow(models.TextChoices):
    ACCOUNT = "account", _("本人在系统里签")
    PAPER = "paper", _("纸上签，代为登记")


class PracticalStatus(models.TextChoices):
    """实事的状态."""

    PROPOSED = "proposed", _("拟办")
    PROMISED = "promised", pgettext_lazy("practical", "正在办")
    DONE = "done", pgettext_lazy("practical", "已办成")
    NOT_DONE = "not_done", _("没有办成")
    WITHDRAWN = "withdrawn", pgettext_lazy("practical", "已撤下")


class PracticalSource(models.TextChoices):
    """从哪里来: what the promise answers."""

    CONCERN = "concern", _("群众诉求")
    OPINION = "opinion", _("群众意见")
    MEETING = "meeting", _("会议确定")
    SURVEY = "survey", _("走访调研")
    OTHER = "other", pgettext_lazy("practical", "其他来源")


PRACTICAL_FLOW = Flow(
    "practical",
    {
        "promise": ((PracticalStatus.PROPOSED,), PracticalStatus.PROMISED),
        "note_step": ((PracticalStatus.PROMISED,), None),
        "finish": ((PracticalStatus.PROMISED,), PracticalStatus.DONE),
        "give_up": ((PracticalStatus.PROMISED,), PracticalStatus.NOT_DONE),
        "withdraw": ((PracticalStatus.PROPOSED, PracticalStatus.PROMISED), PracticalStatus.WITHDRAWN),
    },
)
PRACTICAL_VERBS = {
    "promise": _("公布"), "note_step": _("记实事进展"), "finish": _("办成"), "give_up": _("说明没有办成"),
    "withdraw": pgettext_lazy("practical", "撤下实事"),
}  # fmt: skip

VIEW = permission("pledge.view", _("查看公开承诺和为民办实事"))
MAKE = permission("pledge.make", _("定诺、报告践诺情况"))
APPROVE = permission("pledge.approve", _("审定承诺"))
PUBLISH = permission("pledge.publish", _("亮诺（公示承诺）"))
APPRAISE = permission("pledge.appraise", _("组织评诺"))
SIGN = permission("letter.sign", _("签订责任书、承诺书"))
LETTER = permission("letter.run", _("发起责任书、承诺书签订"))
PERMISSION_OF = {
    "edit": MAKE, "submit": MAKE, "send_back": APPROVE, "approve": APPROVE, "publish": PUBLISH, "note_progress": MAKE,
    "change_item": MAKE, "withdraw_item": MAKE, "settle_item": MAKE, "report": MAKE, "appraise": APPRAISE,
    "withdraw": MAKE,
}  # fmt: skip

event("pledge.drafted", _("草拟承诺：%(title)s，%(count)s 项"), private=("title",))
event("pledge.edited", _("修改承诺草稿，%(count)s 项"), private=())
event("pledge.submitted", _("承诺送审"), private=())
event("pledge.sent_back", _("承诺退回修改：%(reason)s"), private=("reason",))
event("pledge.approved", _("审定承诺（定诺）"), private=())
event("pledge.published", _("公示承诺（亮诺），编入 %(year)s 年"), private=())
event("pledge.consented", _("%(how)s同意在公示栏亮明姓名、职务"), private=("how",))
event("pledge.unconsented", _("收回亮明姓名的同意"), private=())
event("pledge.progressed", _("第 %(number)s 项进展：%(text)s"), private=("text",))
event("pledge.item_changed", _("改第 %(number)s 项：%(reason)s"), private=("reason",))
event("pledge.item_withdrawn", _("撤回第 %(number)s 项：%(reason)s"), private=("reason",))
event("pledge.item_settled", _("第 %(number)s 项：%(outcome)s"), private=("words",))
event("pledge.reported", _("各项都有结果，转入评诺"), private=())
event("pledge.appraised", _("评诺：%(words)s"), private=("words",))
event("pledge.withdrawn", _("撤回承诺：%(reason)s"), private=("reason",))
event("pledge.scanned", _("附上签字纸件的扫描件"), private=())
event("pledge.unscanned", _("撤下签字纸件的扫描件：%(reason)s"), private=("reason",))
event("letter.drafted", _("拟%(kind)s：%(title)s"), private=("title",))
event("letter.worded", _("修改%(kind)s文稿"), private=())
event("letter.parties_added", _("加签订方 %(count)s 个"), private=())
event("letter.opened", _("发起签订，%(due_on)s前签完"), private=())
event("letter.signed", _("%(unit)s签订，%(how)s"), private=("name",))
event("letter.unsigned", _("更正签订登记：%(reason)s"), private=("reason",))
event("letter.reminded", _("提醒还没有签的 %(count)s 个，只提醒一次"), private=())
event("letter.released", _("%(unit)s不用签：%(reason)s"), private=("reason",))
event("letter.closed", _("签订结束，签了 %(signed)s 个，没有签 %(unsigned)s 个"), private=())
event("practical.proposed", _("拟办实事：%(title)s"), private=("title",))
event("practical.promised", _("公布为民办实事，%(due_on)s前办成"), private=())
event("practical.progressed", _("实事进展：%(text)s"), private=("text",))
event("practical.finished", _("实事办成：%(result)s"), private=("result",))
event("practical.given_up", _("实事没有办成：%(reason)s"), private=("reason",))
event("practical.withdrawn", _("撤下实事：%(reason)s"), private=("reason",))
