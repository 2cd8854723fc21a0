"""A docx as it stands on paper: text, automatic numbers, tables, text boxes, notes; and the way back to its runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from lianxin.pure.zipguard import Package, Unreadable, parse_xml

from .model import Cell, ReadText, Sheet, Table
from .numbering import Numbers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
#: deleted words, the old place of moved ones, field codes, phonetic guides, the older twin of a drawing, properties
_LEFT_OUT = {
    *(W + name for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "rPr", "pPr", "sdtPr")),
    *(W + name for name in ("tblPr", "tblGrid", "trPr", "tcPr", "sectPr")), _FALLBACK,
}  # fmt: skip
#: Word's “strict” files say the same in another namespace
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_WORDS = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOT_A_TEXT = "这是 Office 文件，但不是文档。请上传 docx、xlsx、txt、html 或 PDF 格式的文稿。"
_TOO_DEEP = "文件内部的层次过深，不能读取。请把正文复制到新建的文档后再上传。"
MAX_DEPTH = 150
_NOTES = (("footnote", "脚注"), ("endnote", "尾注"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one `w:t`: where they begin in the text, and the element. Of a note: the element that refers to it."""

    start: int
    end: int
    element: etree._Element
    is_reference: bool = False


@dataclass
class Walked:
    """A docx read: what `read` hands on, and the elements for whoever writes into it."""

    sheet: Sheet = field(default_factory=Sheet)
    pieces: list[Piece] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    is_hidden: bool = False
    unread_numbers: int = 0


def main_part(package: Package) -> str:
    """The name of the part that holds the text; the package's own relationships say which. Raises `Unreadable`."""
    if "_rels/.rels" in package:
        for relation in package.xml("_rels/.rels"):
            if str(relation.get("Type")).endswith("/officeDocument"):
                target = str(relation.get("Target")).lstrip("/")
                if target in package and target.endswith(".xml") and not target.startswith(("xl/", "ppt/")):
                    return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise Unreadable(_NOT_A_TEXT)


def read(package: Package) -> ReadText:
    """Body, tables, text boxes, then footnotes and endnotes. Raises `Unreadable`."""
    root = package.xml(main_part(package))
    if etree.QName(root).namespace == _STRICT:
        root = parse_xml(package.read(main_part(package)).replace(_STRICT.encode(), W[1:-1].encode()))
    walked = walk(package, root)
    notes = tuple(_notes(package, root, walked))
    return ReadText(walked.sheet.text, notes, "docx", tuple(walked.tables), tuple(walked.paragraphs))


def walk(package: Package, root: etree._Element) -> Walked:
    """Read the main part `root` of a package and its notes. Raises `Unreadable`."""
    if etree.QName(root).localname != "document":
        raise Unreadable(_NOT_A_TEXT)
    reader = _Reader(Numbers.of(package))
    try:
        reader.flow(root, 0)
        for name, label in _NOTES:
            part = f"word/{name}s.xml"
            if part in package:
                _read_notes(reader, package.xml(part), root, name, label)
    except RecursionError as error:
        raise Unreadable(_TOO_DEEP) from error
    return reader.found


def _read_notes(reader: _Reader, notes: etree._Element, root: etree._Element, name: str, label: str) -> None:
    """Each note on lines of its own behind the text; its words lead to the place that refers to it."""
    places = {one.get(W + "id"): one for one in root.iter(f"{W}{name}Reference")}
    for note in notes:
        if isinstance(note.tag, str) and note.get(W + "type") is None:
            for paragraph in note.iter(W + "p"):
                reader.note(paragraph, f"〔{label}〕", places.get(note.get(W + "id")))


class _Reader:
    """Goes through the elements in the order of the paper."""

    def __init__(self, numbers: Numbers) -> None:
        self.found = Walked()
        self.numbers = numbers
        self._is_open = False  # the mark at the end of the last paragraph was deleted: the next one goes on
        self._reference: etree._Element | None = None

    def flow(self, parent: etree._Element, depth: int) -> None:
        """Paragraphs and tables one below the other."""
        if depth > MAX_DEPTH:
            raise Unreadable(_TOO_DEEP)
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
                continue
            if child.tag == W + "p":
                self._begin()
                self._paragraph(child, depth, in_cell=False)
            elif child.tag == W + "tbl":
                self._table(child, depth)
            else:
                self.flow(child, depth + 1)

    def note(self, paragraph: etree._Element, label: str, reference: etree._Element | None) -> None:
        """A paragraph of a footnote or endnote; an empty one leaves nothing."""
        if not any((words.text or "").strip() for words in paragraph.iter(W + "t")):
            return
        self._begin()
        self.found.sheet.add(label)
        self._reference = reference if reference is not None else paragraph.getroottree().getroot()
        boxes: list[etree._Element] = []
        self._runs(paragraph, boxes, 0)
        self._reference = None

    def _begin(self) -> None:
        if not self._is_open:
            self.found.sheet.line()
        self._is_open = False

    def _paragraph(self, paragraph: etree._Element, depth: int, *, in_cell: bool) -> None:
        """The paragraph's own words, its number before them; then the text boxes anchored in it."""
        sheet = self.found.sheet
        label, is_known = self.numbers.label(paragraph)
        self.found.unread_numbers += not is_known
        start = sheet.add(label) + len(label)
        before, boxes = sheet.length, []  # type: int, list[etree._Element]
        self._runs(paragraph, boxes, depth)
        self.found.paragraphs.append((start, sheet.length - before))
        self._is_open = not in_cell and paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        for box in boxes:
            if in_cell:
                self._inside(box, depth + 1)
            else:
                self.flow(box, depth + 1)

    def _runs(self, parent: etree._Element, boxes: list[etree._Element], depth: int) -> None:
        if depth > MAX_DEPTH:
            raise Unreadable(_TOO_DEEP)
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
                continue
            if child.tag == W + "txbxContent":
                boxes.append(child)
            elif child.tag == W + "t":
                self._words(child)
            elif child.tag in _WORDS:
                self.found.sheet.add(_WORDS[child.tag])
            elif child.tag == W + "r" and _is_hidden(child):
                self.found.is_hidden = True
            else:
                self._runs(child, boxes, depth + 1)

    def _words(self, element: etree._Element) -> None:
        words = element.text or ""
        if words:
            start = self.found.sheet.add(words)
            at = element if self._reference is None else self._reference
            self.found.pieces.append(Piece(start, start + len(words), at, self._reference is not None))

    def _table(self, table: etree._Element, depth: int) -> None:
        """One line per row, cells parted by tabs."""
        if depth > MAX_DEPTH:
            raise Unreadable(_TOO_DEEP)
        rows: list[tuple[Cell, ...]] = []
        name = f"表{len(self.found.tables) + 1}"
        for row in _below(table, "tr"):
            self._begin()
            cells: list[Cell] = []
            for cell in _below(row, "tc"):
                if cells:
                    self.found.sheet.apart("\t")
                start = self.found.sheet.add("")
                self._inside(cell, depth + 1)
                words = self.found.sheet.text_from(start)
                address = f"{name}第{len(rows) + 1}行第{len(cells) + 1}列"
                cells.append(Cell(words, start, address))
                for _ in range(_span(cell) - 1):  # so that what follows stays in its column
                    self.found.sheet.apart("\t")
                    cells.append(Cell("", start))
            rows.append(tuple(cells))
        self.found.tables.append(Table(name, tuple(rows)))

    def _inside(self, parent: etree._Element, depth: int) -> None:
        """What stands in a cell, in one line."""
        if depth > MAX_DEPTH:
            raise Unreadable(_TOO_DEEP)
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
                continue
            if child.tag == W + "p":
                self.found.sheet.gap()
                self._paragraph(child, depth, in_cell=True)
            else:
                self._inside(child, depth + 1)


def _below(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, those in content controls and insertions too."""
    for child in parent:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag == W + name:
            if name != "tr" or child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "smartTag"):
            yield from _below(child, name)


def _span(cell: etree._Element) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    width = found.get(W + "val", "1") if found is not None else "1"
    return min(int(width), 60) if width.isdecimal() and len(width) < 4 else 1


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val", "1") not in ("0", "false", "off")


def _notes(package: Package, root: etree._Element, walked: Walked) -> Iterator[str]:
    """What the text does not show: said, never passed over."""
    if next(root.iter(W + "del", W + "moveFrom"), None) is not None:
        yield "文中有修订痕迹：已删除的文字没有计入，插入的文字已计入。"
    elif next(root.iter(W + "ins", W + "moveTo"), None) is not None:
        yield "文中有修订痕迹：插入的文字已计入。"
    if walked.unread_numbers:
        yield f"未读：自动编号 {walked.unread_numbers} 处（编号由 Word 生成，不在文字里，格式不认识）。"
    if walked.is_hidden:
        yield "未读：隐藏的文字（打印不出来）。"
    pictures = sum(
        1
        for element in root.iter(_BLIP, _IMAGE)
        if not any(above.tag == _FALLBACK for above in element.iterancestors())
    )
    if pictures:
        yield f"未读：图片 {pictures} 幅，图中的文字和数字没有核对。"
    names = package.names
    if any(name.startswith(("word/charts/", "word/diagrams/", "word/embeddings/")) for name in names):
        yield "未读：图表或嵌入的对象。"
    if any(name.startswith(("word/header", "word/footer")) for name in names):
        yield "未读：页眉和页脚。"
    if "word/comments.xml" in names:
        yield "未读：批注。"
    if any(name.endswith("vbaProject.bin") for name in names):
        yield "未读：宏（没有运行）。"
