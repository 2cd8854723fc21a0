"""练习的文件: what leaves a practice as Word or Excel says so on its first page, whichever room made it (ADR 0046)."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext, override

from lianxin.pure import banners
from lianxin.web.ui.sending import DOCX
from lianxin.web.ui.workbook import XLSX


class Practised:
    """练习标记: for documents and workbooks that are taken away whole."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if not settings.PRACTICE or kind not in (DOCX, XLSX) or response.status_code != 200:
            return response
        data = b"".join(response.streaming_content) if response.streaming else response.content
        told = marked(data, kind)
        if response.streaming:
            response.streaming_content = [told]
        else:
            response.content = told
        if response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(told))
        return response


def marked(data: bytes, kind: str) -> bytes:
    """The file with the words of the band; Chinese, as the papers of the office are."""
    with override(settings.LANGUAGE_CODE):
        words, name = gettext("练习，记录不算数"), gettext("练习")
    return banners.docx(data, words) if kind == DOCX else banners.xlsx(data, words, sheet=name)
