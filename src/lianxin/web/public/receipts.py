"""回执: shown once. The secret travels in a signed cookie of a quarter of an hour and is never stored on the server."""

from dataclasses import dataclass
from urllib.parse import urlencode

import segno
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lianxin.work.concerns.commands.intake import Receipt

COOKIE = "lx_receipt"
SALT = "lianxin.receipt"
MINUTES = 15
BORDER = 4


@dataclass(frozen=True)
class Picture:
    """二维码 as the outline of one SVG path, so that it needs no HTML of its own."""

    path: str
    side: int


def hand_over(request: HttpRequest, response: HttpResponse, receipt: Receipt) -> None:
    """Give the browser its receipt to be shown on the next page; a second sending leaves the first one."""
    if not receipt.is_new:
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


def picture(text: str) -> Picture:
    """The QR code of a text: each dark run of modules is one box of the path."""
    matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    boxes = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                boxes.append(f"M{start + BORDER} {y + BORDER}h{x - start}v1h-{x - start}z")
            x += 1
    return Picture("".join(boxes), len(matrix) + 2 * BORDER)
