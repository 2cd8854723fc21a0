"""页面上怎样写: rows of boxes and batches, the sentence about the account, the words of an item at the desk."""

from dataclasses import dataclass
from typing import Any

import segno
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure.polling import OPEN
from lianxin.web.ui.request import Request
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import PollStatus
from lianxin.work.sheets import queries
from lianxin.work.sheets.models import PaperSheet, PrintLot, SheetBatch
from lianxin.work.sheets.queries import Account, Task
from lianxin.work.sheets.terms import DOUBT_WORDS, READ, REFUSAL_WORDS, VIEW, BatchStatus

LISTED = 100
TONES: dict[str, str] = {
    BatchStatus.READING: "todo", BatchStatus.OPEN: "todo", BatchStatus.ACCEPTED: "done", BatchStatus.REFUSED: "late",
    BatchStatus.DROPPED: "quiet",
}  # fmt: skip


def boxes(request: Request) -> list[dict[str, Any]]:
    """The boxes one may see, the newest first, with what was printed and what waits: two statements."""
    found = list(PollBox.objects.reachable(by=request.actor, to=VIEW).exclude(status=PollStatus.VOID)[:LISTED])
    printed = dict(
        PrintLot.objects.filter(form__box__in=found).values_list("form__box").annotate(n=Sum("copies")).order_by()
    )
    waiting = Q(status__in=(BatchStatus.OPEN, BatchStatus.READING, BatchStatus.REFUSED))
    batches: dict[int, tuple[int, int]] = {
        box: (open_, back or 0)
        for box, open_, back in SheetBatch.objects.filter(box__in=found).order_by().values_list("box").annotate(
            open_=Count("pk", filter=waiting), back=Sum("sheets_total", filter=Q(status=BatchStatus.ACCEPTED))
        )
    }  # fmt: skip
    return [
        {"box": one, "printed": printed.get(one.pk, 0), "waiting": batches.get(one.pk, (0, 0))[0],
         "back": batches.get(one.pk, (0, 0))[1]}
        for one in found
    ]  # fmt: skip


def box(request: Request, found: PollBox) -> dict[str, Any]:
    """Everything of one box's paper."""
    accounts = queries.accounts_of(found)
    groups = {one.code: one.pk for one in found.groups.all()}
    lots = PrintLot.objects.filter(form__box=found).select_related("form")
    labels = {one.code: one.label for one in accounts}
    return {
        "accounts": [(one, groups[one.code], fault(one)) for one in accounts],
        "batches": [(one, TONES[one.status]) for one in found.sheet_batches.all()[:LISTED]],
        "lots": [(one, labels.get(one.form.group, "")) for one in lots],
        "may_read": request.actor.may(READ, found), "may_print": found.status in ("prepared", "issuing", "open"),
    }  # fmt: skip


def fault(one: Account) -> str:
    """Which number of the paper does not close, as a sentence; empty where all do."""
    if one.fault == "unaccounted":
        return _("还没有清点：印制 %(printed)s 份，收回 %(back)s 份，发出、未发、作废还没有填。") % {
            "printed": one.printed, "back": one.papers
        }  # fmt: skip
    if one.account and one.fault == "returned":
        return _("收回数对不上：账上 %(account)s 份，票箱里 %(back)s 份，请重新清点。") % {
            "account": one.account.returned, "back": one.papers
        }  # fmt: skip
    if one.account and one.fault == "printed":
        return _("印制数对不上：账上 %(account)s 份，印次合计 %(printed)s 份，请重新清点。") % {
            "account": one.account.printed, "printed": one.printed
        }  # fmt: skip
    return ""


def refused(batch: SheetBatch) -> list[tuple[int, Any]]:
    """The pages turned back: place in the scan (0: set aside at the desk), why."""
    return [(n, REFUSAL_WORDS.get(why, why)) for n, why in batch.refused]


def back_modules(request: Request, box: PollBox) -> tuple[tuple[bool, ...], ...]:
    """A QR code for people: the page on which the same sheet is filled on a telephone."""
    url = request.build_absolute_uri(reverse("public:ballot", args=[box.code]))
    return tuple(tuple(bool(one) for one in row) for row in segno.make_qr(url, error="m").matrix)


def back_note(box: PollBox) -> str:
    """What one needs to vote on the telephone."""
    return (
        ""
        if box.mode == OPEN
        else _("左上角的二维码通向网上填写的同一份问卷，网上填写要凭抽签条或凭据；一人只用一种方式。")
    )


@dataclass(frozen=True)
class Button:
    """一个大按钮 at the desk, with its key."""

    key: str
    value: str
    label: str
    is_seen: bool


def task(found: Task) -> dict[str, Any]:
    """What the desk shows of one thing: words of item and subject, why it is asked, a button for each option."""
    context: dict[str, Any] = {"task": found, "why": DOUBT_WORDS.get(found.why, "")}
    if found.sheet.form is None:
        return context
    sheet = found.sheet.form.poll_group.sheet
    item = sheet.form.item(found.item)
    subject = next((one.label for one in sheet.subjects if one.code == found.subject), "")
    scale = sheet.form.scale_of(item) if item else None
    number = next((n for n, one in enumerate(sheet.form.items, start=1) if item and one.code == item.code), 0)
    buttons = [
        Button(str(n), one.code, one.label, one.code in found.options)
        for n, one in enumerate(scale.options if scale else (), start=1)
    ]
    return {**context, "item": item, "number": number, "subject": subject, "buttons": buttons}


def differing(sheet: PaperSheet) -> list[tuple[str, str, str]]:
    """两遍录入不一致的地方: (where, first, second) in words."""
    if sheet.form is None:
        return []
    asked = sheet.form.poll_group.sheet
    labels = {one.code: one.label for one in asked.subjects}
    found = []
    for subject, code in queries.differences(sheet):
        item = asked.form.item(code)
        scale = asked.form.scale_of(item) if item else None
        words = {one.code: one.label for one in scale.options} if scale else {}
        told = []
        for answers, texts in ((sheet.answers, sheet.texts), (sheet.second_answers, sheet.second_texts)):
            chosen = [words.get(one, one) for one in answers.get(subject, {}).get(code, [])]
            told.append("、".join(chosen) or texts.get(subject, {}).get(code, "") or _("空着"))
        where = f"{labels[subject]}：{item.wording}" if item and subject in labels else item.wording if item else code
        found.append((where, told[0], told[1]))
    return found
