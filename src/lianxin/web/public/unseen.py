"""投票页不认人: on the voting pages there is no session, so that neither a login nor its last use can meet a ballot.

A page marked with `unseen` gets its request without the session's cookie: an official who votes in the browser in which
he is logged in is nobody there, and the session's row is not touched. It is not protected against cross-site requests
by a token: nothing that a browser sends by itself opens anything here, only the code in the form does, so there is
nothing that another site could misuse; and so nobody needs a cookie to vote (ADR 0020).
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

UNDER = ("/public/vote/", "/public/answer/", "/public/card/")
View = Callable[..., HttpResponse]


def unseen(view: View) -> View:
    """Mark a page that knows nobody."""
    marked: Any = csrf_exempt(login_not_required(view))
    marked.is_unseen = True
    return cast(View, marked)


class Unseen:
    """不认人: takes the session's cookie from the request before anything looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(UNDER) and _is_unseen(request.path_info):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)


def _is_unseen(path: str) -> bool:
    try:
        return bool(getattr(resolve(path).func, "is_unseen", False))
    except Resolver404:
        return False
