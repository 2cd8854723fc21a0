"""办理经过 in the resident's words, from the journal: what was done, by which unit, and who opened his particulars."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal import book
from lianxin.web.public.looks import Look, looks
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.models import Concern
from lianxin.work.publishing import queries

TOLD: dict[str, str | Promise] = {
    "concern.registered": _("收到您反映的问题，%(due_on)s前答复您"),
    "concern.imported": _("您反映的问题从原来的台账录入本系统"),
    "concern.classified": _("已受理，归入“%(topic)s”，%(due_on)s前答复您"),
    "concern.declined": _("不予受理，理由见下面的答复"),
    "concern.assigned": _("已交办%(to)s，%(due_on)s前答复您"),
    "concern.acknowledged": _("%(unit)s已签收，正在办理"),
    "concern.sent_back": _("%(unit)s认为不属于它的职责，退回重新分办，答复您的日期不变"),
    "concern.extended": _("经批准延期到%(due_on)s，理由：%(reason)s"),
    "concern.replied": _("%(unit)s答复您"),
    "concern.closed": _("办结，工作人员填写的结果：%(outcome)s"),
    "concern.rated": _("您的评价：%(rating)s"),
    "concern.followed_up": _("工作人员记录了一次回访，不代替您本人的评价"),
    "concern.rated_passed_on": _("凭接口转交的凭证的评价：%(rating)s（单独统计）"),
    "concern.rated_reissued": _("凭补发凭证的评价：%(rating)s（单独统计）"),
    "concern.reissued": _("%(unit)s补发了查询密码（第 %(number)s 次）；不是您本人去办的，请拨打 12345"),
    "concern.settled": _("登记息访，依据您签字的书面材料；您没有签过的，请拨打 12345"),
    "concern.delivered": _("答复已送到您手里（%(channel)s，%(on)s）；您没有收到的，请拨打 12345"),
    "concern.called_back": _("%(unit)s回访，不代替您本人的评价"),
    "concern.exit_decided": _("%(unit)s复核认定，不再重办，依据：%(rule)s"),
    "concern.rating_objected": _("%(unit)s对您的评价提出异议，由上级单位认定，您的评价不变"),
    "concern.objection_decided": _("%(unit)s认定对评价的异议：%(outcome)s。您的评价原样保留，公布时两个数都列出"),
    "concern.reopened": _("重新办理（第 %(round)s 轮），%(due_on)s前答复您，理由：%(reason)s"),
    "concern.merged": _("与另一位群众反映的同一件事一起办理，会同样答复您，您可以要求单独办理"),
    "concern.unmerged": _("恢复单独办理，答复您的日期不变"),
    "concern.split_off": _("由您反映的 %(code)s 拆出单独办理，%(due_on)s前答复您"),
    "concern.split": _("您反映的几件事分开办理，其中一件的编号是 %(code)s，用同一个密码查询"),
    "concern.reassigned": _("由%(was)s改由%(to)s办理，答复您的日期不变"),
    "concern.paused": _(
        "经%(who)s批准，%(first)s至%(last)s暂停计时（%(ground)s），理由：%(reason)s，%(due_on)s前答复您"
    ),
    "concern.resumed": _("恢复办理，%(due_on)s前答复您"),
    "concern.handed_over": _("交给您材料：%(what)s"),
    "concern.review_asked": _("登记您的%(level)s请求，由%(unit)s办理，%(due_on)s前答复您"),
    "concern.reviewed": _("%(level)s意见：%(result)s。%(text)s"),
    "concern.voided": _("作废，理由：%(reason)s"),
    "concern.due_recomputed": _("放假安排公布，答复您的日期由%(was)s改为%(due_on)s"),
    "concern.secret_locked": _("密码连续输错十次，这张回执已锁定"),
    "concern.found": _("工作人员在工作中了解到：%(source)s"),
    "concern.reclassified": _("改定为%(kind)s、%(handling)s"),
    "concern.shelf_reviewed": _("一时办不到的，按时复核过，下次复核：%(review_on)s"),
    "concern.asked_outside": _("向%(whom)s函询"),
    "concern.heard_outside": _("%(whom)s答复了函询"),
    "concern.objected": _("%(unit)s认为不属于它的职责，正在审定，答复您的日期不变"),
    "concern.objection_upheld": _("审定：不归%(unit)s办理，重新确定承办单位，答复您的日期不变"),
    "concern.objection_rejected": _("审定：仍由%(unit)s办理"),
    "adoption.decided": _("%(unit)s答复采纳情况：%(decision)s，理由：%(reason)s"),
    "publication.consented": _("您同意公开"),
    "publication.withdrawn": _("您不同意公开"),
    "status.told": _("有人来电报了编号，工作人员在电话里告知了进展"),
    "evidence.photo_added": _("附上照片一张"),
    "evidence.audio_added": _("附上录音一段，由工作人员写成文字"),
    "evidence.blackened": _("在照片上涂黑 %(count)s 处"),
    "evidence.withdrawn": _("撤回一份照片或录音，理由：%(reason)s"),
    "custody.identity_asked": _("这一件保密，承办单位申请知道您是谁，理由：%(reason)s"),
    "custody.identity_approved": _("批准承办单位看一次您的姓名和电话"),
    "custody.identity_declined": _("没有批准承办单位知道您是谁，理由：%(reason)s"),
    "concern.minor_stated": _("标明涉及未成年人，以后每看一次都要另一个人批准"),
    "concern.minor_unstated": _("取消涉及未成年人的标明"),
    "consent.given": _("记下监护人同意（%(wanted)s）"),
    "consent.withdrawn": _("记下监护人撤回同意，姓名和电话只存不看"),
    "concern.sms_wished": _("您要用短信知道进展"),
    "concern.sms_declined": _("您不要短信"),
    "concern.sms_handed": _("用短信告知您：%(about)s"),
    "concern.mail_asked": _("您写了邮箱，等您用验证码确认"),
    "concern.mail_wished": _("您要用邮件知道进展"),
    "concern.mail_declined": _("您不要邮件"),
    "concern.mail_handed": _("用邮件告知您：%(about)s"),
    "disturbance.told": _("登记为：因原来反映的事被打扰"),
}
APPROVED = (
    "concern.extended",
    "status.told",
    "custody.identity_asked",
    "custody.identity_approved",
    "custody.identity_declined",
)  # by which post: told beside the sentence
ISO = re.compile(r"\d{4}-\d\d-\d\d")
OPENED = ("concern.revealed", "concern.taken_along")  # told apart, under 谁看过
ELSEWHERE = frozenset({"concern.exported"})  # kept under the person who exported, not under a concern
#: what offices write to each other, and what is only asked for: he is told when it is granted
BETWEEN = frozenset({
    "concern.asked", "concern.answered_ask", "concern.noted", "concern.tagged", "concern.extra_answered",
    "concern.cause_coded", "concern.cause_pushed", "concern.cause_settled", "concern.cause_withdrawn",
    "concern.handed_outside", "concern.reported_up", "concern.report_answered", "concern.took_in", "concern.let_go",
    "concern.sms_retried", "concern.sms_dropped",
})  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One line of the timeline, as `ui/components/timeline.html` shows it."""

    at: datetime
    sentence: str
    text: str = ""
    who: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Story:
    """经过 and 谁看过 of one concern."""

    steps: list[Step]
    looks: list[Look]


def of(concern: Concern) -> Story:
    """The story of a concern, newest last; four queries."""
    entries = list(book.story(concern.ref))
    private = book.private_of(entries)
    replies = {reply.at: reply.text for reply in concern.replies.all()}
    steps = []
    for entry in entries:
        if entry.event in TOLD:
            slots = _slots(entry, private)
            text = replies.get(entry.at, "") if entry.event in ("concern.replied", "concern.declined") else ""
            who = entry.by_post if entry.event in APPROVED else ""
            steps.append(Step(entry.at, _told(entry.event, slots), text, who, _tone(entry.event)))
    revealed = [entry for entry in entries if entry.event in OPENED]
    return Story(steps, looks(revealed, queries.openings(concern)))


def lines(concern: Concern) -> dict[int, tuple[str, bool]]:
    """What his page tells, by the number of its entry: the sentence, and whether it was his own deed; two queries."""
    entries = [one for one in book.story(concern.ref) if one.event in TOLD or one.event in OPENED]
    private = book.private_of(entries)
    return {
        one.n: (
            _told(one.event, _slots(one, private)) if one.event in TOLD else gettext("有人查看了您的姓名或电话"),
            one.by == RESIDENT.ref,
        )
        for one in entries
    }


def _slots(entry: Any, private: Mapping[int, Mapping[str, str]]) -> dict[str, Any]:
    return {"who": entry.by_post, **entry.detail, **private.get(entry.n, {})}


def _told(event: str, slots: Mapping[str, Any]) -> str:
    words = _Slots({key: _in_words(key, value) for key, value in slots.items()})
    return str(TOLD[event]) % words


class _Slots(dict[str, str]):
    """A slot whose text was erased, or never written, says so instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return gettext("（已按规定删除）")


def _in_words(key: str, value: Any) -> str:
    if key in ("due_on", "was", "first", "last", "review_on", "on") and ISO.fullmatch(str(value)):
        return date_format(date.fromisoformat(value), gettext("Y年n月j日"))
    return gettext(value) if key in (*book.LABELS, "decision") and value else str(value)


def _tone(event: str) -> str:
    return {"concern.replied": "done", "concern.closed": "done", "concern.sent_back": "late"}.get(event, "")
