"""上传, 选列, 确认, 导入, 撤销: any ledger on its way in, one line after the other by the house's own commands.

Reading and taking in run in a background job, in the name of whoever uploaded. All good lines come in together in one
transaction; a line that its command refuses is turned back with the command's sentence and leaves the others alone.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings as site
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import Copy, ExportRequest
from lianxin.base.files.tables import ENCODINGS, MAX_BYTES, Unreadable
from lianxin.base.intake import files, shown
from lianxin.base.intake.kinds import KINDS, Kind, Work
from lianxin.base.intake.models import ColumnMap, Taking
from lianxin.base.intake.terms import TakingState
from lianxin.base.journal import book
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed, Permission
from lianxin.base.sealing.fields import sealed_for
from lianxin.pure import problems
from lianxin.pure.ledgers import line as one_line

KEPT = timedelta(hours=24)
MOST_LINES = 5_000
OPEN = (TakingState.READING, TakingState.READY, TakingState.REFUSED)


class Unfit(problems.Unfit):
    """不合条件."""


@transaction.atomic
def receive(
    *,
    kind: Kind,
    data: bytes,
    file_name: str,
    unit: Unit,
    posting: Posting,
    by: Actor,
    at: datetime,
    encoding: str = "",
) -> Taking:
    """上传: keep the file until it is confirmed or dropped; what lies for a day is deleted."""
    by.must_at(kind.to_take, unit.path)
    if not data:
        raise Unfit(_("文件是空的，没有内容。请核对后重新上传。"), "file")
    if len(data) > MAX_BYTES:
        raise Unfit(_("文件超过 30 MB，不能上传。请只保留需要的工作表，或分成几个文件。"), "file")
    _erase_due(by, at)
    taking = Taking.objects.create(  # type: ignore[misc]  # bytes: the field seals them
        token=secrets.token_hex(16), ledger=kind.code, file_name=one_line(file_name)[-200:] or kind.sample_name, data=data,
        unit=unit, unit_path=unit.path, posting=posting, by_name=by.name, at=at,
        encoding=encoding if encoding in ENCODINGS else "",
    )  # fmt: skip
    private = {"file": taking.file_name}
    _tell("intake.received", taking, by, at, private, ledger=kind.label)
    return taking


def _tell(
    event: str, taking: Taking, by: Actor, at: datetime, private: dict[str, str] | None = None, **told: Any
) -> None:
    book.record(event, of=taking.ref, unit_path=taking.unit_path, by=by, at=at, private=private or {}, **told)


@transaction.atomic
def erase_due(*, by: Actor, at: datetime) -> int:
    """删除到期的: files that nobody confirmed within a day, whosever they are."""
    return _erase_due(by, at)


def _erase_due(by: Actor, at: datetime) -> int:
    due = Taking.objects.filter(at__lt=at - KEPT, state__in=OPEN)
    lines = [book.Line("intake.dropped", one.ref, one.unit_path, by, at) for one in due.only("pk", "unit_path")]
    due.delete()
    book.record_many(lines)
    return len(lines)


def _held(taking: Taking, by: Actor, *states: str) -> tuple[Taking, Kind]:
    """The file, locked, where the actor may and it stands where this step begins; says where it stands instead."""
    held = Taking.objects.select_for_update(of=("self",)).select_related("unit").get(pk=taking.pk)
    kind = KINDS[held.ledger]
    by.must(kind.to_take, held)
    if held.state not in states:
        label = TakingState(held.state).label
        raise Unfit(_("这个文件现在是“%(state)s”，请刷新页面后再办。") % {"state": label})
    return held, kind


@transaction.atomic
def choose(
    *, taking: Taking, sheets: Mapping[str, Mapping[str, Any]], settings: Mapping[str, str], by: Actor, at: datetime,
    encoding: str = "",
) -> Taking:  # fmt: skip
    """选定列对应: which sheets come in, which column fills which field; the file is then read again."""
    held, _kind = _held(taking, by, TakingState.READY, TakingState.REFUSED)
    held.choices = {"sheets": dict(sheets), "settings": dict(settings)}
    held.encoding = encoding if encoding in ENCODINGS else ""
    held.state, held.sentence = TakingState.READING, ""
    held.save(update_fields=["choices", "encoding", "state", "sentence"])
    return held


@transaction.atomic
def confirm(*, taking: Taking, by: Actor, at: datetime) -> Taking:
    """确认导入: from here on the job takes it in; how its columns were understood is remembered for such files."""
    held, kind = _held(taking, by, TakingState.READY)
    sheets = [sheet for sheet in held.preview["sheets"] if sheet["is_in"]]
    if not sheets:
        raise Unfit(_("没有选定要导入的工作表。"))
    for sheet in sheets:
        chosen = {one["code"]: one["column"] for one in sheet["fields"] if one["column"] >= 0}
        mark = files.shape_of(kind.code, sheet["columns"])
        ColumnMap.objects.update_or_create(ledger=kind.code, mark=mark, defaults={"fields": chosen, "at": at})
    held.state = TakingState.TAKING
    held.save(update_fields=["state"])
    return held


@transaction.atomic
def drop(*, taking: Taking, by: Actor, at: datetime) -> None:
    """放弃导入: delete the uploaded file; nothing has been entered."""
    held, _kind = _held(taking, by, *OPEN)
    _tell("intake.dropped", held, by, at)
    held.delete()


def refuse(*, taking: Taking, sentence: str, by: Actor | None, at: datetime) -> None:
    """未能读入: leave the sentence that says why; the file can be read again or dropped."""
    Taking.objects.filter(pk=taking.pk).exclude(state__in=(TakingState.DONE, TakingState.UNDONE)).update(
        state=TakingState.REFUSED, sentence=sentence
    )


def look(*, taking: Taking, by: Actor, at: datetime) -> Taking:
    """读取上传的台账: in a limited child process; leaves a preview, or the sentence that says why not."""
    kind = KINDS[taking.ledger]
    by.must(kind.to_take, taking)
    sentence, state, preview = "", TakingState.READY, {}
    try:
        with override(site.LANGUAGE_CODE):
            file, work = _worked(taking, kind, by, at)
            preview = shown.preview(kind, file, work)
            if not file.included:
                sentence = _not_found(kind, file)
    except (Unreadable, Unfit) as problem:
        state, sentence = TakingState.REFUSED, str(problem)
    Taking.objects.filter(pk=taking.pk, state=TakingState.READING).update(
        **sealed_for(taking, preview=preview), state=state, sentence=sentence
    )
    taking.refresh_from_db()
    return taking


def _not_found(kind: Kind, file: files.FileRead) -> str:
    needed = "、".join(str(one.label) for one in kind.columns if one.is_needed)
    return _("没有找到%(ledger)s：表里要有这些列：%(needed)s。请在下面指定，或换一个文件。") % {
        "ledger": kind.label, "needed": needed,
    }  # fmt: skip


def _worked(taking: Taking, kind: Kind, by: Actor, at: datetime) -> tuple[files.FileRead, Work]:
    """The file as read and checked against what is there now."""
    shapes = dict(ColumnMap.objects.filter(ledger=kind.code).values_list("mark", "fields"))
    file = files.read_file(
        bytes(taking.data), taking.file_name, kind, choices=taking.choices.get("sheets", {}), remembered=shapes.get,
        encoding=taking.encoding,
    )  # fmt: skip
    lines = file.lines
    if len(lines) > MOST_LINES:
        raise Unfit(_("一次最多导入 %(most)s 行，请分成几个文件。") % {"most": MOST_LINES})
    usual = {one.code: one.usual for one in kind.settings}
    work = Work(
        unit=taking.unit, by=by, at=at, today=localdate(at), lines=lines,
        settings={**usual, **taking.choices.get("settings", {})},
    )  # fmt: skip
    work.checked = kind.check(work)
    return file, work


@transaction.atomic
def take_in(*, taking: Taking, by: Actor, at: datetime) -> Taking:
    """导入确认过的: the good lines by the kind's command, in order; the uploaded bytes are deleted with it."""
    held, kind = _held(taking, by, TakingState.TAKING)
    try:
        with override(site.LANGUAGE_CODE):
            file, work = _worked(held, kind, by, at)
            made = _take_lines(kind, work)
    except (Unreadable, Unfit) as problem:
        refuse(taking=held, sentence=str(problem), by=by, at=at)
        held.refresh_from_db()
        return held
    rejected = shown.rejected_of(file, work)
    held.made, held.added, held.known = made, len(work.made), len(work.checked.known) + len(work.checked.twice)
    held.data, held.preview, held.rejected, held.choices = b"", {}, rejected, _left(file, work)
    held.state, held.sentence, held.taken_at = TakingState.DONE, "", at
    held.save()
    _tell("intake.taken", held, by, at, ledger=kind.label, added=held.added, known=held.known, rejected=len(rejected))
    return held


def _left(file: files.FileRead, work: Work) -> dict[str, Any]:
    """What is kept of a file that is in: the remarks of the check, the headings of its sheets."""
    return {"remarks": work.checked.remarks, "columns": {sheet.name: list(sheet.columns) for sheet in file.included}}


def _take_lines(kind: Kind, work: Work) -> list[str]:
    """Each line in a savepoint of its own; the references of what was made."""
    made: list[str] = []
    for place in work.checked.order:
        try:
            with transaction.atomic():
                made += kind.take(work, place)
        except (problems.Unfit, NotAllowed) as problem:
            work.checked.refuse(place, str(problem))
    return made


@transaction.atomic
def undo(*, taking: Taking, by: Actor, at: datetime) -> Taking:
    """撤销导入: take out all that this file made, unless something has been built upon it since."""
    held, kind = _held(taking, by, TakingState.DONE)
    if kind.undo is None:
        raise Unfit(str(kind.stays))
    assert held.taken_at is not None
    removed = kind.undo(held.made, held.taken_at, by, at)
    held.state, held.undone_at = TakingState.UNDONE, at
    held.save(update_fields=["state", "undone_at"])
    _tell("intake.undone", held, by, at, ledger=kind.label, removed=removed)
    return held


@transaction.atomic
def take_along(*, kind: Kind, asked: ExportRequest, refs: Sequence[str], by: Actor, at: datetime) -> Copy:
    """带出: the rows that another person allowed, once; the kind's own command tells of each where there is one."""
    assert kind.out is not None
    if set(refs) - set(asked.keys) or asked.ledger != kind.code:
        raise Unfit(_("只能带出批准过的那些行。"))
    if kind.out.take_along is not None:
        return kind.out.take_along(asked=asked, refs=refs, by=by, at=at)
    assert kind.out.to_ask is not None
    by.must_at(kind.out.to_ask, by.own_path)
    return custody.take_export(asked=asked, rows=len(refs), by=by, at=at)


@transaction.atomic
def take_out(
    *, records: Sequence[Any], to: Permission, since: datetime, by: Actor, at: datetime, hanging: Sequence[Any] = ()
) -> int:  # fmt: skip
    """撤销导入的记录: all or none, with what hangs on them; refused where anything was done with one of them since."""
    for one in records:
        by.must(to, one)
    refs = sorted({one.ref for one in records})
    if book.stories(refs).filter(at__gt=since).exists():
        raise Unfit(_("这一批里已经有人办理过、改动过，不能撤销。请逐条办理。"))
    try:
        for found in hanging:
            found.delete()
        for one in records:
            one.delete()
    except ProtectedError as kept:
        raise Unfit(_("这一批里已经挂着别的记录，不能撤销。请逐条办理。")) from kept
    for ref in refs:
        book.erase_private(ref)
    book.record_many([book.Line("intake.removed", one.ref, one.unit_path, by, at) for one in records])
    return len(records)
