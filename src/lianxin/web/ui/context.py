"""页面框架: what every page's frame needs."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The actor, his postings, the moment, for the frame of the page."""
    return {
        "actor": getattr(request, "actor", None),
        "posting": getattr(request, "posting", None),
        "postings": getattr(request, "postings", []),
        "today": getattr(request, "today", None),
    }
