"""数字: one from elsewhere with source and evidence, its verification, and what is said of it after the lock."""

import hashlib
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.files.leaving import without_traces
from lianxin.base.files.pictures import read_picture
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.zipguard import Unreadable, open_package
from lianxin.reports.returns import queries
from lianxin.reports.returns.models import FigureChange, FigureFile, ReturnFigure, plain
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.terms import COLLECT, FROZEN, VERIFY, CheckHow

MOST_BYTES, MOST_FILES, HIGHEST = 5 * 1024 * 1024, 6, Decimal("999999999999")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@transaction.atomic
def enter_figure(
    *, figure: ReturnFigure, by: Actor, at: datetime, value: Decimal | None = None, source: str = "", evidence: str = "",
    no_data: str = "",
) -> ReturnFigure:  # fmt: skip
    """填报外部数字: the value, where it comes from, what shows it; or why there is none.

    A figure that is counted from our own records cannot be typed, nor one that lower units report. A new value is not
    yet verified; where the return had been filed before and came back, the value of then stays beside it.
    """
    figure = _held(figure)
    by.must(COLLECT, figure)
    if not figure.line.is_external:
        raise Unfit(_("这个数由系统记录计算，不用填，也不能填。"), "value")
    if figure.line.is_rolled and figure.of.lower.exists():
        raise Unfit(_("这一行由下级填报、本级汇总，不在这里填：数不对，请对下级的数提疑问，或者退回下级。"), "value")
    _refuse_locked(figure)
    if value is None and not no_data.strip():
        raise Unfit(_("请填数；确实没有的，写明原因。"), "value")
    if value is not None and not 0 <= value <= HIGHEST:
        raise Unfit(_("数太大，或者是负数，请核对。"), "value")
    if value is not None and not source.strip():
        raise Unfit(_("外部数字要写明来源，如哪个系统、哪份报表、截到哪天。"), "source")
    if value is not None and not (evidence.strip() or figure.files.exists()):
        raise Unfit(_("外部数字要有佐证：写明依据的材料，或者先附上文件。"), "evidence")
    if value != figure.value:
        figure.checked_by, figure.checked_on, figure.checked_how, figure.check_note = "", None, "", ""
        if value is not None and figure.of.steps.filter(verb="file").exists():
            FigureChange.objects.create(figure=figure, old=figure.value, new=value, reason=_("退回以后重填"), by_name=by.name,
                                        on=localdate(at), is_refiled=True)  # fmt: skip
    figure.value, figure.source, figure.evidence = value, source.strip()[:120], evidence.strip()[:300]
    figure.no_data = "" if value is not None else no_data.strip()[:120]
    figure.entered_by, figure.entered_on = by.name, localdate(at)
    figure.save()
    book.record(
        "return.figure_entered", of=figure.of.ref, unit_path=figure.unit_path, by=by, at=at, label=figure.line.label,
        value=plain(value), source=figure.source,
    )  # fmt: skip
    return figure


@transaction.atomic
def attach_file(*, figure: ReturnFigure, name: str, data: bytes, by: Actor, at: datetime) -> FigureFile:
    """附佐证材料: a PDF, docx, xlsx or picture of at most 5 MB; of a picture only the pixels, of the others no trace of whose."""
    figure = _held(figure)
    by.must(COLLECT, figure)
    _refuse_locked(figure)
    if figure.files.count() >= MOST_FILES:
        raise Unfit(_("每个数最多附 6 个文件。"), "file")
    if not data or len(data) > MOST_BYTES:
        raise Unfit(_("文件是空的，或者超过 5 MB。"), "file")
    media_type, data = _recognised(data)
    digest = hashlib.sha256(data).hexdigest()
    file = FigureFile.objects.create(
        figure=figure, name=name.strip()[-120:] or "佐证", media_type=media_type, data=data, sha256=digest, by_name=by.name,
        on=localdate(at),
    )  # fmt: skip
    book.record(
        "return.file_attached", of=figure.of.ref, unit_path=figure.unit_path, by=by, at=at, private={"name": file.name},
        label=figure.line.label, sha256=digest,
    )  # fmt: skip
    return file


def _recognised(data: bytes) -> tuple[str, bytes]:
    """What it is by its content, never by its name; and its bytes as they may be kept."""
    try:
        if data.startswith(b"%PDF-"):
            return "application/pdf", without_traces(data)
        if data.startswith(b"PK\x03\x04"):
            package = open_package(data)
            if "word/document.xml" in package:
                return DOCX, without_traces(data)
            if "xl/workbook.xml" in package:
                return XLSX, without_traces(data)
            raise Unreadable("")
        return "image/jpeg", read_picture(data).data
    except Unreadable as refusal:
        raise Unfit(str(refusal) or _("只收 PDF、docx、xlsx 和图片。"), "file") from refusal


@transaction.atomic
def verify_figure(*, figure: ReturnFigure, how: str, by: Actor, at: datetime, note: str = "") -> ReturnFigure:
    """核实一个数: who, when, how (M231); a figure without it is shown as not verified."""
    figure = _held(figure)
    by.must(VERIFY, figure)
    if figure.of.is_locked:
        raise Unfit(queries.why_locked(figure.of))
    if figure.line.is_external and figure.value is None:
        raise Unfit(_("还没有数，无从核实。"))
    today = localdate(at)
    figure.checked_by, figure.checked_on, figure.checked_how = by.name, today, CheckHow(how)
    figure.check_note = note.strip()[:200]
    figure.save(update_fields=["checked_by", "checked_on", "checked_how", "check_note"])
    live = None if figure.line.is_external or figure.of.stage in FROZEN else queries.live(figure, figure.of, by, today)
    book.record(
        "return.figure_verified", of=figure.of.ref, unit_path=figure.unit_path, by=by, at=at, label=figure.line.label,
        value=live.text if live else figure.text, how=CheckHow(how).label,
        private={"comment": figure.check_note} if figure.check_note else {},
    )  # fmt: skip
    return figure


@transaction.atomic
def note_change(*, figure: ReturnFigure, new: Decimal, reason: str, by: Actor, at: datetime) -> FigureChange:
    """更正说明: after the lock; the figure stays as it was filed, and beside it both values with the reason."""
    figure = _held(figure)
    by.must(VERIFY, figure)
    if not figure.of.is_locked:
        raise Unfit(_("还没有备案，直接退回收集修改就行。"))
    if figure.frozen_id is not None:
        raise Unfit(_("这个数由系统记录计算，更正也由记录计算：请登记事后变化，写明原因。"), "new")
    if not reason.strip():
        raise Unfit(_("请写明为什么更正。"), "reason")
    last = figure.changes.filter(is_refiled=False).order_by("-pk").first()
    old = last.new if last else figure.value
    if not 0 <= new <= HIGHEST or new == old:
        raise Unfit(_("请写更正后的数，不能与现在的数相同。"), "new")
    change = FigureChange.objects.create(
        figure=figure, old=old, new=new, reason=reason.strip()[:200], by_name=by.name, on=localdate(at)
    )
    book.record(
        "return.figure_changed", of=figure.of.ref, unit_path=figure.unit_path, by=by, at=at, label=figure.line.label,
        old=plain(old), new=plain(new), private={"reason": change.reason},
    )  # fmt: skip
    return change


def _held(figure: ReturnFigure) -> ReturnFigure:
    found = ReturnFigure.objects.select_for_update(of=("self",)).select_related(
        "of__unit", "of__above__unit", "line", "unit"
    )
    return found.get(pk=figure.pk)


def _refuse_locked(figure: ReturnFigure) -> None:
    if sentence := queries.why_locked(figure.of):
        raise Unfit(sentence)
