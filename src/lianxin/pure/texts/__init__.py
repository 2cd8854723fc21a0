"""读取文字: the text of a txt, docx, html, xlsx or text PDF, with a note on every part that was not read.

>>> found = read_text("办结12件。".encode("gb18030"), "总结.txt")
>>> found.text, found.kind, found.notes
('办结12件。', 'txt', ())
>>> try:
...     read_text(b"", "空.txt")
... except Unreadable as refusal:
...     str(refusal)
'文件是空的，没有可核对的文字。'

What a file is, is seen from its first bytes, not from its name. A docx gives what stands on paper: tracked
insertions are in, tracked deletions and hidden words out, with a note; automatic numbers are written as Word would.
Tables (docx, xlsx, html) are lines of cells parted by tabs, and stand in `tables` with the place of each cell.
It reads no pictures (no OCR), runs no macros, follows no links. The guards against harmful zips are those of
`zipguard`; files of strangers are still read in a child process.
"""

from __future__ import annotations

from pathlib import Path

from lianxin.pure.zipguard import Unreadable, open_package

from . import docx, html, pdf, workbook
from .model import MAX_CHARACTERS, TOO_LONG, Cell, ReadText, Table, tables_in

__all__ = ["Cell", "ReadText", "Table", "Unreadable", "read_text", "tables_in"]

MAX_BYTES = 30 * 1024 * 1024
_ZIP, _OLE_MAGIC = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_EMPTY = "文件是空的，没有可核对的文字。"
_TOO_LARGE = "文件超过 30 MB，不能核对。请删去图片或拆分后再上传。"
_NO_TEXT = "这不是文本、docx、xlsx、html 或 PDF 文件，或编码无法识别。请另存为 docx 或 UTF-8 文本后再上传。"
_OLD = "这是旧格式（.doc、.wps）或加了密码的文件。请用 Word 或 WPS 打开，去掉密码，另存为 docx，再上传。"
_OLD_TABLE = "这是旧格式（.xls、.et）或加了密码的表格。请用 Excel 或 WPS 打开，去掉密码，另存为 xlsx，再上传。"
_RTF = "这是 RTF 文件。请用 Word 或 WPS 打开，另存为 docx，再上传。"


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
    found = _found(data, name)
    if len(found.text) > MAX_CHARACTERS:
        raise Unreadable(TOO_LONG)
    if not found.text.strip():
        raise Unreadable(_EMPTY)
    return found


def _found(data: bytes, name: str) -> ReadText:
    """What the file is, seen from its first bytes, and what stands in it."""
    if data.startswith(_OLE_MAGIC):
        raise Unreadable(_OLD_TABLE if name.lower().endswith((".xls", ".et")) else _OLD)
    if data.startswith(_ZIP):
        package = open_package(data)
        if workbook.is_workbook(package):
            return workbook.read(data)
        return docx.read(package)
    if data[:1024].lstrip().startswith(b"%PDF"):
        return pdf.read(data)
    if data.startswith(b"{\\rtf"):
        raise Unreadable(_RTF)
    if html.is_html(data, name):
        return html.read(_decode(data, html.charset(data)))
    return ReadText(_decode(data))


def _decode(data: bytes, declared: str = "") -> str:
    """What is declared, BOM, then strict UTF-8, then strict GB18030: no guessing by statistics, which misreads short files."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        order = ["utf-16"]
    elif b"\0" in data:
        # Without a byte order mark, spaces, digits and line ends show where the zero bytes stand.
        order = ["utf-16-le"] if data[1::2].count(0) > data[0::2].count(0) else ["utf-16-be"]
    else:
        order = [*filter(None, [declared]), "utf-8-sig", "gb18030"]
    for encoding in order:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, ValueError):
            continue
        if "\0" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Unreadable(_NO_TEXT)
