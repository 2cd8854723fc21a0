"""错误页: each in a sentence that says what to do. They read nothing and never fail themselves."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lianxin.web.ui import unstored


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """页面过期."""
    return render(request, "ui/expired.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; what was sent was larger than allowed: 413."""
    too_large = type(exception).__name__ in ("RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")
    status = 413 if too_large else 400
    return render(request, f"ui/{status}.html", status=status)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "ui/refused.html", {"sentence": ""}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same bytes for what does not exist and for what one may not see."""
    return render(request, "ui/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: without context processors that might fail again; 503 where disk or database failed outside of a page."""
    return unstored.page(request, sys.exc_info()[1]) or render(None, "ui/500.html", status=500)
