"""再确认: before an account is changed, or its sessions are ended, whoever sits there says once more who he is (ASVS 7.5.1).

Who logged in, or said so, within five minutes is not asked; what he sent is done as soon as he has said it.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponse

RECENT_SECONDS = 300
View = TypeVar("View", bound=Callable[..., HttpResponse])


def said_again(view: View) -> View:
    """Mark a page whose deeds ask for the password or the second factor anew."""

    @wraps(view)
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and request.user.is_authenticated and not is_recent(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return cast(View, asked)


def is_recent(request: Any) -> bool:
    """Whether this person said within five minutes who he is."""
    records = get_authentication_records(request, request.user)
    return any(time.time() - float(one.get("at", 0)) < RECENT_SECONDS for one in records)
