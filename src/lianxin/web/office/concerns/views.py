"""诉求的页面."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def browse(request: HttpRequest) -> HttpResponse:
    """诉求列表."""
    return render(request, "today/today.html")
