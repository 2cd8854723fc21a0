"""查过的文件: where the site has a scanner, no page gets a file that it calls bad, and none that it has not seen.

With LIANXIN_CLAMD_AWAY=take files are taken while the scanner does not answer; else they wait outside, with a sentence.
"""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lianxin.base.files import scanner
from lianxin.web.ui import unstored
from lianxin.web.ui.middleware import Next

log = logging.getLogger(__name__)


class Scanned:
    """查毒: the last before the page, so that only who may send a form makes the scanner work."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.CLAMD or request.method != "POST" or request.content_type != "multipart/form-data":
            return None
        for name, files in request.FILES.lists():
            for number, file in enumerate(files, 1):
                if refused := self._refused(request, file, f"{name} {number}"):
                    return refused
        return None

    @staticmethod
    def _refused(request: HttpRequest, file: Any, place: str) -> HttpResponse | None:
        try:
            found = scanner.verdict(settings.CLAMD, file.chunks())
        except scanner.Away:
            log.warning("no scanner for a file of %s", getattr(request.resolver_match, "view_name", ""))
            if settings.CLAMD_AWAY == "take":
                return None
            return unstored.held(
                request, _("查毒程序现在没有应答，带文件的暂时收不进来。请过一会儿再交，或者告诉系统管理员。"), 503
            )
        finally:
            file.seek(0)
        if not found:
            return None
        log.warning("bad file (%s) in %s of %s", found, place, getattr(request.resolver_match, "view_name", ""))
        sentence = _("文件“%(name)s”里查出病毒（%(found)s），没有收。请在自己的电脑上查杀，换一份再交。")
        return unstored.held(request, sentence % {"name": str(file.name)[:60], "found": found[:60]}, 400)
