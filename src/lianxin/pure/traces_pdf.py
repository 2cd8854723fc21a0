"""PDF 里的痕迹: who wrote it, with what and when, and where its photographs were taken, written over in place.

What is written over keeps its length, so that every other byte stays where it was. Where a file keeps its properties
packed, or remarks bear names, its pages are put into a new file. A file that is signed is left as it is: a changed
byte would end what the signature proves (docs/security/threats.md).
"""

import ctypes
import io
import re

import pypdfium2
import pypdfium2.raw as pdfium

from lianxin.pure.zipguard import Unreadable

_XMP = re.compile(rb"<\?xpacket begin.*?<\?xpacket end[^>]{0,20}>", re.DOTALL)
_INFO = re.compile(rb"/Info\s+(\d+)\s+(\d+)\s+R")
_PICTURE = re.compile(rb"\xff\xe1(..)(Exif\0\0|http://ns\.adobe\.com/xap/1\.0/\0)", re.DOTALL)
_SIGNED = b"/ByteRange"
_REMARK = ("T", "M", "CreationDate")
_LOCKED = "PDF 加了密码，去不掉里面的作者、时间等痕迹。请去掉密码后再上传。"
_BROKEN = "PDF 已损坏，无法读取。请重新导出后再上传。"


def without(data: bytes) -> bytes:
    """The same pages without traces. Raises `Unreadable` for what is broken or locked."""
    if is_signed(data):
        return data
    clean = _written_over(data)
    try:
        document = pypdfium2.PdfDocument(clean)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_LOCKED if "assword" in str(error) else _BROKEN) from error
    try:
        if not any(document.get_metadata_dict().values()) and not _names_in_remarks(document):
            return clean
        return _written_over(_new(document))
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_BROKEN) from error
    finally:
        document.close()


def is_signed(data: bytes) -> bool:
    """Whether somebody's electronic seal or signature stands in it."""
    return _SIGNED in data


def _written_over(data: bytes) -> bytes:
    held = bytearray(data)
    for found in _XMP.finditer(data):
        held[found.start() : found.end()] = b" " * (found.end() - found.start())
    for number, generation in set(_INFO.findall(data)):
        for found in re.finditer(
            rb"(?<!\d)%s\s+%s\s+obj\b(.*?)endobj" % (re.escape(number), re.escape(generation)), data, re.DOTALL
        ):
            start, end = found.span(1)
            if b"<<" in found[1]:
                held[start:end] = b"<<>>".ljust(end - start)
    for found in _PICTURE.finditer(data):
        end = min(found.start() + 2 + int.from_bytes(found[1], "big"), len(data))
        held[found.end() : end] = b"\0" * max(0, end - found.end())
    return bytes(held)


def _names_in_remarks(document: pypdfium2.PdfDocument) -> bool:
    """Whether a remark bears a name, a day; they are taken out as they are found."""
    found = False
    for number in range(len(document)):
        page = document[number]
        for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
            remark = pdfium.FPDFPage_GetAnnot(page, n)
            if remark and pdfium.FPDFAnnot_GetSubtype(remark) not in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_LINK):
                for key in _REMARK:
                    if pdfium.FPDFAnnot_GetStringValue(remark, key.encode(), None, 0) > 2:
                        pdfium.FPDFAnnot_SetStringValue(remark, key.encode(), (ctypes.c_ushort * 1)(0))
                        found = True
            if remark:
                pdfium.FPDFPage_CloseAnnot(remark)
        page.close()
    return found


def _new(document: pypdfium2.PdfDocument) -> bytes:
    """Its pages in a file of their own, which has no properties but that it is a PDF."""
    _names_in_remarks(document)
    made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    made.import_pages(document)
    made.save(out)
    made.close()
    return out.getvalue()
