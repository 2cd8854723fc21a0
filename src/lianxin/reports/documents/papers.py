"""公文的文件: the docx of a version, in the office's own template where it has one."""

import re
from datetime import date

from lianxin.pure.paper import write_docx
from lianxin.reports.documents import bodies
from lianxin.reports.documents.models import Document, DocumentVersion
from lianxin.reports.documents.terms import OPEN

_BASE = re.compile(r"（第(\d{1,5})版）")


def docx_of(document: Document, version: DocumentVersion, dated: date | None = None) -> bytes:
    """The docx of a version as the document stands: a draft plain, so that it can be taken in again."""
    return write_docx(bodies.paper_of(document, version, dated))


def file_name(document: Document) -> str:
    """文件名: that of a draft says its version, so that a file that comes back says what it was changed from."""
    name = document.title.replace("\n", "")
    return f"{name}（第{document.version}版）.docx" if document.state in OPEN else f"{name}.docx"


def bases_in(name: str) -> list[int]:
    """The versions that a file's name says.

    >>> bases_in("关于值班的安排（第2版）(1).docx")
    [2]
    """
    return [int(found) for found in _BASE.findall(name)]
