"""Office files from outside (docx, xlsx): refused before they are unpacked when they could harm.

A docx or xlsx is a zip of XML. A file of a few kilobytes can unpack to gigabytes, name one piece of
data a thousand times, or let the XML parser expand entities without end. This module reads the zip's
directory, holds it against `Limits`, looks for a DOCTYPE, and only then hands out the parts.

>>> import io, zipfile
>>> box = io.BytesIO()
>>> with zipfile.ZipFile(box, "w") as file:
...     file.writestr("word/document.xml", "<w>办结</w>")
>>> package = open_package(box.getvalue())
>>> package.xml("word/document.xml").text
'办结'
>>> try:
...     open_package("办结".encode())
... except Unreadable as refusal:
...     str(refusal)[:12]
'文件不是可读的 docx'

It does not run macros, fetch anything, or judge the content. An XML tree in memory is about ten times
the size of the part, so whoever reads files of strangers does it in a child process all the same.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

MIB = 1024 * 1024


class Unreadable(ValueError):
    """无法读取: the file is refused; `str(error)` is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True)
class Limits:
    """How much a file may hold. Sizes in bytes after unpacking; `ratio` is unpacked ÷ packed."""

    entries: int = 3000
    entry_bytes: int = 50 * MIB
    total_bytes: int = 300 * MIB
    ratio: int = 200
    #: an honest table of 120,000 cells packs better than 200:1, so only large parts are held to the ratio
    ratio_from_bytes: int = 20 * MIB


DOCX = Limits()
XLSX = Limits(entry_bytes=200 * MIB)

_BROKEN = "文件不是可读的 docx 或 xlsx 文件，可能已损坏。请用 Word 或 WPS 打开后另存为 docx 或 xlsx，再上传。"
_OLD = "这是旧格式（.doc、.xls、.wps、.et）或加了密码的文件。请用 Word 或 WPS 打开，去掉密码，另存为 docx 或 xlsx，再上传。"
_LOCKED = "文件加了密码，无法读取。请去掉密码后再上传。"
_TOO_MANY = "文件内部的部件过多（超过 {entries} 个），不能读取。请把正文复制到新建的文档后再上传。"
_TOO_LARGE = "文件展开后过大，不能读取。请拆分文件，或删去大表格、大图片后再上传。"
_OVERLAP = "文件内部结构异常（部件重叠或重名），不能读取。请用 Word 或 WPS 另存一份后再上传。"
_NAMES = "文件内部的部件名称异常，不能读取。请用 Word 或 WPS 另存一份后再上传。"
_DOCTYPE = "文件内含有不允许的实体声明（DOCTYPE），不能读取。请用 Word 或 WPS 另存一份后再上传。"
_XML = "文件内部的“{name}”部分已损坏，不能读取。请用 Word 或 WPS 打开后另存一份，再上传。"

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
#: OPC (ISO/IEC 29500-2) allows these only; anything else could hide a DOCTYPE from the scan
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii"}
_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b" ", b"\t", b"\r", b"\n", b"\0<")
_CHUNK = MIB


@dataclass(frozen=True)
class Package:
    """A file that has passed the guards; parts are unpacked when asked for."""

    data: bytes
    names: tuple[str, ...]
    file: zipfile.ZipFile = field(repr=False, compare=False)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """The unpacked bytes of one part. Raises `Unreadable` if it is missing or damaged."""
        try:
            return self.file.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise Unreadable(_XML.format(name=name)) from error

    def xml(self, name: str) -> etree._Element:
        """The root element of one XML part. Raises `Unreadable` if it is missing or not well-formed."""
        return parse_xml(self.read(name), name=name)


def open_package(data: bytes, *, limits: Limits = DOCX) -> Package:
    """Check a docx or xlsx and open it. Raises `Unreadable` for anything that is broken or too much."""
    if data.startswith(_OLE_MAGIC):
        raise Unreadable(_OLD)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        infos = file.infolist()
        _check_directory(infos, data, limits)
        for info in infos:
            if info.filename.lower().endswith(_XML_SUFFIXES):
                with file.open(info) as part:
                    _check_prolog(part)
    # zipfile raises many kinds for damaged files: RuntimeError for encryption, struct.error, UnicodeError …
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, OSError, ValueError) as error:
        raise Unreadable(_BROKEN) from error
    if not infos:
        raise Unreadable(_BROKEN)
    return Package(data=data, names=tuple(info.filename for info in infos), file=file)


def parse_xml(data: bytes, *, name: str = "正文") -> etree._Element:
    """Parse one XML part without entities, DTD or network. Raises `Unreadable`, never lxml's errors."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(_XML.format(name=name)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_DOCTYPE)
    return root


def _check_directory(infos: Sequence[zipfile.ZipInfo], data: bytes, limits: Limits) -> None:
    """Hold the zip's directory against the limits, without unpacking anything."""
    if len(infos) > limits.entries:
        raise Unreadable(_TOO_MANY.format(entries=limits.entries))
    if any(info.flag_bits & 0x1 for info in infos):
        raise Unreadable(_LOCKED)
    for info in infos:
        if _is_bad_name(info.filename):
            raise Unreadable(_NAMES)
        is_squeezed = info.file_size > limits.ratio * max(info.compress_size, 1)
        if info.file_size > limits.entry_bytes or (is_squeezed and info.file_size > limits.ratio_from_bytes):
            raise Unreadable(_TOO_LARGE)
    if sum(info.file_size for info in infos) > limits.total_bytes:
        raise Unreadable(_TOO_LARGE)
    if len({info.filename for info in infos}) < len(infos) or _is_overlapping(infos, data):
        raise Unreadable(_OVERLAP)


def _is_bad_name(name: str) -> bool:
    """Whether a part's name leaves the package (absolute, a drive, `..`) or hides something."""
    steps = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\0" in name


def _is_overlapping(infos: Sequence[zipfile.ZipInfo], data: bytes) -> bool:
    """Whether two entries share bytes: the trick of bombs that name the same data again and again."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            return True
        # the local header has its own name and extra lengths: APPNOTE 4.3.7
        name_length, extra_length = struct.unpack_from("<HH", data, info.header_offset + 26)
        end = info.header_offset + 30 + name_length + extra_length + info.compress_size
    return False


def _check_prolog(part: IO[bytes]) -> None:
    """Read one XML part to its end in pieces, looking for a DOCTYPE in UTF-8 or UTF-16."""
    tail, is_first = b"", True
    while chunk := part.read(_CHUNK):
        if is_first:
            if not chunk.startswith(_STARTS):
                raise Unreadable(_BROKEN)
            declared = _ENCODING.search(chunk[:1024].replace(b"\0", b""))
            if declared and declared[1].lower() not in _ENCODINGS:
                raise Unreadable(_DOCTYPE)
            is_first = False
        # without its zero bytes, UTF-16 of either order reads like ASCII
        text = tail + chunk.replace(b"\0", b"")
        if b"<!DOCTYPE" in text:
            raise Unreadable(_DOCTYPE)
        tail = text[-16:]
