"""查阅留痕: a page of a confidential concern that staff look at leaves one line for the resident to read (security.md T7).

`fetch` is the one door to a record, so that no page of any room can be looked at without passing here. What is only
listed is no opening: a list masks the requester and shows the title alone.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.publishing import commands

PURPOSES = {
    "concerns:detail": gettext_noop("看办理情况"), "concerns:print_record": gettext_noop("打印交办单、登记表"),
    "concerns:receipt": gettext_noop("看回执"), "publishing:prepare": gettext_noop("拟公开稿"),
    "evidence:item": gettext_noop("看照片、录音"), "evidence:file": gettext_noop("看照片、录音"),
    "evidence:small": gettext_noop("看照片、录音"),
    "publishing:item": gettext_noop("看公开稿"), "publishing:adopt": gettext_noop("登记采纳情况"),
}  # fmt: skip
OTHERWISE = gettext_noop("办理这件事")
SHOWN = (200, 206)  # a part of a recording is heard as well as the whole
TOLD_ELSEWHERE = ("concerns:reveal",)  # writes its own entry in the journal before it shows anything


def look_at(request: Request, record: Any) -> None:
    """Note that this page is about a confidential concern: the record itself, or the one that it was fetched with."""
    concern = record if isinstance(record, Concern) else record._state.fields_cache.get("concern")
    if isinstance(concern, Concern) and concern.is_confidential:
        request.looked_at = concern


class Openings:
    """One line per page that was really shown; where it cannot be written, the page is not shown either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        response = self.get_response(request)
        concern = getattr(request, "looked_at", None)
        page = request.resolver_match.view_name if request.resolver_match else ""
        if concern is not None and response.status_code in SHOWN and page not in TOLD_ELSEWHERE:
            purpose = PURPOSES.get(page, OTHERWISE)
            commands.note_opening(concern=concern, purpose=purpose, by=request.actor, at=request.now)
        return response
