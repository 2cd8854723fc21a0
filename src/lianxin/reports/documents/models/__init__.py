"""公文的表: the documents of an office, and its own templates."""

from lianxin.reports.documents.models.templates import DocumentTemplate

__all__ = ["DocumentTemplate"]
