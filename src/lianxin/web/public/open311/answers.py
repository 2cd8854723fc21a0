"""接口的回答: JSON or XML, what was wrong in both languages, and never a page made for people."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from lianxin.pure import georeport
from lianxin.web.ui.request import Request

TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
View = Callable[..., HttpResponse]


class Problem(Exception):
    """不能回答: the status of the specification, and sentences; what a sentence names is given beside it."""

    def __init__(self, status: int, *sentences: object, **named: Any) -> None:
        super().__init__(status)
        self.status, self.told = status, [both(one, named) for one in sentences]


def both(sentence: Any, named: dict[str, Any] | None = None) -> str:
    """The sentence in Chinese and in English, whoever asks."""
    told: list[str] = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            words = str(sentence % named if named else sentence)  # whole: a plural is chosen by its number
        if words not in told:
            told.append(words)
    return " ".join(told)


def answer(fmt: str, root: str, held: Any, *, status: int = 200) -> HttpResponse:
    """The answer in the format that was asked for."""
    body = georeport.to_json(held) if fmt == "json" else georeport.to_xml(root, held)
    return HttpResponse(body, status=status, content_type=TYPES.get(fmt, TYPES["xml"]))


def refused(fmt: str, status: int, told: Sequence[str]) -> HttpResponse:
    """The error body of the specification."""
    return answer(fmt, "errors", [{"code": status, "description": one} for one in told], status=status)


def interface(*methods: str, is_open: bool = False) -> Callable[[View], View]:
    """Mark an address of the interface: nobody is known here, whatever cookie came along, and no token is asked for.

    Nothing that a browser sends by itself opens anything: what is sent counts by the key in it. `is_open`: pages of other
    houses may read the answer, which is the same for everybody.
    """

    def marked(view: View) -> View:
        @wraps(view)
        def answered(request: Request, fmt: str = "xml", **given: Any) -> HttpResponse:
            response = _answered(view, request, fmt, methods, given)
            if is_open and request.method in ("GET", "HEAD"):
                response["Access-Control-Allow-Origin"] = "*"
            if response.status_code == 405:
                response["Allow"] = ", ".join(methods)
            return response

        found: Any = csrf_exempt(login_not_required(answered))
        found.is_interface = True
        return cast(View, found)

    return marked


def _answered(view: View, request: Request, fmt: str, methods: Sequence[str], given: dict[str, Any]) -> HttpResponse:
    try:
        if fmt not in TYPES:
            raise Problem(404, _("没有这种格式，只有 json 和 xml。"))
        if request.method not in (*methods, "HEAD"):
            raise Problem(405, _("这个地址不接受这种请求方法。"))
        return view(request, fmt, **given)
    except Problem as problem:
        return refused(fmt, problem.status, problem.told)
    except (BadRequest, SuspiciousOperation, MultiPartParserError):
        return refused(fmt, 400, [both(_("送来的内容读不懂，或者太大。请用 UTF-8 的表单格式。"))])
