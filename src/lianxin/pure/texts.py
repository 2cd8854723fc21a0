"""读取文字: the text of a txt, docx or text PDF, with a note on every part that was not read.

>>> read_text("办结12件。".encode("gb18030"), "总结.txt")
ReadText(text='办结12件。', notes=())
>>> try:
...     read_text(b"", "空.txt")
... except Unreadable as refusal:
...     str(refusal)
'文件是空的，没有可核对的文字。'

What a file is, is seen from its first bytes, not from its name. A docx gives what stands on paper: tracked
insertions are in, tracked deletions out, with a note. It reads no pictures (no OCR), runs no macros, follows no
links. The guards against harmful zips are those of `zipguard`; files of strangers are still read in a child process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from lxml import etree

from lianxin.pure.zipguard import Package, Unreadable, open_package

__all__ = ["ReadText", "Unreadable", "read_text"]

MAX_BYTES = 30 * 1024 * 1024
MAX_PAGES = 1000
MAX_CHARACTERS = 1_000_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LEFT_OUT = {_W + "del", _W + "moveFrom", _W + "delText", _W + "instrText", _FALLBACK}

_EMPTY = "文件是空的，没有可核对的文字。"
_TOO_LARGE = "文件超过 30 MB，不能核对。请删去图片或拆分后再上传。"
_TOO_LONG = "文件的文字过长，不能核对。请拆分后再上传。"
_NO_TEXT = "这不是文本、docx 或 PDF 文件，或编码无法识别。请另存为 docx 或 UTF-8 文本后再上传。"
_NOT_A_TEXT = "这是 Office 文件，但不是文档。请上传 docx、txt 或 PDF 格式的文稿。"
_SCAN = "PDF 里没有文字，可能是扫描件。请先识别成文字，或上传 docx 原稿。"
_LOCKED = "PDF 加了密码，无法读取。请去掉密码后再上传。"
_BAD_PDF = "PDF 已损坏，无法读取。请重新导出后再上传。"
_MANY_PAGES = "PDF 超过 1000 页，不能核对。请拆分后再上传。"


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file, lines ended by \\n; `notes` name what was left out (未读：…) or decided."""

    text: str
    notes: tuple[str, ...] = ()


def read_text(source: str | Path | bytes, name: str = "") -> ReadText:
    """The text of a file given as a path or as its bytes. Raises `Unreadable` with a Chinese sentence.

    `name` is only used to tell an old Word file from other files of that kind.
    """
    if isinstance(source, bytes):
        data = source
    else:
        path = Path(source)
        try:
            if path.stat().st_size > MAX_BYTES:
                raise Unreadable(_TOO_LARGE)
            data = path.read_bytes()
        except OSError as error:
            raise Unreadable(f"无法打开文件“{path.name}”。请检查路径和权限。") from error
    if len(data) > MAX_BYTES:
        raise Unreadable(_TOO_LARGE)
    if not data.strip():
        raise Unreadable(_EMPTY)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE_MAGIC)):
        found = _docx(open_package(data))
    elif data[:1024].lstrip().startswith(b"%PDF"):
        found = _pdf(data)
    else:
        found = ReadText(_decode(data))
    if len(found.text) > MAX_CHARACTERS:
        raise Unreadable(_TOO_LONG)
    if not found.text.strip():
        raise Unreadable(_EMPTY)
    return found


def _decode(data: bytes) -> str:
    """BOM, then strict UTF-8, then strict GB18030: no guessing by statistics, which misreads short files."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        order = ["utf-16"]
    elif b"\0" in data:
        # Without a byte order mark, spaces, digits and line ends show where the zero bytes stand.
        order = ["utf-16-le"] if data[1::2].count(0) > data[0::2].count(0) else ["utf-16-be"]
    else:
        order = ["utf-8-sig", "gb18030"]
    for encoding in order:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, ValueError):
            continue
        if "\0" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Unreadable(_NO_TEXT)


def _docx(package: Package) -> ReadText:
    """Body, tables, text boxes, then footnotes and endnotes of a docx."""
    if "word/document.xml" not in package:
        raise Unreadable(_NOT_A_TEXT)
    root = package.xml("word/document.xml")
    lines = list(_lines(root))
    for part, label in (("word/footnotes.xml", "脚注"), ("word/endnotes.xml", "尾注")):
        if part in package:
            for note in package.xml(part):
                if note.get(_W + "type") is None:
                    lines.extend(f"〔{label}〕{line}" for line in _lines(note) if line.strip())
    return ReadText("\n".join(lines), tuple(_notes(package, root)))


def _lines(root: etree._Element) -> Iterator[str]:
    """One line per paragraph, one per table row (cells parted by tabs); text boxes behind their paragraph."""
    for element in root:
        if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
            continue
        if element.tag == _W + "p":
            yield from _paragraph(element)
        elif element.tag == _W + "tr":
            cells = [" ".join(line for line in _lines(cell) if line) for cell in element if cell.tag != _W + "trPr"]
            yield "\t".join(cells).rstrip("\t")
        else:
            yield from _lines(element)


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """The paragraph's own line, then the lines of the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, pieces, boxes)
    yield "".join(pieces)
    for box in boxes:
        yield from _lines(box)


def _collect(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            continue
        if child.tag == _W + "txbxContent":
            boxes.append(child)
        elif child.tag == _W + "t":
            pieces.append(child.text or "")
        elif child.tag in (_W + "tab", _W + "noBreakHyphen"):
            pieces.append(" " if child.tag == _W + "tab" and child.getparent().tag != _W + "tabs" else "")
        elif child.tag in (_W + "br", _W + "cr"):
            pieces.append("\n")
        else:
            _collect(child, pieces, boxes)


def _notes(package: Package, root: etree._Element) -> Iterator[str]:
    """What the text does not show: said, never passed over."""
    if next(root.iter(_W + "del", _W + "moveFrom"), None) is not None:
        yield "文中有修订痕迹：已删除的文字没有计入，插入的文字已计入。"
    elif next(root.iter(_W + "ins", _W + "moveTo"), None) is not None:
        yield "文中有修订痕迹：插入的文字已计入。"
    if next(root.iter(_W + "numPr"), None) is not None:
        yield "未读：自动编号（编号由 Word 生成，不在文字里）。"
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


def _pdf(data: bytes) -> ReadText:
    """The text layer of a PDF, page by page; pages without text are named."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_LOCKED if "assword" in str(error) else _BAD_PDF) from error
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(_MANY_PAGES)
        pages = [_pdf_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise Unreadable(_SCAN)
    blank = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    notes = (f"未读：第 {'、'.join(blank[:20])} 页没有文字，可能是扫描页。",) if blank else ()
    return ReadText("\n".join(pages), notes)


def _pdf_page(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        layer = page.get_textpage()
        text: str = layer.get_text_range()
        layer.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_BAD_PDF) from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\0", "")
