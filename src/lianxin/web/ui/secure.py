"""安全的地址: who comes from afar by plain http is refused with a sentence, or led to https where that is spoken.

This very machine may speak plainly; a proxy on another machine only where the site says so (LIANXIN_PLAIN=inside), anybody
only with LIANXIN_PLAIN=1. Where a browser reckons and seals (ballots, the telephone) nothing of that counts.
"""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.pure.nets import is_loopback
from lianxin.web.ui.middleware import Next

log = logging.getLogger(__name__)
SAFE = ("GET", "HEAD")


def is_secure(request: HttpRequest) -> bool:
    """HTTPS, or this very machine."""
    host = request.get_host()
    bare = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return request.is_secure() or bool(settings.SERVED_SECURELY) or is_loopback(bare)


def is_near(request: HttpRequest) -> bool:
    """From this machine itself, and through nobody."""
    address = str(request.META.get("REMOTE_ADDR", "")).removeprefix("::ffff:")
    return is_loopback(address) and not getattr(request, "was_forwarded", False)


class TlsAlone:
    """只走 TLS: stands behind the proxies' word and before everything that reads a cookie or a form."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_plain = not request.is_secure() and not is_near(request)
        if settings.PLAIN == "1" or not (is_plain or self._is_plain_between(request)):
            return self.get_response(request)
        if is_plain and settings.SERVED_SECURELY and request.method in SAFE:
            return HttpResponsePermanentRedirect(f"https://{request.get_host()}{request.path}")
        log.warning("plain http refused")  # of whom and what, nothing
        sentence = _("这里只用 https。请把地址开头改成 https://；还没有证书的，请管理员用 lianxin serve --tls 启动。")
        return render(request, "ui/refused.html", {"sentence": sentence}, status=403)

    @staticmethod
    def _is_plain_between(request: HttpRequest) -> bool:
        """A proxy on another machine that hands over what came by TLS in clear."""
        return settings.PLAIN != "inside" and bool(getattr(request, "is_plain_between", False))
