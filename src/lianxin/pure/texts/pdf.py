"""A text PDF, page by page. Pictures are not read: a scan is refused with a sentence."""

from __future__ import annotations

import re

import pypdfium2

from lianxin.pure.zipguard import Unreadable

from .model import MAX_CHARACTERS, TOO_LONG, ReadText

MAX_PAGES = 1000
_SCAN = "PDF 里没有文字，可能是扫描件。请先识别成文字，或上传 docx 原稿。"
_LOCKED = "PDF 加了密码，无法读取。请去掉密码后再上传。"
_BAD_PDF = "PDF 已损坏，无法读取。请重新导出后再上传。"
_TABLES = "未核对：PDF 里的表格已散成文字，合计行、合计列没有核对。请上传 docx 或 xlsx 原稿。"
_NUMBER = r"\d[\d,.]*[%％]?"
#: two lines one below the other, each of several numbers parted by blanks
_ROWS = re.compile(rf"(?:^(?:[^\n ]+ )?{_NUMBER}(?: {_NUMBER})+\s*\n?){{2}}", re.M)
_MANY_PAGES = "PDF 超过 1000 页，不能核对。请拆分后再上传。"


def read(data: bytes) -> ReadText:
    """The text layer of a PDF, page by page; pages without text are named."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_LOCKED if "assword" in str(error) else _BAD_PDF) from error
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(_MANY_PAGES)
        pages: list[str] = []
        for number in range(len(document)):
            pages.append(_page(document, number))
            if sum(map(len, pages)) > MAX_CHARACTERS:
                raise Unreadable(TOO_LONG)
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise Unreadable(_SCAN)
    notes: tuple[str, ...] = (_TABLES,) if any(map(_ROWS.search, pages)) else ()
    blank = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if blank:
        notes += (f"未读：第 {'、'.join(blank[:20])} 页没有文字，可能是扫描页。",)
    return ReadText("\n".join(pages), notes, "pdf")


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        layer = page.get_textpage()
        text: str = layer.get_text_range()
        layer.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_BAD_PDF) from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\0", "")
