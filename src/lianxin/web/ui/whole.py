"""整份表单: a form with files that was cut off on the way is refused, never taken for a whole one (security.md §4).

Django reads such a body up to where it ends and says nothing; the last field, or the file, is then only its beginning.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

KEPT = 200


class Tail:
    """A stream that remembers the end of what was read from it."""

    def __init__(self, stream: Any) -> None:
        self.stream, self.end = stream, b""

    def read(self, *size: int) -> bytes:
        """As of any stream."""
        data: bytes = self.stream.read(*size)
        self.end = (self.end + data)[-KEPT:]
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


class WholeForms:
    """整份表单: looks for the closing boundary before any page sees the form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.content_type == "multipart/form-data":
            request._stream = Tail(request._stream)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        stream = getattr(request, "_stream", None)
        if not isinstance(stream, Tail) or getattr(view, "is_interface", False):  # it takes no such form at all
            return None
        request.POST  # noqa: B018  (reads the body to its end; what is no form at all is refused here by Django)
        closing = b"--" + (request.content_params or {}).get("boundary", "").encode() + b"--"
        if stream.end.rstrip().endswith(closing):
            return None
        return render(request, "ui/400.html", status=400)
