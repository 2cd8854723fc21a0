"""设置."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def index(request: HttpRequest) -> HttpResponse:
    """设置."""
    return render(request, "setup/index.html")
