"""今日: what needs me, what I wait for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def today(request: HttpRequest) -> HttpResponse:
    """今日."""
    return render(request, "today/today.html")
