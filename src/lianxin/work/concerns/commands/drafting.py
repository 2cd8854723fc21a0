"""上传, 选列, 确认, 放弃: an uploaded ledger on its way to becoming a batch.

Reading takes seconds, so `read_draft` and `import_draft` run in a background job, in the name of whoever uploaded.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianxin.base.files.tables import ENCODINGS, MAX_BYTES, Unreadable
from lianxin.base.journal import book
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.sealing.fields import sealed_for
from lianxin.pure.ledgers import fingerprint, line
from lianxin.work.concerns import clocking, ledger_files
from lianxin.work.concerns.commands.importing import LedgerFacts, LedgerLine, import_rows, known_keys
from lianxin.work.concerns.ledger_files import Choice, LedgerFile
from lianxin.work.concerns.models import ImportBatch, ImportDraft
from lianxin.work.concerns.placing import Places
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import IMPORT, Channel, DraftState, Kind

KEPT = timedelta(hours=24)
MOST_NAMES = 30
MOST_REJECTED_KEPT = 20_000


@dataclass(frozen=True)
class Defaults:
    """台账没写的: the nature and the channel for lines that name none."""

    kind: str = Kind.HELP
    channel: str = Channel.LETTER_OR_VISIT


@transaction.atomic
def receive_file(
    *, data: bytes, file_name: str, unit: Unit, posting: Posting, by: Actor, at: datetime, encoding: str = ""
) -> ImportDraft:
    """上传台账: keep the file until it is confirmed or dropped; what lies for a day is deleted."""
    by.must_at(IMPORT, unit.path)
    if not data:
        raise Unfit(_("文件是空的，没有内容。请核对后重新上传。"), "file")
    if len(data) > MAX_BYTES:
        raise Unfit(_("文件超过 30 MB，不能上传。请只保留需要的工作表，或分成几个文件。"), "file")
    _erase_due(by, at)
    draft = ImportDraft.objects.create(  # type: ignore[misc]  # bytes: the field seals them
        token=secrets.token_hex(16), file_name=line(file_name)[-200:] or "台账", data=data, unit=unit, unit_path=unit.path,
        posting=posting, at=at, encoding=_encoding(encoding),
    )  # fmt: skip
    book.record("import.received", of=draft.ref, unit_path=unit.path, by=by, at=at, private={"file": draft.file_name})
    return draft


@transaction.atomic
def erase_due(*, by: Actor, at: datetime) -> int:
    """删除到期的: files that nobody confirmed within a day, whosever they are; by the hour and with each that comes in."""
    return _erase_due(by, at)


def _erase_due(by: Actor, at: datetime) -> int:
    due = ImportDraft.objects.filter(at__lt=at - KEPT).exclude(state=DraftState.IMPORTING)
    lines = [
        book.Line("import.dropped", draft.ref, draft.unit_path, by, at)
        for draft in due.exclude(state=DraftState.DONE).only("pk", "unit_path")
    ]
    due.delete()
    book.record_many(lines)
    return len(lines)


@transaction.atomic
def choose_columns(
    *, draft: ImportDraft, choices: Mapping[str, Mapping[str, Any]], by: Actor, at: datetime, encoding: str = ""
) -> ImportDraft:
    """选定列对应: which sheets come in, which column fills which field; the file is then read again."""
    draft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    by.must(IMPORT, draft)
    _can(draft, DraftState.READY, DraftState.REFUSED)
    draft.choices, draft.encoding = dict(choices), _encoding(encoding)
    draft.state, draft.sentence = DraftState.READING, ""
    draft.save(update_fields=["choices", "encoding", "state", "sentence"])
    return draft


@transaction.atomic
def confirm_draft(*, draft: ImportDraft, defaults: Defaults, by: Actor, at: datetime) -> ImportDraft:
    """确认导入: from here on the job brings it in; a second confirmation finds it under way."""
    draft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    by.must(IMPORT, draft)
    _can(draft, DraftState.READY)
    if not any(sheet["included"] for sheet in draft.preview["sheets"]):
        raise Unfit(_("没有选定要导入的工作表。"))
    draft.choices = {**draft.choices, "": {"kind": defaults.kind, "channel": defaults.channel}}
    draft.state = DraftState.IMPORTING
    draft.save(update_fields=["choices", "state"])
    return draft


@transaction.atomic
def drop_draft(*, draft: ImportDraft, by: Actor, at: datetime) -> None:
    """放弃导入: delete the uploaded file; nothing has been entered."""
    draft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    by.must(IMPORT, draft)
    _can(draft, DraftState.READY, DraftState.REFUSED, DraftState.READING)
    book.record("import.dropped", of=draft.ref, unit_path=draft.unit_path, by=by, at=at)
    draft.delete()


def read_draft(*, draft: ImportDraft, by: Actor, at: datetime) -> ImportDraft:
    """读取上传的台账: in a limited child process; leaves a preview, or the sentence that says why not."""
    by.must(IMPORT, draft)
    try:
        file = _read(draft, at)
        preview, state, sentence = _preview(file, draft.unit, by, at), DraftState.READY, ""
        if not any(sheet.is_ledger for sheet in file.sheets):
            sentence = _("没有找到诉求台账：每张表要有日期列和内容列。请在下面指定，或换一个文件。")
    except Unreadable as refusal:
        preview, state, sentence = {}, DraftState.REFUSED, str(refusal)
    ImportDraft.objects.filter(pk=draft.pk, state=DraftState.READING).update(
        **sealed_for(draft, preview=preview), state=state, sentence=sentence
    )
    draft.refresh_from_db()
    return draft


def import_draft(*, draft: ImportDraft, by: Actor, at: datetime) -> ImportBatch | None:
    """导入确认过的台账: all in one transaction; the uploaded bytes are deleted with it. None where it was refused."""
    by.must(IMPORT, draft)
    _can(draft, DraftState.IMPORTING)
    defaults = Defaults(**draft.choices.get("", {}))
    try:
        file = _read(draft, at)
        with transaction.atomic():
            batch = import_file(
                file=file,
                file_name=draft.file_name,
                data=bytes(draft.data),
                unit=draft.unit,
                defaults=defaults,
                by=by,
                at=at,
            )
            ImportDraft.objects.filter(pk=draft.pk).update(
                state=DraftState.DONE, batch=batch, data=b"", **sealed_for(draft, preview={}), choices={}, sentence=""
            )
    except (Unreadable, Unfit) as refusal:
        refuse_draft(draft=draft, sentence=str(refusal), by=by, at=at)
        return None
    except IntegrityError:
        refuse_draft(draft=draft, sentence=_("同样的内容刚刚由别人导入。请重新预览。"), by=by, at=at)
        return None
    return batch


def refuse_draft(*, draft: ImportDraft, sentence: str, by: Actor | None, at: datetime) -> None:
    """未能读入: leave the sentence that says why; the file can be read again or dropped."""
    ImportDraft.objects.filter(pk=draft.pk).exclude(state=DraftState.DONE).update(
        state=DraftState.REFUSED, sentence=sentence
    )


def import_file(
    *, file: LedgerFile, file_name: str, data: bytes, unit: Unit, defaults: Defaults, by: Actor, at: datetime
) -> ImportBatch:
    """导入读出的台账: the included sheets of a file that was read, as one batch."""
    lines = [LedgerLine(sheet.name, row) for sheet in file.included for row in sheet.rows]
    rejected = [
        {"sheet": sheet.name, "number": one.number, "reasons": list(one.reasons), "cells": list(one.cells)}
        for sheet in file.included
        for one in sheet.rejected
    ]
    if len(rejected) > MOST_REJECTED_KEPT:
        raise Unfit(_("退回的行超过 %(most)s 行，多半是列对错了。请检查列对应。") % {"most": MOST_REJECTED_KEPT})
    facts = LedgerFacts(
        file_name=file_name, sha256=hashlib.sha256(data).hexdigest(), rejected=rejected, kind=defaults.kind,
        channel=defaults.channel,
        mapping={s.name: {c.field: c.column for c in s.mapping.choices} for s in file.included if s.mapping},
        sheets=[
            {"name": s.name, "columns": list(s.columns), "included": s.included, "rows": len(s.rows),
             "rejected": len(s.rejected), "skipped": len(s.skipped)}
            for s in file.sheets
        ],
    )  # fmt: skip
    return import_rows(lines=lines, facts=facts, unit=unit, by=by, at=at)


def _read(draft: ImportDraft, at: datetime) -> LedgerFile:
    choices = {
        name: Choice(bool(one.get("included")), one.get("fields")) for name, one in draft.choices.items() if name
    }
    return ledger_files.read_ledger(
        bytes(draft.data), draft.file_name, latest=clocking.today(at), choices=choices, encoding=draft.encoding
    )


def _preview(file: LedgerFile, unit: Unit, by: Actor, at: datetime) -> dict[str, Any]:
    """What would come in, with what is known already and the names that fit no unit here."""
    marks = known_keys((row for sheet in file.sheets for row in sheet.rows), unit=unit, by=by)
    known = {sheet.name: {row.number for row in sheet.rows if fingerprint(row) in marks} for sheet in file.sheets}
    preview = ledger_files.preview(file, known)
    places = Places(under=unit, on=clocking.today(at))
    for shown, sheet in zip(preview["sheets"], file.sheets, strict=True):
        handlers = Counter(row.handler for row in sheet.rows if row.handler and places.handler(row.handler) is None)
        spots = Counter(row.place for row in sheet.rows if row.place and places.unit(row.place) == unit)
        spots.pop(unit.name, None)
        shown["handlers"], shown["places"] = handlers.most_common(MOST_NAMES), spots.most_common(MOST_NAMES)
    return preview


def _can(draft: ImportDraft, *states: str) -> None:
    """Whether the draft stands where this step begins; says where it stands instead."""
    if draft.state not in states:
        label = DraftState(draft.state).label
        raise Unfit(_("这个文件现在是“%(state)s”，请刷新页面后再办。") % {"state": label})


def _encoding(encoding: str) -> str:
    return encoding if encoding in ENCODINGS else ""
