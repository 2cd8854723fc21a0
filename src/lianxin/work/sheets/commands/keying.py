"""手工录入: sheets typed in without a scanner; where asked, twice, by two people, and what differs is settled (F074).

The pile is keyed in the order in which it lies, so that the second keying meets the same sheet; the order goes when the
batch is put in.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.counting import once
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import questions
from lianxin.pure.questions import Answers, Texts
from lianxin.work.ballots.models import PollBox
from lianxin.work.concerns.problems import Unfit
from lianxin.work.sheets import queries
from lianxin.work.sheets.commands.printing import form_for, paper_group
from lianxin.work.sheets.commands.scanning import must_take_paper
from lianxin.work.sheets.models import PaperSheet, SheetBatch
from lianxin.work.sheets.terms import READ, BatchKind, BatchStatus


@transaction.atomic
def begin_keying(*, box: PollBox, group: str, is_double: bool, by: Actor, at: datetime) -> SheetBatch:
    """开始手工录入 a pile of one group's sheets; twice where a lot was printed for that."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(READ, box)
    must_take_paper(box)
    paper_group(box, group)
    is_double = is_double or queries.must_be_double(box, group)
    batch = SheetBatch.objects.create(
        box=box, unit_path=box.unit_path, kind=BatchKind.KEYED, status=BatchStatus.OPEN, on=localdate(at),
        by_name=by.name, group=group, is_double=is_double,
    )  # fmt: skip
    how = _("双人录入") if is_double else _("单人录入")
    book.record("sheet.keying_begun", of=batch.ref, unit_path=batch.unit_path, by=by, at=at, how=how)
    return batch


@transaction.atomic
def key_sheet(*, batch: SheetBatch, answers: Answers, texts: Texts, by: Actor, at: datetime) -> PaperSheet:
    """录入一份: the next of the pile. Not journalled: see `settling`."""
    batch = _open_pile(batch, by)
    asked = paper_group(batch.box, batch.group)
    kept = _fits(asked.sheet, answers, texts)
    once.hold()  # the journal would, and it is not told of a sheet: sent twice, one paper would be two votes
    last = batch.sheets.aggregate(last=Max("place"))["last"] or 0
    return PaperSheet.objects.create(
        batch=batch, place=last + 1, form=form_for(batch.box, asked), answers=kept[0], texts=kept[1],
        first_by_id=by.person_id, is_settled=not batch.is_double,
    )  # fmt: skip


@transaction.atomic
def key_again(*, sheet: PaperSheet, answers: Answers, texts: Texts, by: Actor, at: datetime) -> PaperSheet:
    """第二次录入: by another person, without seeing the first; what agrees is settled at once."""
    sheet, batch = _of_open_pile(sheet, by)
    if not batch.is_double or sheet.second_by_id is not None:
        raise Unfit(_("这一份不用第二次录入。"))
    if sheet.first_by_id == by.person_id:
        raise Unfit(_("双人录入要由另一位同志录第二遍。"))
    asked = paper_group(batch.box, batch.group)
    sheet.second_answers, sheet.second_texts = _fits(asked.sheet, answers, texts)
    sheet.second_by_id = by.person_id
    sheet.is_settled = not queries.differences(sheet)
    sheet.save()
    return sheet


@transaction.atomic
def settle_difference(*, sheet: PaperSheet, answers: Answers, texts: Texts, by: Actor, at: datetime) -> PaperSheet:
    """核对不一致的地方: with the paper in hand; the result replaces both keyings."""
    sheet, batch = _of_open_pile(sheet, by)
    if sheet.second_by_id is None or sheet.is_settled:
        raise Unfit(_("这一份没有要核对的地方。"))
    asked = paper_group(batch.box, batch.group)
    sheet.answers, sheet.texts = _fits(asked.sheet, answers, texts)
    sheet.second_answers, sheet.second_texts, sheet.is_settled = sheet.answers, sheet.texts, True
    sheet.save()
    return sheet


def _fits(sheet: questions.Sheet, answers: Answers, texts: Texts) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        kept = sheet.read(answers, texts)
    except questions.Unfit as wrong:
        raise Unfit(_("有一处答案不在这张问卷里，请重新填写。")) from wrong
    return dict(kept[0]), dict(kept[1])


def _open_pile(batch: SheetBatch, by: Actor) -> SheetBatch:
    found = SheetBatch.objects.select_for_update(of=("self",)).select_related("box").get(pk=batch.pk)
    by.must(READ, found)
    if not found.is_open or found.is_scanned or by.person_id is None:
        raise Unfit(_("这一批现在不能录入。"))
    return found


def _of_open_pile(sheet: PaperSheet, by: Actor) -> tuple[PaperSheet, SheetBatch]:
    batch = _open_pile(SheetBatch(pk=sheet.batch_id), by)
    return PaperSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk), batch
