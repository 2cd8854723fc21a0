"""纠纷页面上的: the deeds that one may do now, how long a mediation still has, the ledger, the agreement as a paper."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Heading, Item, Paper, Para, runs
from lianxin.pure.paper.document import Table
from lianxin.web.office.disputes import forms
from lianxin.web.ui import copies
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Deed
from lianxin.web.ui.workbook import workbook
from lianxin.work.disputes import commands
from lianxin.work.disputes.models import Dispute, Mediation
from lianxin.work.disputes.terms import FLOW, MEDIATE, RECORD, VERBS, DisputeStatus, MediationResult, Side

SOON = 5
CODES = (
    "dispute.screened", "dispute.screened_settled", "dispute.screened_reported", "dispute.screened_open",
    "dispute.screened_other", "dispute.swept", "mediation.concluded", "mediation.success_rate", "mediation.unfinished",
)  # fmt: skip
COLUMNS = (
    (gettext_lazy("序号"), 6), (gettext_lazy("发现日期"), 12), (gettext_lazy("标题"), 36), (gettext_lazy("纠纷类型"), 16),
    (gettext_lazy("单位"), 16), (gettext_lazy("地点"), 18), (gettext_lazy("来源"), 12), (gettext_lazy("排查"), 20),
    (gettext_lazy("状态"), 14), (gettext_lazy("现状日期"), 12), (gettext_lazy("上报或移交给"), 18),
)  # fmt: skip


DEEDS: dict[str, Deed] = {
    "start_mediation": Deed(forms.StartForm, commands.start_mediation, MEDIATE, VERBS["start_mediation"]),
    "hold_session": Deed(forms.SessionForm, commands.hold_session, MEDIATE, gettext_lazy("记一次调解")),
    "agree": Deed(forms.AgreeForm, commands.agree, MEDIATE, VERBS["agree"], gettext_lazy("登记后可以打印协议书，双方签名。")),
    "fail": Deed(forms.FailForm, commands.fail, MEDIATE, VERBS["fail"], gettext_lazy("以后还可以再调解。")),
    "follow_up": Deed(forms.FollowForm, commands.follow_up, MEDIATE, gettext_lazy("回访履行")),
    "settle": Deed(forms.SettleForm, commands.settle, RECORD, VERBS["settle"]),
    "report_up": Deed(forms.HandOnForm, commands.report_up, RECORD, VERBS["report_up"],
                      gettext_lazy("正在调解的，这次调解按未达成结束。")),
    "transfer": Deed(forms.HandOnForm, commands.transfer, RECORD, VERBS["transfer"],
                     gettext_lazy("正在调解的，这次调解按未达成结束。")),
    "take_back": Deed(forms.ReasonForm, commands.take_back, RECORD, VERBS["take_back"]),
    "correct": Deed(forms.CorrectForm, commands.correct_dispute, RECORD, gettext_lazy("修改登记")),
    "add_party": Deed(forms.PartyForm, commands.add_party, RECORD, gettext_lazy("登记当事人"),
                      gettext_lazy("单独保管，查看时要写用途；办结三年后清除。")),
    "become_concern": Deed(forms.ConcernForm, commands.become_concern, RECORD, gettext_lazy("转为诉求办理"),
                           gettext_lazy("要由单位办理的事转为诉求，分给该管的部门。")),
}  # fmt: skip
#: deeds that are no move of the table
BESIDE: dict[str, Callable[[Dispute], bool]] = {
    "hold_session": lambda one: one.status == DisputeStatus.MEDIATING,
    "follow_up": lambda one: one.status == DisputeStatus.AGREED,
    "correct": lambda one: one.erased_on is None,
    "add_party": lambda one: one.erased_on is None,
    "become_concern": lambda one: one.concern_id is None and FLOW.can("transfer", one.status),
}


def is_open(verb: str, dispute: Dispute) -> bool:
    """Whether the dispute is in a state for it."""
    return BESIDE[verb](dispute) if verb in BESIDE else FLOW.can(verb, dispute.status)


def deeds(dispute: Dispute, by: Actor) -> list[tuple[str, str | Promise]]:
    """Verbs and words of what this actor may do with it now, the next step first."""
    return [(verb, one.word) for verb, one in DEEDS.items() if by.may(one.needs, dispute) and is_open(verb, dispute)]


def left_of(mediation: Mediation, today: date) -> tuple[str, str]:
    """How long a running mediation has, in words and tone."""
    days = (mediation.due_on - today).days
    if days < 0:
        return ngettext("超期 %(n)s 日", "超期 %(n)s 日", -days) % {"n": -days}, "late"
    if days == 0:
        return _("今天到期"), "soon"
    return ngettext("还有 %(n)s 日", "还有 %(n)s 日", days) % {"n": days}, "soon" if days <= SOON else ""


def story(dispute: Dispute, *, is_opened: bool) -> list[tuple[Any, str, str]]:
    """经过; what is personal in it is told only where the parties were opened just now."""
    entries = list(book.story(dispute.ref))
    private = book.private_of(entries) if is_opened else {}
    return [(one.at, book.sentence(one, private.get(one.n)), one.by_name) for one in entries]


@translation.override(settings.LANGUAGE_CODE)
def ledger(found: Sequence[Dispute], request: Request) -> bytes:
    """纠纷排查台账 as an Excel file: no party is in it."""
    lines = [
        [str(n), one.found_on.isoformat(), one.title, str(one.type_label), one.unit.name, one.place,
         str(one.get_origin_display()), one.sweep.title if one.sweep else "", str(one.get_status_display()),
         one.status_on.isoformat(), one.handed_to]
        for n, one in enumerate(found, start=1)
    ]  # fmt: skip
    title = _("%(unit)s矛盾纠纷排查台账") % {"unit": request.posting.unit.name}
    rows, foot = copies.taken(request, title, COLUMNS, lines)
    return workbook(COLUMNS, rows, name=_("纠纷台账"), title=title, foot=foot)


def agreement_of(dispute: Dispute) -> Mediation | None:
    """The mediation that ended with an agreement; None where there is none, or its words are gone."""
    found = dispute.mediations.filter(result=MediationResult.AGREED).exclude(agreement="")
    return found.order_by("-number").first()


@translation.override(settings.LANGUAGE_CODE)
def agreement_paper(dispute: Dispute, mediation: Mediation) -> Paper:
    """人民调解协议书: the parties, what it was about, what was agreed, room for the signatures."""
    parties = tuple(
        (str(Side(one.side).label), one.name, one.phone, one.address) for one in dispute.parties.all()
    ) or (("", "", "", ""), ("", "", "", ""))  # fmt: skip
    body: list[Item] = [
        Para(runs(f"编号：{dispute.code}")),
        Heading(1, runs("当事人")),
        Table(("", "姓名或名称", "联系电话", "住址"), parties, widths=(2, 3, 3, 5)),
        Heading(1, runs("纠纷主要事实")), Para(runs(dispute.text)),
        Heading(1, runs("经调解，双方自愿达成如下协议")),
    ]  # fmt: skip
    body += [Para(runs(line.strip())) for line in mediation.agreement.splitlines() if line.strip()]
    if mediation.fulfil_by:
        day = mediation.fulfil_by
        body.append(Para(runs(f"履行期限：{day.year}年{day.month}月{day.day}日前。")))
    body += [
        Para(runs("本协议一式三份，双方当事人、调解组织各执一份。")),
        Para(runs("当事人（签名、捺印）：")),
        Para(runs("　")),
        Para(runs("调解员（签名）：　　　　　　　记录人（签名）：")),
    ]
    return Paper("人民调解协议书", tuple(body), signature=mediation.mediators, dated=mediation.concluded_on)
