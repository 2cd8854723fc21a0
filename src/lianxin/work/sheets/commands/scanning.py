"""收扫描件和识读: files are taken apart in a child process, read, and deleted; the sheets are stored in an order of chance."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.files.scans import MAX_BYTES, Unreadable, read_pages
from lianxin.base.journal import book
from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.work.ballots import chance
from lianxin.work.ballots.models import PollBox
from lianxin.work.concerns.problems import Unfit
from lianxin.work.sheets import queries, readers
from lianxin.work.sheets.models import PaperPage, PaperSheet, ScanFile, SheetBatch, SheetForm
from lianxin.work.sheets.terms import BATCH_FLOW, READ, TWICE, BatchKind, BatchStatus

MOST_FILES, MOST_PAGES, MOST_BYTES = 60, 400, 200 * 1024 * 1024


@transaction.atomic
def receive_scan(
    *, box: PollBox, files: Sequence[bytes], by: Actor, at: datetime, posting: Posting | None = None
) -> SheetBatch:
    """收扫描件: kept until they are read; a file that came before for this box is refused."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(READ, box)
    must_take_paper(box)
    if not queries.forms_of(box):
        raise Unfit(_("这次评议还没有印过纸质答卷。"))
    if not 1 <= len(files) <= MOST_FILES or any(not one or len(one) > MAX_BYTES for one in files):
        raise Unfit(_("请选 1 至 %(most)s 个文件，每个不超过 60 MB。") % {"most": MOST_FILES}, "file")
    if sum(map(len, files)) > MOST_BYTES:
        raise Unfit(_("一批文件合计超过 200 MB，请分几批上传。"), "file")
    digests = [hashlib.sha256(one).hexdigest() for one in files]
    if len(set(digests)) < len(digests) or known_digests(box) & set(digests):
        raise Unfit(_("有一个文件已经上传过，同一张纸不能读两次。"), "file")
    batch = SheetBatch.objects.create(
        box=box, unit_path=box.unit_path, kind=BatchKind.SCANNED, status=BatchStatus.READING, on=localdate(at),
        by_name=by.name, posting=posting, digests=digests,
    )  # fmt: skip
    ScanFile.objects.bulk_create(ScanFile(batch=batch, data=one) for one in files)
    book.record("sheet.received", of=batch.ref, unit_path=batch.unit_path, by=by, at=at, files=len(files))
    return batch


def must_take_paper(box: PollBox) -> None:
    """Raise Unfit unless ballots can be put in now."""
    if not box.is_open:
        raise Unfit(_("投票开启以后、截止以前才能收纸质答卷。"))


def known_digests(box: PollBox) -> set[str]:
    """Of every file that was read for this box and not dropped."""
    rows = SheetBatch.objects.filter(box=box).exclude(status__in=(BatchStatus.DROPPED, BatchStatus.REFUSED))
    return {digest for row in rows.values_list("digests", flat=True) for digest in row}


def read_batch(*, batch: SheetBatch, by: Actor, at: datetime) -> SheetBatch:
    """识读: every page of every file; what is sure is kept, the rest waits for a person. Runs for minutes, in a job."""
    by.must(READ, batch)
    forms = queries.forms_of(batch.box)
    try:
        found = readers.sorted_sheets(_pages(batch, forms))
    except Unreadable as wrong:
        return refuse_batch(batch=batch, sentence=str(wrong), by=by, at=at)
    return _store(batch, found, forms, by, at)


def _pages(batch: SheetBatch, forms: dict[int, SheetForm]) -> Iterator[readers.Page]:
    """The pages of all files as read; progress is told as it goes."""
    layouts, seen, n = queries.layouts_of(forms), set[str](), 0
    for pk in list(batch.files.order_by("pk").values_list("pk", flat=True)):
        for jpeg in read_pages(bytes(ScanFile.objects.get(pk=pk).data)):
            n += 1
            if n > MOST_PAGES:
                raise Unreadable(_("一批最多 %(most)s 页，请分几批上传。") % {"most": MOST_PAGES})
            digest = hashlib.sha256(jpeg).hexdigest()
            is_twice = digest in seen
            seen.add(digest)
            page = readers.Page(n, refusal=TWICE) if is_twice else readers.read_one(jpeg, n, layouts)
            yield readers.numbered(page, layouts)
            if n % 5 == 0:
                SheetBatch.objects.filter(pk=batch.pk).update(pages_read=n)


@transaction.atomic
def _store(
    batch: SheetBatch, found: readers.Sorted, forms: dict[int, SheetForm], by: Actor, at: datetime
) -> SheetBatch:  # fmt: skip
    batch = SheetBatch.objects.select_for_update().get(pk=batch.pk)
    batch.status = BATCH_FLOW.after("read", batch.status)
    chance.SOURCE.shuffle(found.sheets)  # before anything is stored: no order of the pile is left
    asked = sum(_keep(batch, place, pages, forms) for place, pages in enumerate(found.sheets, start=1))
    batch.files.all().delete()
    batch.refused = [list(one) for one in sorted(found.refused)]
    batch.sheets_total, batch.asked_total = len(found.sheets), asked
    batch.pages_read = sum(map(len, found.sheets)) + len(found.refused)
    batch.save()
    book.record(
        "sheet.read", of=batch.ref, unit_path=batch.unit_path, by=by, at=at, sheets=batch.sheets_total, doubts=asked,
        refused=len(batch.refused),
    )  # fmt: skip
    return batch


def _keep(batch: SheetBatch, place: int, pages: Iterable[readers.Page], forms: dict[int, SheetForm]) -> int:
    """Keep one sheet with its pictures; returns how many things of it wait for a person."""
    sheet, pictures = PaperSheet(batch=batch, place=place), []
    for page in pages:
        number, shifts = 1, list[Any]()
        if page.code is not None and page.reading is not None:
            number, sheet.form = page.code.page, forms[page.code.number]
            shifts = add_page(sheet, number, readers.taken(number, page.reading))
        pictures.append(PaperPage(sheet=sheet, number=number, picture=page.picture, shifts=shifts))
    waiting = queries.tasks_of(sheet)
    sheet.is_settled = not waiting
    sheet.save()
    PaperPage.objects.bulk_create(pictures)
    return len(waiting)


def add_page(sheet: PaperSheet, number: int, taken: dict[str, Any]) -> list[Any]:
    """Add what was read on one page to the sheet; returns how far its boxes lie off."""
    for subject, row in taken["answers"].items():
        sheet.answers.setdefault(subject, {}).update(row)
    sheet.doubts += taken["doubts"]
    sheet.strips += taken["strips"]
    shifts: list[Any] = taken["shifts"]
    return shifts


@transaction.atomic
def refuse_batch(*, batch: SheetBatch, sentence: str, by: Actor | None, at: datetime) -> SheetBatch:
    """没有读成: the sentence says why; the files are deleted."""
    batch = SheetBatch.objects.select_for_update().get(pk=batch.pk)
    batch.status, batch.sentence = BATCH_FLOW.after("refuse", batch.status), sentence[:200]
    batch.save(update_fields=["status", "sentence"])
    batch.files.all().delete()
    book.record("sheet.unread", of=batch.ref, unit_path=batch.unit_path, by=by or SYSTEM, at=at)
    return batch
