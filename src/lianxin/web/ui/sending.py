"""送文件: an office file as an answer, under a name that may be Chinese."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from lianxin.pure.paper import Paper, write_docx
from lianxin.web.ui.workbook import XLSX

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file(data: bytes, content_type: str, name: str) -> HttpResponse:
    """The bytes to keep, not to show."""
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": disposition})


def docx(paper: Paper, name: str) -> HttpResponse:
    """A paper as docx; `name` without its ending."""
    return file(write_docx(paper), DOCX, f"{name}.docx")


def xlsx(data: bytes, name: str) -> HttpResponse:
    """A ledger as Excel; `name` without its ending."""
    return file(data, XLSX, f"{name}.xlsx")
