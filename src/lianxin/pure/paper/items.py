"""公文 read back with its structure: which paragraphs are headings, which cells make a table, where figures are bound.

What came out of `write_docx` and went through Word, WPS or LibreOffice is understood by its style names, a file of other
making by the numbers in front of its headings (一、 （一） 1. （1）). A figure that a hand has changed keeps its binding
and what was printed there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from lianxin.pure.paper.bindings import Bound, id_of
from lianxin.pure.paper.document import Figure, Run, Text, text_of
from lianxin.pure.paper.reader import (
    _SKIPPED,
    _attribute,
    _kept_bindings,
    _line,
    _local,
    _main_part,
    _paragraphs,
    _settled,
)
from lianxin.pure.zipguard import Package, Unreadable, open_package

_NOT_WORD = "这不是 Word 文档（docx）。请用 Word 或 WPS 另存为 docx，再上传。"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-4])", re.IGNORECASE)
_NUMBERS = (
    re.compile(r"\s*[一二三四五六七八九十]{1,3}、\s*"),
    re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}[）)]\s*"),
    re.compile(r"\s*\d{1,2}[.．]\s*(?!\d)"),
    re.compile(r"\s*[（(]\d{1,2}[）)]\s*"),
)
_TITLES = ("title", "标题")
#: what is longer, or has a full stop inside, is no heading without its style
_LONGEST_HEADING = 40


@dataclass(frozen=True)
class Row:
    """一行: `kind` is title, heading (`level`, its number taken off), para or table (`cells`, rows of cells)."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    cells: tuple[tuple[tuple[Run, ...], ...], ...] = ()

    @property
    def text(self) -> str:
        """The words of a line; a table has none of its own."""
        return text_of(self.runs)


def read_rows(data: bytes, figures: Iterable[Figure] = ()) -> list[Row]:
    """The lines and tables of a docx in order, without the empty ones. Raises `Unreadable` with a Chinese sentence.

    `figures` are those of the document that was given out: a program that keeps marks but drops what they stand for (an odt
    in between) loses no binding.
    """
    package = open_package(data)
    given = {id_of(figure): Bound(figure.binding, figure.printed or figure.text) for figure in figures}
    kept, styles = {**given, **_kept_bindings(package)}, _style_names(package)
    root = package.xml(_main_part(package))
    if _local(root) != "document":
        raise Unreadable(_NOT_WORD)
    return [row for row in _rows(root, kept, styles) if row.cells or row.text.strip()]


def without_number(parts: tuple[Run, ...], level: int) -> tuple[Run, ...]:
    """The runs of a heading without the number in front."""
    if not parts or not isinstance(parts[0], Text):
        return parts
    found = _NUMBERS[level - 1].match(parts[0].text)
    return (Text(parts[0].text[found.end() :]), *parts[1:]) if found else parts


def level_by_number(text: str) -> int:
    """The level of a heading by the number in front of it; 0 for what is a paragraph."""
    if len(text) > _LONGEST_HEADING or "。" in text.rstrip("。"):
        return 0
    return next((level for level, number in enumerate(_NUMBERS, start=1) if number.match(text)), 0)


def _rows(parent: etree._Element, kept: dict[str, Bound], styles: dict[str, str]) -> Iterator[Row]:
    for child in parent:
        name = _local(child)
        if name == "tbl":
            if cells := _cells(child, kept):
                yield Row("table", cells=cells)
        elif name == "p":
            yield _paragraph(child, kept, styles)
            for inner in _paragraphs(child):  # of a text box
                yield _paragraph(inner, kept, styles)
        elif name not in _SKIPPED:
            yield from _rows(child, kept, styles)


def _paragraph(element: etree._Element, kept: dict[str, Bound], styles: dict[str, str]) -> Row:
    parts = _runs(element, kept)
    style = styles.get(_style(element), _style(element)).strip().lower()
    if style in _TITLES:
        return Row("title", parts)
    found = _HEADING.search(style)
    level = int(found[1]) if found else level_by_number(text_of(parts))
    return Row("heading", without_number(parts, level), level) if level else Row("para", parts)


def _runs(element: etree._Element, kept: dict[str, Bound]) -> tuple[Run, ...]:
    line = _line(element, kept)
    text, here = line.text, 0
    made: list[Run] = []
    for spot in _settled(line.spots):
        if spot.bound is None or spot.start < here or spot.start == spot.end:
            continue
        if text[here : spot.start]:
            made.append(Text(text[here : spot.start]))
        words, printed = text[spot.start : spot.end], spot.bound.printed
        made.append(Figure(words, spot.bound.binding, printed="" if words == printed else printed))
        here = spot.end
    return (*made, *([Text(text[here:])] if text[here:] else []))


def _cells(table: etree._Element, kept: dict[str, Bound]) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    """The cells row by row; rows that are shorter because cells were joined are filled up with empty ones."""
    rows = []
    for row in table.iter("{*}tr"):
        cells = []
        for cell in row.iter("{*}tc"):
            parts: list[Run] = []
            for place, paragraph in enumerate(_paragraphs(cell)):
                parts += [Text("\n")] * bool(place and parts) + list(_runs(paragraph, kept))
            cells.append(tuple(parts))
        rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *([()] * (width - len(row)))) for row in rows)


def _style(element: etree._Element) -> str:
    for child in element:
        if _local(child) == "pPr":
            for inner in child:
                if _local(inner) == "pStyle":
                    return _attribute(inner, "val")
    return ""


def _style_names(package: Package) -> dict[str, str]:
    """Style id → its name; WPS gives ids of its own, the names stay."""
    if "word/styles.xml" not in package:
        return {}
    found = {}
    for style in package.xml("word/styles.xml").iter("{*}style"):
        for child in style:
            if _local(child) == "name":
                found[_attribute(style, "styleId")] = _attribute(child, "val")
    return found
