"""我的登录: a person's own open sessions, when each began and was last used; no device, no place, and nobody else's eyes.

They are read off the sessions themselves; there is no table of who was when on line, and what has ended is gone.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.base.orgs import commands
from lianxin.base.orgs.models import Person
from lianxin.web.ui.accounts import doer_of
from lianxin.web.ui.again import said_again
from lianxin.web.ui.request import Request
from lianxin.web.ui.vouched import METHOD


@dataclass(frozen=True)
class Open:
    """一处登录: a digest instead of its key, its two moments, how it was entered, whether it is this one."""

    mark: str
    began: datetime
    seen: datetime
    how: str
    is_here: bool
    row: Session


@require_safe
def index(request: Request) -> HttpResponse:
    """列表."""
    return render(request, "ui/sessions.html", {"rows": own(request)})


@require_POST
@said_again
def end(request: Request) -> HttpResponse:
    """退出一处."""
    wanted = request.POST.get("one", "")
    chosen = next((one for one in own(request) if one.mark == wanted and not one.is_here), None)
    if chosen is None:
        messages.error(request, _("这处登录已经不在了。"))
        return redirect("ui:my_sessions")
    person = cast(Person, request.user)
    commands.end_one_session(person=person, session=chosen.row, by=doer_of(person, request.posting), at=request.now)
    messages.success(request, _("那一处已退出。"))
    return redirect("ui:my_sessions")


def own(request: Request) -> list[Open]:
    """Those that would open a page now, the latest first."""
    person, now = cast(Person, request.user), request.now.timestamp()
    found = []
    for row in Session.objects.filter(expire_date__gt=request.now):
        told = row.get_decoded()
        if told.get(SESSION_KEY) != str(person.pk) or BACKEND_SESSION_KEY not in told:
            continue
        began, seen = _moment(told, "began", now), _moment(told, "seen", now)
        is_live = now - seen <= settings.SESSION_IDLE_SECONDS and now - began <= settings.SESSION_ABSOLUTE_SECONDS
        if is_live and told.get(HASH_SESSION_KEY) == person.get_session_auth_hash():
            zone, mark = get_current_timezone(), hashlib.sha256(row.session_key.encode()).hexdigest()[:16]
            moments = (datetime.fromtimestamp(began, zone), datetime.fromtimestamp(seen, zone))
            found.append(Open(mark, *moments, _how(told), row.session_key == request.session.session_key, row))
    return sorted(found, key=lambda one: (one.is_here, one.seen), reverse=True)


def _how(told: dict[str, Any]) -> str:
    """怎样进来的, by the first thing that was shown."""
    records = told.get(AUTHENTICATION_METHODS_SESSION_KEY) or [{}]
    first = str(records[0].get("method", ""))
    return {"password": _("用密码"), "mfa": _("用通行密钥"), METHOD: _("经统一登录")}.get(first, "")


def _moment(told: dict[str, Any], name: str, now: float) -> float:
    return float(told.get(name, told.get("began", now)))
