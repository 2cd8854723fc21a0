"""找人的字: what is typed to find somebody goes by POST and stands in an address only sealed, so that no history tells it.

The list keeps its address, its tabs and its pages; a telephone or a name is in none of them (ASVS 14.2.1). An address with
such a word opens for twelve hours, for whoever has this server's pages anyway.
"""

import base64
import hashlib
from urllib.parse import quote, quote_plus

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lianxin.web.ui.middleware import Next
from lianxin.web.ui.request import Request

SEALED, MARK, SECONDS, MOST = ("words",), "~", 12 * 3600, 200


@require_POST
def find(request: Request) -> HttpResponse:
    """找: to the list that asks, with the words sealed."""
    to = request.POST.get("to", "").partition("?")[0]
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()):
        to = "/"
    asked = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name not in ("to", "csrfmiddlewaretoken"):
            asked.setlist(name, [seal(one) if name in SEALED and one else one for one in values if one])
    return HttpResponseRedirect(f"{to}?{asked.urlencode()}")


class Finding:
    """封好的字: opened before a page sees them, sealed again in every link that the page gives."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held = {name: told for name in SEALED if (told := request.GET.get(name, "")).startswith(MARK)}
        if not held:
            return self.get_response(request)
        opened, asked = {name: open_(told) for name, told in held.items()}, request.GET.copy()
        for name, plain in opened.items():
            asked[name] = plain
        request.GET = asked  # type: ignore[assignment]
        response = self.get_response(request)
        if response.has_header("Location"):
            response["Location"] = _sealed(response["Location"].encode(), held, opened).decode()
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = _sealed(response.content, held, opened)
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response


def _sealed(body: bytes, held: dict[str, str], opened: dict[str, str]) -> bytes:
    for name, plain in opened.items():
        for cut in (plain, plain.strip(), plain[:100], plain[:60]):
            for written in {quote_plus(cut), quote(cut), quote(cut, safe="")} if cut else ():
                body = body.replace(f"{name}={written}".encode(), f"{name}={quote(held[name], safe='~')}".encode())
    return body


def seal(word: str) -> str:
    """For an address."""
    return MARK + _box().encrypt(word[:MOST].encode()).decode()


def open_(told: str) -> str:
    """What was sealed here within twelve hours; empty for anything else."""
    try:
        return _box().decrypt(told.removeprefix(MARK).encode(), ttl=SECONDS).decode()
    except (InvalidToken, ValueError):
        return ""


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"finding|{settings.SECRET_KEY}".encode()).digest()))
