"""签发公文: hand it to the head, sign it under a number, keep it as it was signed, archive it, void it."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.drafting import COMPOSERS, register_outgoing, void_outgoing
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.documents import bodies, budgets, papers
from lianxin.reports.documents.commands.shared import newest, reason, standing, tell
from lianxin.reports.documents.commands.writing import keep_file
from lianxin.reports.documents.findings import find_all, persons_in
from lianxin.reports.documents.models import Document
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.queries import most_characters, staff_names
from lianxin.reports.documents.terms import FLOW, ISSUE, WRITE, Form, PageState, Purpose, State, Term


@transaction.atomic
def submit(*, document: Document, by: Actor, at: datetime, long_why: str = "") -> Document:
    """送签: nothing in it is known to be wrong without a reason, nobody private is named by oversight. Raises Unfit."""
    document = standing(document)
    by.must(WRITE, document)
    document.state = State(FLOW.after("submit", document.state))
    _demand_checked(document, by, at)
    most, count = most_characters(document.kind), newest(document).characters
    document.long_why = ""
    if count > most:
        sentence = _("正文 %(n)s 字，超过这种公文的 %(most)s 字。请压缩，确实要这么长的写明原因。")
        document.long_why = reason(long_why, sentence % {"n": count, "most": most}, "long_why")
    document.submitted_on, document.returned_why = localdate(at), ""
    document.save()
    tell("document.submitted", document, by, at, {"reason": document.long_why}, version=document.version)
    return document


@transaction.atomic
def send_back(*, document: Document, why: str, by: Actor, at: datetime) -> Document:
    """退回修改, with the reason."""
    document = standing(document)
    by.must(ISSUE, document)
    document.state = State(FLOW.after("send_back", document.state))
    document.returned_why, document.submitted_on = reason(why, field="why"), None
    document.save()
    tell("document.sent_back", document, by, at, {"reason": document.returned_why})
    return document


@transaction.atomic
def issue(
    *, document: Document, by: Actor, at: datetime, number: str = "", head: str = "", beyond_why: str = ""
) -> Document:
    """签发 by the unit's head: the next number of its series, the day, his name; the file is kept as it was signed.

    Beyond the year's budget of documents he says why. Raises Unfit, also where the register refuses a number.
    """
    document, today = standing(document), localdate(at)
    by.must(ISSUE, document)
    document.state = State(FLOW.after("issue", document.state))
    _demand_checked(document, by, at)
    document.beyond_why = _within_budget(document, beyond_why, by, at)
    document.form = Form(head) if head else ""
    document.issued_on, document.signer, document.signer_post = today, by.name, by.post[:120]
    if document.series:
        given = register_outgoing(
            series=document.series, title=document.title.replace("\n", ""), unit=document.unit, on=today,
            source=document.ref, signer=by.name, copies_to=document.addressee, number=number, by=by, at=at,
        )  # fmt: skip
        document.number, document.register_ref = given.number, given.ref
    document.save()
    _follow(document, by, at)
    name = document.title.replace("\n", "")
    keep_file(document, Purpose.ISSUED, f"{name[:100]}.docx", papers.docx_of(document, newest(document)))
    tell(
        "document.issued", document, by, at, {"title": document.title, "reason": document.beyond_why},
        kind=document.kind_label, number=document.number,
    )  # fmt: skip
    return document


@transaction.atomic
def archive(*, document: Document, term: str, by: Actor, at: datetime) -> Document:
    """归档: the paper is filed, for how long it is to be kept."""
    document = standing(document)
    by.must(WRITE, document)
    document.state = State(FLOW.after("archive", document.state))
    document.archived_on, document.term = localdate(at), Term(term)
    document.save()
    tell("document.archived", document, by, at, term=Term(term).label)
    return document


@transaction.atomic
def void(*, document: Document, why: str, by: Actor, at: datetime) -> Document:
    """作废: a draft by who writes it, what was signed by the head; its number stays and is not given again."""
    document = standing(document)
    by.must(WRITE if document.state == State.DRAFT else ISSUE, document)
    document.state = State(FLOW.after("void", document.state))
    document.voided_on, document.voided_why = localdate(at), reason(why, _("请写明为什么作废。"), "why")
    if document.pages.filter(state__in=(PageState.PREPARED, PageState.SHOWN)).exists():
        raise Unfit(_("单位页面上还有这份公文的公开稿，请先撤下。"))
    document.save()
    void_outgoing(ref=document.register_ref, reason=document.voided_why, by=by, at=at)
    tell(
        "document.voided", document, by, at, {"reason": document.voided_why}, kind=document.kind_label,
        number=document.number,
    )  # fmt: skip
    return document


def _follow(document: Document, by: Actor, at: datetime) -> None:
    """What follows from the signature, by whoever composes this kind."""
    one = COMPOSERS.get(document.kind)
    if one is not None and one.signed is not None:
        paper = bodies.paper_of(document, newest(document))
        one.signed(unit=document.unit, period=document.about, subject=document.subject, paper=paper, by=by, at=at)


def _demand_checked(document: Document, by: Actor, at: datetime) -> None:
    """Raise Unfit where the body is empty, something wrong stands without a reason, or a private person is neither hidden nor confirmed."""
    paper = bodies.paper_of(document, newest(document), localdate(at))
    if not any(part.text.strip() for parts in bodies.runs_in(paper.body) for part in parts):
        raise Unfit(_("正文是空的。请先写正文，再送签。"))
    reading = bodies.read(paper)
    wrong = sum(finding.is_open for finding in find_all(document, reading, by=by, today=localdate(at)))
    if wrong:
        raise Unfit(_("还有 %(n)s 处不符没有改正。请改正，或者写明忽略的原因。") % {"n": wrong})
    kept = document.marks.values_list("key", flat=True)
    named = sum(not one.is_kept for one in persons_in(reading.text, kept, staff_names(document.unit)))
    if named:
        raise Unfit(_("文中还有 %(n)s 处像是个人信息。请遮盖，或者逐处确认必须保留。") % {"n": named})


def _within_budget(document: Document, why: str, by: Actor, at: datetime) -> str:
    """The reason for a document beyond the year's budget; empty where it is within."""
    if not document.series:
        return ""
    spent = budgets.spent(document.unit, localdate(at).year, by, localdate(at))
    if spent.documents.is_left:
        return ""
    sentence = _("今年的公文已经发了 %(used)s 件，限额 %(most)s 件。确实要发的，请写明原因。")
    return reason(why, sentence % {"used": spent.documents.used, "most": spent.documents.most}, "beyond_why")
