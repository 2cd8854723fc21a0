"""程序接口的回答: JSON, and every refusal as problem+json (RFC 9457), in the language that was asked for."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils.translation import gettext, override
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from lianxin.base.sealing.keys import Unreadable
from lianxin.web.public.api import keys, reading
from lianxin.web.public.api.operations import Asked, Operation, Problem
from lianxin.web.ui import unstored
from lianxin.web.ui.request import Request

JSON, PROBLEM = "application/json; charset=utf-8", "application/problem+json; charset=utf-8"
TITLES = {
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict",
    413: "Content Too Large", 415: "Unsupported Media Type", 429: "Too Many Requests", 503: "Service Unavailable",
}  # fmt: skip
WAITS = {429: str(keys.MINUTE), 503: "30"}
Methods = Mapping[str, Operation]


def language_of(request: Request) -> str:
    """The first of our languages that the program wants; Chinese where it wants none of them."""
    known = {code.partition("-")[0]: code for code, _name in settings.LANGUAGES}
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        if found := known.get(wanted.partition("-")[0]):
            return found
    return settings.LANGUAGE_CODE


def body_of(held: Any) -> bytes:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()


def said(request: Request, body: bytes, language: str, *, status: int = 200, media: str = JSON) -> HttpResponse:
    """An answer of the interface: kept by nobody else, and by whoever asked only as long as it is asked again whether it holds."""
    response = HttpResponse(body, status=status, content_type=media)
    response["Content-Language"], response["Cache-Control"] = language, "private, no-cache"
    response["Vary"] = "Authorization, Accept-Language"
    return response


def refused(request: Request, problem: Problem, language: str) -> HttpResponse:
    """The refusal as RFC 9457 has it; `errors` names each field at fault."""
    held: dict[str, Any] = {
        "type": "about:blank", "title": TITLES[problem.status], "status": problem.status,
        "detail": str(problem.sentence % problem.named if problem.named else problem.sentence),
    }  # fmt: skip
    if problem.faults:
        held["errors"] = [{"name": name, "detail": str(words)} for name, words in problem.faults.items()]
    response = said(request, body_of(held), language, status=problem.status, media=PROBLEM)
    if problem.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if problem.status in WAITS:
        response["Retry-After"] = WAITS[problem.status]
    return response


def interface(methods: Methods) -> Any:
    """The view of an address: nobody is known here by a cookie, and no token is asked for; what is asked counts by its key."""

    def view(request: Request, **given: Any) -> HttpResponse:
        return _answered(methods, request, **given)

    found: Any = csrf_exempt(login_not_required(view))
    found.is_interface = True
    return found


def _answered(methods: Methods, request: Request, **given: Any) -> HttpResponse:
    language = language_of(request)
    with override(language):
        try:
            response = _done(methods, request, given, language)
        except Problem as problem:
            response = refused(request, problem, language)
        except RequestDataTooBig:
            response = refused(request, Problem(413), language)
        except (BadRequest, SuspiciousOperation, UnreadablePostError, RawPostDataException):
            response = refused(request, Problem(400), language)
        except Exception as problem:
            if not isinstance(problem, Unreadable) and not unstored.why(problem):
                raise
            response = refused(request, Problem(503), language)
        if response.status_code == 405:
            response["Allow"] = ", ".join(_allowed(methods))
        return response


def _allowed(methods: Methods) -> list[str]:
    return sorted({*methods, *(["HEAD"] if "GET" in methods else [])})


def _done(methods: Methods, request: Request, given: dict[str, Any], language: str) -> HttpResponse:
    operation = methods.get("GET" if request.method == "HEAD" else str(request.method))
    if operation is None:
        raise Problem(405)
    key = keys.asking(request, operation)
    asked = Asked(
        request,
        key,
        keys.standing_in(key),
        reading.said(operation, request, given),
        reading.again(operation, request, key),
    )
    body = body_of(operation.do(asked))
    if operation.method != "GET":
        return said(request, body, language, status=operation.status)
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = said(request, body, language)
    if any(hmac.compare_digest(mark, one) for one in reading.marks(request)):
        response = said(request, b"", language, status=304)
        del response["Content-Type"]
    response["ETag"] = mark
    return response


def _nowhere(request: Request, **given: Any) -> HttpResponse:
    language = language_of(request)
    with override(language):
        return refused(request, Problem(404, gettext("没有这个地址，请看接口说明。")), language)


#: 没有的地址
nothing: Any = csrf_exempt(login_not_required(_nowhere))
nothing.is_interface = True
