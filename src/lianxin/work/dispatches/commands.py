"""发文的事项: register a document under the next free number of its kind and year; void a number; keep the file (M227)."""

import hashlib
import re
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.files.leaving import without_traces
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper.document import document_number
from lianxin.pure.zipguard import Unreadable, open_package
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.dispatches.models import Dispatch, DispatchFile, DispatchSeries, DispatchSign
from lianxin.work.dispatches.terms import REGISTER, VIEW, DispatchKind

MOST_BYTES = 5 * 1024 * 1024
MOST_PAGES = 500
_NUMBER = re.compile(
    r"(?:(?P<sign>[^〔〕\[\]（）()\d]{0,20})[〔\[（(](?P<year>\d{4})[〕\]）)])?第?(?P<serial>\d{1,5})[号期]?"
)


@transaction.atomic
def register(
    *, kind: str, title: str, unit: Unit, on: date, by: Actor, at: datetime, number: str = "", signer: str = "",
    pages: int | None = None, copies_to: str = "", source: str = "",
) -> Dispatch:  # fmt: skip
    """登记发文 and give it a number: the next free one of the unit, kind and year, or the one it already bears.

    With `source` the deed that issued the record (a circular, a newsletter) has asked for the right; without one it is
    asked here. Raises Unfit for a number in use, of another year, or unreadable; NotAllowed.
    """
    by.must_at(VIEW if source else REGISTER, unit.path)
    kind = DispatchKind(kind)
    if not title.strip():
        raise Unfit(_("请写标题。"), "title")
    if on > localdate(at):
        raise Unfit(_("发文日期不能晚于今天。"), "on")
    if pages is not None and not 1 <= pages <= MOST_PAGES:
        raise Unfit(_("页数请写 1 到 500。"), "pages")
    sign, serial = _numbered(unit, kind, on.year, number)
    dispatch = Dispatch.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, kind=kind, year=on.year, serial=serial,
        number=document_number(sign, on.year, serial), title=title.strip()[:120], on=on, signer=signer.strip()[:60],
        pages=pages, copies_to=copies_to.strip()[:200], source=source, by_name=by.name,
    )  # fmt: skip
    book.record(
        "dispatch.registered", of=dispatch.ref, unit_path=unit.path, by=by, at=at, number=dispatch.number,
        private={"title": dispatch.title}, source=source,
    )  # fmt: skip
    return dispatch


@transaction.atomic
def void(*, dispatch: Dispatch, reason: str, by: Actor, at: datetime, with_source: bool = False) -> Dispatch:
    """文号作废: the document no longer counts; its number stays in the register and is not given again.

    `with_source`: the deed that voided the record it was made from has asked for the right.
    """
    dispatch = _standing(dispatch)
    by.must(VIEW if with_source and dispatch.source else REGISTER, dispatch)
    if not reason.strip():
        raise Unfit(_("请写明为什么作废。"), "reason")
    dispatch.voided_on, dispatch.voided_why = localdate(at), reason.strip()[:120]
    dispatch.save(update_fields=["voided_on", "voided_why"])
    book.record(
        "dispatch.voided", of=dispatch.ref, unit_path=dispatch.unit_path, by=by, at=at, number=dispatch.number,
        private={"reason": dispatch.voided_why},
    )  # fmt: skip
    return dispatch


@transaction.atomic
def keep_file(*, dispatch: Dispatch, name: str, data: bytes, by: Actor, at: datetime) -> DispatchFile:
    """存电子件: a docx of at most 5 MB, without who wrote and who remarked; a later one takes the place of an earlier one."""
    dispatch = _standing(dispatch)
    by.must(REGISTER, dispatch)
    if len(data) > MOST_BYTES:
        raise Unfit(_("文件超过 5 MB，请压缩图片后再上传。"), "file")
    try:
        if "word/document.xml" not in open_package(data):
            raise Unfit(_("这不是 docx 文件，请用 Word 或 WPS 另存为 docx 再上传。"), "file")
        data = without_traces(data)
    except Unreadable as refusal:
        raise Unfit(str(refusal), "file") from refusal
    digest = hashlib.sha256(data).hexdigest()
    file, _new = DispatchFile.objects.update_or_create(
        dispatch=dispatch, defaults={"name": name.strip()[-120:] or dispatch.number, "data": data, "sha256": digest}
    )
    book.record(
        "dispatch.filed", of=dispatch.ref, unit_path=dispatch.unit_path, by=by, at=at, name=file.name, sha256=digest
    )
    return file


@transaction.atomic
def set_sign(*, unit: Unit, kind: str, sign: str, by: Actor, at: datetime) -> DispatchSign:
    """设定代字: what stands before the year in the numbers of a kind from now on; numbers given stay as they are."""
    by.must_at(REGISTER, unit.path)
    sign = "".join(sign.split())
    if not sign or re.search(r"[〔〕\[\]（）()\d]", sign) or len(sign) > 20:
        raise Unfit(_("代字只写汉字，如“群办发”，不写年份和号。"), "sign")
    kind = DispatchKind(kind)
    kept, _new = DispatchSign.objects.update_or_create(unit=unit, kind=kind, defaults={"sign": sign})
    book.record("dispatch.signed", of=unit.ref, unit_path=unit.path, by=by, at=at, kind=kind.label, sign=sign)
    return kept


def _numbered(unit: Unit, kind: DispatchKind, year: int, given: str) -> tuple[str, int]:
    """The sign and the serial; the series is locked, so that two at once get two numbers."""
    series, _new = DispatchSeries.objects.select_for_update().get_or_create(unit=unit, kind=kind, year=year)
    sign = DispatchSign.objects.filter(unit=unit, kind=kind).values_list("sign", flat=True).first()
    sign, serial = sign or _usual_sign(kind), series.last + 1
    if given.strip():
        own, serial = _read_number(given, year)
        sign = own or sign
        if Dispatch.objects.filter(unit=unit, kind=kind, year=year, serial=serial).exists():
            raise Unfit(_("这个号已经用过，作废的号也不再用。不填就编下一个号。"), "number")
    if serial > series.last:
        series.last = serial
        series.save(update_fields=["last"])
    return sign, serial


def _usual_sign(kind: DispatchKind) -> str:
    """The word of the kind, in the language of the documents, whatever language the signer's pages are in."""
    with override(settings.LANGUAGE_CODE):
        return str(kind.label)


def _read_number(given: str, year: int) -> tuple[str, int]:
    found = _NUMBER.fullmatch("".join(given.split()))
    if found is None or not int(found["serial"]):
        raise Unfit(_("看不懂这个文号，请写成“〔2026〕5号”或只写“5”。"), "number")
    if found["year"] and int(found["year"]) != year:
        raise Unfit(_("文号的年份与发文日期不在同一年，请核对。"), "number")
    return found["sign"] or "", int(found["serial"])


def _standing(dispatch: Dispatch) -> Dispatch:
    dispatch = Dispatch.objects.select_for_update(of=("self",)).select_related("unit").get(pk=dispatch.pk)
    if dispatch.voided_on is not None:
        raise Unfit(_("这个文号已经作废。"))
    return dispatch
