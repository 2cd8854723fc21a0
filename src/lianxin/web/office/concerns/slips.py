"""回执 of the counter: shown once. It travels in a signed cookie of a quarter of an hour and is never stored here.

The secret is in it, and so the server keeps it nowhere; and a registration waits for the disk once, not twice.
"""

from datetime import date
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.urls import reverse

from lianxin.web.office.concerns import story
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern

COOKIE = "lx_slip"
SALT = "lianxin.slip"
MINUTES = 15


def slip_of(concern: Concern, secret: str, title: str) -> dict[str, Any]:
    """What stands on the receipt."""
    clock = story.clock_of(concern, concern.received_on)
    return {
        "code": concern.code, "secret": secret, "title": title, "unit": concern.unit.name,
        "received_on": concern.received_on, "sentence": clock.sentence, "due_on": concern.first_due_on or "",
        "provisional": concern.due_is_provisional, "back": "",
    }  # fmt: skip


def hand_over(
    request: Request, response: HttpResponse, concern: Concern, secret: str, *, back: str = ""
) -> HttpResponse:
    """Give the browser its receipt for the next page, readable there by this person alone; `back`: where he came from.

    So whoever took in a complaint about his own unit can still hand it over: the record is already behind the wall.
    """
    slip = slip_of(concern, secret, concern.title) | {"back": back}
    told = {**slip, "received_on": _text(slip["received_on"]), "due_on": _text(slip["due_on"])}
    sealed = signing.dumps([request.user.pk, told], salt=SALT, compress=True)
    response.set_cookie(
        COOKIE, sealed, max_age=MINUTES * 60, path=_place(concern.code), httponly=True, samesite="Strict",
        secure=request.is_secure(),
    )  # fmt: skip
    return response


def handed_over(request: Request, code: str) -> dict[str, Any] | None:
    """The receipt that the browser brought; None when there is none to show any more, or it is another's."""
    try:
        person, slip = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MINUTES * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if person != request.user.pk or slip["code"] != code:
        return None
    dates = {name: date.fromisoformat(slip[name]) for name in ("received_on", "due_on") if slip[name]}
    return {**slip, **dates}


def taken(response: HttpResponse, code: str) -> HttpResponse:
    """It was shown: the browser forgets it."""
    response.delete_cookie(COOKIE, path=_place(code), samesite="Strict")
    return response


def _place(code: str) -> str:
    return reverse("concerns:receipt", args=[code])


def _text(on: date | str) -> str:
    return on.isoformat() if isinstance(on, date) else on
