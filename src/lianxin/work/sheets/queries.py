"""查纸质答卷: the forms of a box, what waits for a person, the account of the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from lianxin.pure import polling
from lianxin.pure.marks.layout import PageLayout
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots.models import PaperAccount, PollBox
from lianxin.work.ballots.terms import Stock
from lianxin.work.sheets.models import PaperSheet, PrintLot, SheetBatch, SheetForm


def forms_of(box: PollBox) -> dict[int, SheetForm]:
    """Every form of the box, by the number in its QR code."""
    return {one.number: one for one in SheetForm.objects.filter(box=box).select_related("box")}


def layouts_of(forms: Mapping[int, SheetForm]) -> dict[int, tuple[PageLayout, ...]]:
    """The pages of these forms."""
    return {number: form.layouts for number, form in forms.items()}


def must_be_double(box: PollBox, group: str) -> bool:
    """Whether a lot of this group was printed to be keyed by two people."""
    return PrintLot.objects.filter(form__box=box, form__group=group, is_double=True).exists()


@dataclass(frozen=True)
class Account:
    """一层的纸账: five numbers, and whether the fifth is what lies in the box. None where nothing was accounted for."""

    code: str
    label: str
    size: int
    printed: int
    papers: int
    screens: int
    account: PaperAccount | None

    @property
    def missing(self) -> int | None:
        """发出 − 收回: handed out and not come back."""
        return self.account.handed_out - self.papers if self.account and self.account.is_settled else None

    @property
    def fault(self) -> str:
        """Which number does not close; empty where all do: unaccounted, returned."""
        if (self.printed or self.papers) and not (self.account and self.account.is_settled):
            return "unaccounted"
        if self.account and self.account.is_settled and self.account.returned != self.papers:
            return "returned"
        if self.account and self.account.is_settled and self.account.printed != self.printed:
            return "printed"
        return ""


def accounts_of(box: PollBox) -> list[Account]:
    """The paper of every group beside its votes; after the close what lay in the box is in the accounts alone."""
    printed = dict(
        PrintLot.objects.filter(form__box=box).values_list("form__group").annotate(total=Sum("copies")).order_by()
    )
    settled = {one.group.code: one for one in
               PaperAccount.objects.filter(group__box=box, stock=Stock.SHEETS).select_related("group")}  # fmt: skip
    counts = boxes.turnout(box)
    found = []
    for row in box.groups.all():
        cast = counts.get(row.code, {})
        account = settled.get(row.code)
        papers = cast.get(polling.PAPER, 0) if counts or not account else account.returned
        found.append(
            Account(row.code, row.label, row.size, printed.get(row.code, 0), papers, sum(cast.values()) - cast.get(polling.PAPER, 0),
                    account)
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class Task:
    """要人看的一处: an item, a remark, a whole page without marks, or a page whose digits are to be keyed."""

    kind: str  # "item", "remark", "blank", "digits"
    sheet: PaperSheet
    subject: str = ""
    item: str = ""
    page: int = 1
    why: str = ""
    options: tuple[str, ...] = ()
    strip: tuple[float, ...] = ()


def tasks_of(sheet: PaperSheet) -> list[Task]:
    """What a person must still do with this sheet."""
    if sheet.form_id is None:
        return [Task("digits", sheet)]
    doubts = [
        Task("item" if item else "blank", sheet, subject, item, page, why, tuple(options))
        for subject, item, why, page, options in sheet.doubts
    ]
    remarks = [
        Task("remark", sheet, subject, item, page, strip=tuple(strip)) for subject, item, page, *strip in sheet.strips
    ]
    return doubts + remarks


def next_task(batch: SheetBatch) -> Task | None:
    """The first thing that waits; the sheets lie in an order of chance."""
    sheet = batch.sheets.filter(is_settled=False).select_related("form__box").first()
    return next(iter(tasks_of(sheet)), None) if sheet else None


def waiting_in(batch: SheetBatch) -> int:
    """How many things wait for a person."""
    rows = batch.sheets.filter(is_settled=False).only("form_id", "doubts", "strips", "batch_id")
    return sum(len(tasks_of(one)) for one in rows)


def differences(sheet: PaperSheet) -> list[tuple[str, str]]:
    """两次录入不一致的地方: (subject, item) of everything that two people keyed differently."""
    pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]] = (
        (sheet.answers, sheet.second_answers), (sheet.texts, sheet.second_texts),
    )  # fmt: skip
    places = {(s, i) for pair in pairs for one in pair for s, row in one.items() for i in row}
    return sorted(
        (s, i) for s, i in places
        if any(a.get(s, {}).get(i) != b.get(s, {}).get(i) for a, b in pairs)
    )  # fmt: skip
