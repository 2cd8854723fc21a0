"""读来件: pasted text, a document or a sheet, as work orders. A stranger's file is opened in a child process."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.files.tables import Unreadable, read_tables
from lianxin.base.files.texts import read_text_apart
from lianxin.pure.problems import Unfit
from lianxin.pure.workslips import MOST, Slip, read_sheets, read_text
from lianxin.work.workorders.terms import Format

SHEETS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".et")
MAX_BYTES, MAX_CHARACTERS = 5 * 1024 * 1024, 200_000


def read(data: bytes, name: str, today: date, *, as_text: bool) -> tuple[list[Slip], str]:
    """The work orders in it and how they came; raises Unfit with the field that it belongs to."""
    field = "text" if as_text else "file"
    try:
        found, form = _found(data, name, today, as_text=as_text)
    except Unreadable as refusal:
        raise Unfit(str(refusal), field) from refusal
    found = [slip for slip in found if slip.values.keys() - {"source"}]
    if not found:
        raise Unfit(_("没有读出工单：没有找到编号、内容这些栏目。请粘贴工单的文字，或照原样登记。"), field)
    if len(found) > MOST:
        raise Unfit(_("一次最多收 %(most)s 件，请分成几个文件。") % {"most": MOST}, field)
    return found, form


def _found(data: bytes, name: str, today: date, *, as_text: bool) -> tuple[list[Slip], str]:
    if as_text:
        return read_text(data.decode("utf-8", "replace")[:MAX_CHARACTERS], today), Format.TEXT
    if name.lower().endswith(SHEETS):
        sheets = [one for one in read_tables(data, name) if not one.is_hidden]
        found = read_sheets([(one.name, one.rows) for one in sheets], today)
        return _noted(found, [told for one in sheets for told in (*one.notes, one.question) if told]), Format.SHEET
    read = read_text_apart(data, name)
    return _noted(read_text(read.text[:MAX_CHARACTERS], today, read.tables or None), read.notes), Format.DOCUMENT


def _noted(found: list[Slip], notes: Sequence[str]) -> list[Slip]:
    """What was noticed while the file was read goes with each of its orders: digits that are lost, pictures not read."""
    return [replace(slip, notes=tuple(notes)) for slip in found]
