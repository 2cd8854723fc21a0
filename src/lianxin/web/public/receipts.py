"""回执: shown once. The secret travels in a signed cookie of a quarter of an hour and is never stored on the server."""

from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lianxin.work.concerns.commands.intake import Receipt

COOKIE = "lx_receipt"
SALT = "lianxin.receipt"
MINUTES = 15


def hand_over(request: HttpRequest, response: HttpResponse, receipt: Receipt) -> None:
    """Give the browser its receipt to be shown on the next page; the same form, sent again, gives it again."""
    if not receipt.secret:
        return
    sealed = signing.dumps([receipt.concern.code, receipt.secret], salt=SALT)
    response.set_cookie(
        COOKIE, sealed, max_age=MINUTES * 60, path=reverse("public:receipt"), httponly=True,
        samesite="Strict", secure=request.is_secure(),
    )  # fmt: skip


def handed_over(request: HttpRequest) -> tuple[str, str] | None:
    """The code and the secret that the browser brought; None when there is nothing to show any more."""
    try:
        code, secret = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MINUTES * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return code, secret


def taken(response: HttpResponse) -> None:
    """It was shown: the browser forgets it."""
    response.delete_cookie(COOKIE, path=reverse("public:receipt"), samesite="Strict")


def query_address(request: HttpRequest, code: str) -> str:
    """Where to follow the concern; holds the code alone, never the secret."""
    return request.build_absolute_uri(f"{reverse('public:follow')}?{urlencode({'code': code})}")
