"""回单 as a file: the filled form as docx (a table, or lines) or xlsx, without author and dates."""

import io
from collections.abc import Sequence

from lxml import etree

from lianxin.pure.paper import layout
from lianxin.pure.paper.bindings import to_part
from lianxin.pure.paper.layout import paragraph_properties, run_properties
from lianxin.pure.paper.ooxml import element, flag, package, text_children, value
from lianxin.pure.tabular import Book, Look, Page

from .filling import Filled
from .model import FORM, ROWS, Part

PORTRAIT, LANDSCAPE, TURN_FROM = 8844, 13900, 7  # twips between the margins; columns from which the sheet is turned
SIZE, LINE = 24, 400  # 小四 in half points; twips of a line
LONG = 18  # characters from which a cell is read as prose


def titles_of(filled: Filled) -> tuple[list[str], list[tuple[Part, ...]]]:
    """The printed words above the table, and its rows."""
    rows, titles = list(filled.rows), []
    while filled.kind in (FORM, ROWS) and rows and len(rows[0]) == 1 and rows[0][0].text and not rows[0][0].field:
        titles.append(rows.pop(0)[0].text)
    return titles, rows


def weights(rows: Sequence[Sequence[Part]], columns: int) -> list[int]:
    """How wide each column is, in characters: by what stands in cells of one column."""
    found = [4] * columns
    for row in rows:
        for part in row:
            if part.width == 1 and part.column < columns:
                longest = max((_wide(line) for line in part.text.split("\n")), default=0)
                found[part.column] = max(found[part.column], min(longest, LONG))
    return found


def _wide(line: str) -> int:
    return round(sum(1 if ord(char) > 0x2E7F else 0.55 for char in line))


def write_docx(filled: Filled, *, title: str) -> bytes:
    """The sheet as docx: the same bytes for the same sheet."""
    titles, rows = titles_of(filled)
    is_turned = filled.kind == ROWS and filled.columns >= TURN_FROM
    body = element("w:body")
    for words in titles:
        body.append(_paragraph(words, align="center", look=run_properties(layout.HEITI, size=36)))
    if filled.columns:
        body.append(_table(rows, filled.columns, LANDSCAPE if is_turned else PORTRAIT))
        body.append(_paragraph("", align=""))
    else:
        for row in rows:
            body.append(_paragraph("".join(part.text for part in row), align="left"))
    body.append(layout.section(footers={}, is_landscape=is_turned))
    parts = {
        "word/document.xml": element("w:document", None, body), "word/styles.xml": layout.styles(),
        "word/settings.xml": layout.settings(), "word/fontTable.xml": layout.font_table(),
        "customXml/item1.xml": to_part([]),
    }  # fmt: skip
    return package(parts, footers=(), title=title)


def _paragraph(words: str, *, align: str, look: etree._Element | None = None) -> etree._Element:
    made = element("w:p", None, paragraph_properties(align=align, line=(LINE, "atLeast"), indent={"firstLine": 0}))
    if words:
        run = look if look is not None else run_properties(layout.FANGSONG, size=SIZE)
        made.append(element("w:r", None, run, *text_children(words)))
    return made


def _table(rows: Sequence[Sequence[Part]], columns: int, across: int) -> etree._Element:
    shares = weights(rows, columns)
    widths = [across * share // sum(shares) for share in shares]
    edges = element("w:tblBorders")
    for name in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edges.append(element(f"w:{name}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "000000"}))
    properties = element("w:tblPr", None, element("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}), edges,
                         element("w:tblLayout", {"w:type": "fixed"}))  # fmt: skip
    made = element("w:tbl", None, properties, element("w:tblGrid", None, *[
        element("w:gridCol", {"w:w": str(width)}) for width in widths]))  # fmt: skip
    covered: dict[int, tuple[int, int]] = {}  # column → rows still to cover, columns wide
    for row in rows:
        made.append(_row(row, columns, widths, covered))
    return made


def _row(
    row: Sequence[Part], columns: int, widths: Sequence[int], covered: dict[int, tuple[int, int]]
) -> etree._Element:
    made, at = element("w:tr", None, element("w:trPr", None, flag("w:cantSplit"))), 0
    parts = {part.column: part for part in row}
    while at < columns:
        left, wide = covered.pop(at, (0, 1))
        if left:
            made.append(_cell(Part(width=wide), at, widths, merge="continue"))
            if left > 1:
                covered[at] = (left - 1, wide)
            at += wide
            continue
        part = parts.get(at, Part(column=at))
        wide = min(part.width, columns - at)
        made.append(_cell(part, at, widths, merge="restart" if part.height > 1 else ""))
        if part.height > 1:
            covered[at] = (part.height - 1, wide)
        at += wide
    return made


def _cell(part: Part, at: int, widths: Sequence[int], *, merge: str) -> etree._Element:
    wide = sum(widths[at : at + part.width])
    look = element("w:tcPr", None, element("w:tcW", {"w:w": str(wide), "w:type": "dxa"}))
    if part.width > 1:
        look.append(value("w:gridSpan", part.width))
    if merge:
        look.append(element("w:vMerge", {"w:val": merge}))
    look.append(value("w:vAlign", "center"))
    is_prose = len(part.text) > LONG or "\n" in part.text
    return element("w:tc", None, look, _paragraph(part.text, align="left" if is_prose else "center"))


def write_xlsx(filled: Filled, *, name: str) -> bytes:
    """The sheet as xlsx: every cell a text, merged as they came."""
    titles, rows = titles_of(filled)
    box = io.BytesIO()
    book = Book(box)
    sheet = book.add_worksheet(name)
    frame = {"border": 1, "text_wrap": True, "valign": "vcenter", "num_format": "@"}
    cell, head = book.add_format(frame), book.add_format({**frame, "align": "center", "bold": filled.kind == ROWS})
    large = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    across = max(filled.columns, 1)
    for number, words in enumerate(titles):
        _write(sheet, number, Part(words, width=across), large)
    for number, row in enumerate(rows, len(titles)):
        is_head = filled.kind == ROWS and number < filled.head
        for part in row:
            _write(
                sheet,
                number,
                part,
                head if is_head or not (part.field or part.label or len(part.text) > LONG) else cell,
            )
    for column, wide in enumerate(weights(rows, across) if filled.columns else [80]):
        sheet.set_column(column, column, min(max(10, wide * 2.1), 44))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if filled.kind == ROWS:
        sheet.set_landscape()
    book.close()
    return box.getvalue()


def _write(sheet: Page, number: int, part: Part, look: Look) -> None:
    last_row, last_column = number + part.height - 1, part.column + part.width - 1
    if (last_row, last_column) == (number, part.column):
        sheet.write_string(number, part.column, part.text, look)
    else:
        sheet.merge_range(number, part.column, last_row, last_column, part.text, look)
