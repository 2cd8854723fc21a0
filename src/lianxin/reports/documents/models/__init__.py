"""公文的表: the documents of an office, what it shows of them, and its own templates."""

from lianxin.reports.documents.models.documents import (
    Document,
    DocumentFile,
    DocumentMark,
    DocumentVersion,
    DocumentWaiver,
)
from lianxin.reports.documents.models.pages import PagePicture, PageText, YearBudget
from lianxin.reports.documents.models.templates import DocumentTemplate

__all__ = [
    "Document", "DocumentFile", "DocumentMark", "DocumentTemplate", "DocumentVersion", "DocumentWaiver", "PagePicture",
    "PageText", "YearBudget",
]  # fmt: skip
