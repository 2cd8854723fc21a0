"""错误页: each in a sentence that says what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """页面过期."""
    return render(request, "ui/expired.html", status=403)
