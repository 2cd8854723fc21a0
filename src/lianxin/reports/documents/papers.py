"""公文的文件: the docx of a version, in the office's own template where it has one."""

from datetime import date

from lianxin.pure.paper import write_docx
from lianxin.reports.documents import bodies
from lianxin.reports.documents.models import Document, DocumentVersion


def docx_of(document: Document, version: DocumentVersion, dated: date | None = None) -> bytes:
    """The docx of a version as the document stands: a draft plain, so that it can be taken in again."""
    return write_docx(bodies.paper_of(document, version, dated))
