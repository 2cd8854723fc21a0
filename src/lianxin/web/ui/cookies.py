"""饼干的名字: where people come by TLS, every cookie bears `__Host-`, so that no other host and no plain http can set one.

The prefix wants the path `/`. A cookie that is for one page alone (a receipt) gets that page's digest behind its name, and
is handed to no other page; what comes without the prefix is dropped before anybody looks at it (ASVS 3.3.1, 3.3.3).
"""

import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lianxin.web.ui.middleware import Next

PREFIX = "__Host-"


class Cookies:
    """饼干: the rest of the house knows the plain names and paths."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.SERVED_SECURELY:
            return self.get_response(request)
        request.COOKIES = dict(_plain(request))
        response = self.get_response(request)
        _prefix(response)
        return response


def _plain(request: HttpRequest) -> Iterator[tuple[str, str]]:
    here = {_mark(place) for place in _places(request.path)}
    for name, value in request.COOKIES.items():
        if not name.startswith(PREFIX):
            continue
        yield name, value
        bare, _dot, mark = name.removeprefix(PREFIX).partition(".")
        if not mark or mark in here:
            yield bare, value


def _prefix(response: HttpResponse) -> None:
    for name, cookie in list(response.cookies.items()):
        path, bare = cookie["path"] or "/", name.removeprefix(PREFIX)
        cookie["secure"], cookie["path"], cookie["domain"] = True, "/", ""
        del response.cookies[name]
        response.cookies[PREFIX + bare + (f".{_mark(path)}" if path != "/" else "")] = cookie.value
        kept = response.cookies[PREFIX + bare + (f".{_mark(path)}" if path != "/" else "")]
        kept.update({key: value for key, value in cookie.items() if value})


def _places(path: str) -> Iterator[str]:
    """The page itself and the folders above it, the root left out."""
    while len(path) > 1:
        yield path
        path = path.rstrip("/").rpartition("/")[0] + "/"


def _mark(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()[:8]
