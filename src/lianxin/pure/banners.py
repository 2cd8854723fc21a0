"""文件上的一句话: a sentence that stands first in a document or workbook of our own making, whoever opens or prints it.

A document gets a paragraph before all others; a workbook a first sheet of its own, so that no row moves and no formula
breaks, and the sentence as the head of every printed page. What it does not do: files of strangers (the parts are read by
the names that our writers give them), csv, in which a line more would be a row more.

>>> from io import BytesIO
>>> from lianxin.pure.tabular import Book
>>> box = BytesIO()
>>> book = Book(box); _sheet = book.add_worksheet("台账"); book.close()
>>> "练习".encode() in zipfile.ZipFile(BytesIO(xlsx(box.getvalue(), "练习，不算数", sheet="练习"))).read("xl/workbook.xml")
True
"""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

_BODY = re.compile(rb"<w:body>")
_SHEETS, _SHEET_ID = re.compile(rb"<sheets>"), re.compile(rb'sheetId="(\d+)"')
_LOCAL, _ACTIVE = re.compile(rb'localSheetId="(\d+)"'), re.compile(rb' (?:activeTab|firstSheet)="\d+"')
_CHOSEN = re.compile(rb' tabSelected="1"')
_FOOT, _HEAD = re.compile(rb"<headerFooter[^>]*>"), re.compile(rb"<oddHeader>")
#: what must stand behind the head and foot of a sheet
_AFTER = re.compile(
    rb"<(?:rowBreaks|colBreaks|ignoredErrors|drawing|legacyDrawing|picture|tableParts|extLst)\b|</worksheet>"
)
_PAGE = "xl/worksheets/banner.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(data: bytes, words: str) -> bytes:
    """The document with the sentence in bold as its first line."""
    line = (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="C00000"/><w:sz w:val="32"/></w:rPr>'
        f"<w:t>{escape(words)}</w:t></w:r></w:p>"
    ).encode()
    return _rewritten(data, {"word/document.xml": lambda part: _BODY.sub(lambda found: found[0] + line, part, count=1)})


def xlsx(data: bytes, words: str, *, sheet: str) -> bytes:
    """The workbook with a first sheet that says it, and with the sentence above every printed page."""
    changes: dict[str, Callable[[bytes], bytes]] = {
        "xl/workbook.xml": lambda part: _with_sheet(part, sheet),
        "xl/_rels/workbook.xml.rels": lambda part: _before_end(
            part, b"</Relationships>", f'<Relationship Id="rIdBanner" Type="{_OFFICE}/worksheet" Target="worksheets/banner.xml"/>'
        ),
        "[Content_Types].xml": lambda part: _before_end(
            part, b"</Types>",
            f'<Override PartName="/{_PAGE}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>',
        ),
    }  # fmt: skip
    page = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}"><sheetViews><sheetView '
        'tabSelected="1" workbookViewId="0"/></sheetViews><cols><col min="1" max="1" width="60" customWidth="1"/></cols>'
        f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{escape(words)}</t></is></c></row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(BytesIO(data)) as held:
        if not _SHEETS.search(held.read("xl/workbook.xml")):
            return data  # of another maker
        sheets = [name for name in held.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    changes |= dict.fromkeys(sheets, lambda part: _headed(_CHOSEN.sub(b"", part), words))
    return _rewritten(data, changes, {_PAGE: page.encode()})


def _with_sheet(part: bytes, name: str) -> bytes:
    """The new sheet first: what names sheets by their place counts one on."""
    free = max((int(found) for found in _SHEET_ID.findall(part)), default=0) + 1
    part = _LOCAL.sub(lambda found: b'localSheetId="%d"' % (int(found[1]) + 1), _ACTIVE.sub(b"", part))
    line = f'<sheet name={quoteattr(name)} sheetId="{free}" r:id="rIdBanner"/>'.encode()
    return _SHEETS.sub(lambda found: found[0] + line, part, count=1)


def _headed(part: bytes, words: str) -> bytes:
    head = f"<oddHeader>&amp;C{escape(words.replace('&', '&&'))}</oddHeader>".encode()
    if _HEAD.search(part):
        return part  # a head of its own: the first sheet says it
    if found := _FOOT.search(part):
        return part[: found.end()] + head + part[found.end() :]
    last = _AFTER.search(part)
    at = last.start() if last else len(part)
    return part[:at] + b"<headerFooter>" + head + b"</headerFooter>" + part[at:]


def _before_end(part: bytes, end: bytes, line: str) -> bytes:
    return part.replace(end, line.encode() + end, 1)


def _rewritten(
    data: bytes, changes: Mapping[str, Callable[[bytes], bytes]], more: Mapping[str, bytes] | None = None
) -> bytes:
    """The same archive with these parts changed and these added; times and order of the parts stay."""
    box = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as held, zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as made:
        for one in held.infolist():
            part = held.read(one)
            made.writestr(one, changes[one.filename](part) if one.filename in changes else part)
        for name, part in (more or {}).items():
            made.writestr(zipfile.ZipInfo(name, held.infolist()[0].date_time), part)
    return box.getvalue()
