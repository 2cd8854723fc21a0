"""好的文件: workbooks, papers and pictures as offices make them, and the tools by which they are taken apart."""

import io
import random
import struct
import zipfile
import zlib

import pypdfium2
from PIL import Image

from lianxin.pure.paper import Paper, Para, runs, write_docx
from lianxin.pure.tabular import Book


def workbook(dice: random.Random, rows: int = 5) -> bytes:
    box = io.BytesIO()
    book = Book(box)
    for sheet in ("十月", "十一月")[: dice.randrange(1, 3)]:
        page = book.add_worksheet(sheet)
        for row in range(rows):
            for column, cell in enumerate(("日期", "诉求内容", "数量") if not row else ("2026-10-09", "路灯不亮", row)):
                page.write(row, column, cell)
    book.close()
    return box.getvalue()


def document(dice: random.Random) -> bytes:
    words = "。".join(dice.sample(["走访群众120户", "修好路灯3盏", "办结诉求35件", "按时办结率92％", "调解纠纷4起"], 3))
    return write_docx(Paper("十月工作总结", (Para(runs(words + "。")),), signature="清水镇"))


def picture(dice: random.Random, form: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", size, dice.randbytes(size[0] * size[1] * 3)).save(out, form)
    return out.getvalue()


def zipped(parts: dict[str, bytes], level: int = 9) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return box.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def prologue(data: bytes, part: str, entity: bytes) -> bytes:
    held = parts_of(data)
    head, _end, rest = held[part].partition(b"?>")
    held[part] = head + b"?>" + entity + rest
    return zipped(held)


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def page() -> bytes:
    """A PDF of one empty page."""
    document, box = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(595, 842)
    document.save(box)
    document.close()
    return box.getvalue()
