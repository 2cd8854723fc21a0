"""页面框架: what every page's frame needs. Costs no query of its own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lianxin.web.ui import nav
from lianxin.web.ui.middleware import NOBODY

ELDER_COOKIE = "lx_elder"


def frame(request: HttpRequest) -> dict[str, Any]:
    """The actor, his postings, the moment, the rail and the two switches (长者, language)."""
    actor = getattr(request, "actor", NOBODY)
    inside = actor.is_person or bool(getattr(request, "user", None) and request.user.is_authenticated)
    return {
        "actor": actor,
        "posting": getattr(request, "posting", None),
        "postings": getattr(request, "postings", []),
        "today": getattr(request, "today", None),
        "now": getattr(request, "now", None),
        "is_inside": inside,
        "is_practice": settings.PRACTICE,
        "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "rail": nav.shown(nav.RAIL, actor, request.path) if inside else [],
        "phone_bar": nav.shown(nav.PHONE, actor, request.path) if inside else [],
        "rooms": nav.rooms(actor, request.path) if inside else [],
        "may_search": bool(actor.grants.get("concern.view")),
        "factor": getattr(request, "factor", None),
        "words": request.GET.get("words", "")[:100],
    }
