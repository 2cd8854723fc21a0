"""两个地址: where residents have a name of their own (LIANXIN_PUBLIC_HOSTS), nothing of the office answers there.

So a script that got into a page of the residents' side stands on another origin than the office's, and has none of its
cookies, which are the host's own (ASVS 3.5.4).
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lianxin.web.ui.middleware import Next

OFFICE = ("account_", "mfa_", "begin")


class Hosts:
    """两个地址: by the host that was asked; without the setting there is one for all."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.get_host().rsplit(":", 1)[0] not in settings.PUBLIC_HOSTS:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if getattr(view, "login_required", True) or name.startswith(OFFICE):
            raise Http404(_("没有找到。"))
        return None
