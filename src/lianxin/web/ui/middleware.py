"""网页中间件: who acts and when, how long a session lives, headers, and refusals as pages."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.base.orgs.powers.queries import with_emergency
from lianxin.base.orgs.queries import actor_for, postings_of
from lianxin.base.protection import masks
from lianxin.base.sealing.keys import Unreadable
from lianxin.pure.flow import WrongState
from lianxin.web.ui import logs, unstored
from lianxin.web.ui.looking import TooOften

log = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponse]
NOBODY = Actor(ref="nobody", name="", post="")


class ChosenLanguage:
    """页面语言: Chinese, until somebody chooses English; what a browser prefers by itself does not count."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response


class Sessions(SessionMiddleware):
    """会话: Django's own; a page is shown, and a deed that is done is told, even where its session cannot be saved."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        try:
            return super().process_response(request, response)
        except Exception as problem:
            if unstored.why(problem):
                return response
            raise


class SessionLimits:
    """会话时限: 30 minutes idle, 12 hours in all (等保 8.1.4.1 b; ASVS 7.3.1, 7.3.2)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now, session = int(time.time()), request.session
            began, seen = session.setdefault("began", now), session.get("seen", now)
            if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_ABSOLUTE_SECONDS:
                logout(request)
            elif now - seen > 60 or "seen" not in session:
                session["seen"] = now  # once a minute is enough: no write with every page
        return self.get_response(request)


class WhoAndWhen:
    """经办人与时间: one moment per request, and the actor made of the posting chosen in the header."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.now = timezone.now()
        request.today = timezone.localdate(request.now)
        request.postings, request.posting, request.actor = [], None, NOBODY
        if request.user.is_authenticated:
            request.postings = postings_of(request.user, request.today)
            chosen = request.session.get("posting")
            request.posting = next((p for p in request.postings if p.pk == chosen), None)
            request.posting = request.posting or (request.postings[0] if request.postings else None)
            if request.posting:
                actor = actor_for(request.posting)
                request.actor = with_emergency(actor, request.user, request.posting, request.now)
        with masks.within(request.today):
            return self.get_response(request)


class Headers:
    """安全响应头: nothing loads from outside, nothing is kept by shared caches. Outermost, so that every answer bears them."""

    CSP = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
        "manifest-src 'self'"
    )

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", self.CSP)
        response.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=(self)")
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.setdefault("X-Content-Type-Options", "nosniff")
        response.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if getattr(request, "is_left", False):
            response.setdefault("Clear-Site-Data", '"cache"')  # not "storage": sealed parcels wait there to be sent
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
        return response


def _record_of(request: HttpRequest) -> str:
    """The record's own page: the address of a deed is the record's with the verb behind it."""
    return request.path.rstrip("/").rsplit("/", 1)[0] + "/"


class Refusals:
    """拒绝页: NotAllowed → 403 (too often → 429), WrongState → 409 with what to do; clock, disk or key at fault → 503."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        self._tell(request, problem)
        if isinstance(problem, TooOften):
            return render(request, "ui/refused.html", {"sentence": str(problem)}, status=429)
        if isinstance(problem, NotAllowed):
            return render(request, "ui/refused.html", {"sentence": str(problem)}, status=403)
        if isinstance(problem, WrongState):
            return render(request, "ui/moved_on.html", {"back": _record_of(request)}, status=409)
        if isinstance(problem, Unreadable):
            return render(request, "ui/refused.html", {"sentence": str(problem)}, status=503)
        return unstored.page(request, problem)

    @staticmethod
    def _tell(request: Any, problem: Exception) -> None:
        """What an official was refused; what is not there and what is not his are one line, as they are one page."""
        if isinstance(problem, Unreadable):
            log.error("unreadable at %s", logs.bare(request.path))
        word = {NotAllowed: "refused", TooOften: "too often", Http404: "no such"}.get(type(problem))
        if word and request.actor.is_person:
            log.warning("%s %s %s to %s", word, request.method, logs.bare(request.path), request.actor.ref)
