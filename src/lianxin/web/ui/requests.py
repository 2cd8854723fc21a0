"""请求: one line of the log and one count for each answer, by class of route, never by person; none on the voting path.

The line says number, role, route, status and milliseconds. A role that is held in the county alone is one person or
two, so it is called `county`: no line tells which page somebody looked at. Nothing under the voting addresses is
written or counted, so that no row of times can be laid beside the ballots (ADR 0020).
"""

import logging
import time
from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse

from lianxin.base.orgs.roles import ROLES
from lianxin.web.public.unseen import UNDER
from lianxin.web.ui import logs, metering
from lianxin.web.ui.middleware import Next

log = logging.getLogger(__name__)


class Requests:
    """请求: numbered, told and counted when it is answered."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(UNDER):
            return self.get_response(request)
        number, began = token_hex(6), time.perf_counter()
        kept = logs.NUMBER.set(number)
        try:
            response = self.get_response(request)
            took = time.perf_counter() - began
            route = _route(request)
            metering.count(_room(request, route), response.status_code, took)
            told = {"id": number, "role": _role(request), "route": route, "method": request.method,
                    "status": response.status_code, "ms": round(1000 * took)}  # fmt: skip
            log.info("%s", route, extra={"told": told})
            response.setdefault("X-Request-ID", number)
            return response
        finally:
            logs.NUMBER.reset(kept)


def _route(request: HttpRequest) -> str:
    """The name of the route; never the address, which may hold what somebody typed."""
    found = request.resolver_match
    return found.view_name if found else "-"


def _room(request: HttpRequest, route: str) -> str:
    if route == "-":
        return "none"
    return (
        "public"
        if route.startswith(("public:", "open311:", "api:"))
        else "account"
        if route.startswith(("account_", "mfa_"))
        else "office"
    )


def _role(request: Any) -> str:
    """The role of the post, where many hold it."""
    posting = getattr(request, "posting", None)
    if posting is None:
        return "-"
    role = ROLES.get(posting.role)
    return "county" if role is None or role.held_in == ("county",) else posting.role
