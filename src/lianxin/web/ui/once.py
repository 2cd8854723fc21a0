"""只办一次: an office form sent twice — a double click, a line that broke, 后退 and once more — does its deed once.

The key is in every form already: Django's token has a new mask on each page, so the same token, address and fields are
the same form. Not on the residents' pages: their forms have keys of their own, and no table may know of a vote.
"""

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lianxin.base.counting.once import NOW, Form, SentAlready

NOT_HERE = ("/public/", "/accounts/", "/open311/", "/api/")
WAIT, STEP = 8.0, 0.1  # seconds for the first one to say where it led: its deed is done, its page is on the way


class Once:
    """只办一次: gives the form of a request to whatever deed it does, and the second of two alike to where the first led."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        form = Form()
        before = NOW.set(form)
        try:
            response = self.get_response(request)
        finally:
            NOW.reset(before)
        return _settled(request, form, response) if form.key else response

    def process_view(self, request: Any, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """After the token was checked."""
        form = NOW.get()
        if form is None or request.method != "POST" or request.posting is None or request.path.startswith(NOT_HERE):
            return None
        if not request.POST.get("csrfmiddlewaretoken", ""):
            return None
        files = [(name, one.name, one.size) for name, many in request.FILES.lists() for one in many]
        said = [request.user.pk, request.posting.pk, request.get_full_path(), sorted(request.POST.lists()), files]
        form.of(json.dumps(said), at=request.now)
        return _led(request, form)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The deed stopped because the same form is being dealt with beside it."""
        form = NOW.get()
        if isinstance(problem, SentAlready) and form is not None:
            return _led(request, form) or redirect(_from(request))
        return None


def _settled(request: HttpRequest, form: Form, response: HttpResponse) -> HttpResponse:
    """Note where the deed led. Where nothing was done, perhaps because the same form was quicker, go where that led."""
    has_led = response.status_code == 302
    try:
        if form.is_begun:
            form.led(response["Location"] if has_led else "")
        if has_led or response.status_code >= 500:
            return response
        return _led(request, form) or response
    except DatabaseError:
        return response  # what was done is done, and told


def _led(request: HttpRequest, form: Form) -> HttpResponse | None:
    """To where this form led before; None where it was not done."""
    end = time.monotonic() + WAIT
    while (place := form.place()) == "" and time.monotonic() < end:
        time.sleep(STEP)
    if place is None:
        return None
    messages.info(request, _("这张表刚才已经提交过，没有重复办理。确实要再办一次，请重新打开页面填写。"))
    return redirect(place or _from(request))


def _from(request: HttpRequest) -> str:
    """The page that the form stood on; 今日 where that is not told."""
    came = urlsplit(request.headers.get("Referer", ""))
    return came.path if came.netloc == request.get_host() and came.path != request.path else "/today/"
