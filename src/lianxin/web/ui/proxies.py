"""代理: whom a request comes from and whether it came by TLS, told by our own proxies alone (security.md §5: forged headers).

Where the peer is one of LIANXIN_PROXIES, the sender's address and the scheme are what the proxy says; of a chain of
proxies the last address that is not ours. What anybody else claims is dropped before anything can look at it.
"""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from lianxin.pure.nets import is_loopback, is_within, sender
from lianxin.web.ui.middleware import Next

log = logging.getLogger(__name__)
CLAIMS = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT",
          "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_X_REMOTE_USER", "HTTP_REMOTE_USER")  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class Proxies:
    """代理: REMOTE_ADDR and the scheme become the sender's; every claim is gone afterwards, believed or not."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = {name: str(request.META.pop(name, "")) for name in CLAIMS}
        request.was_forwarded = any(told.values())  # type: ignore[attr-defined]  # whoever said so, and whatever
        peer = str(request.META.get("REMOTE_ADDR", ""))
        if is_within(peer, settings.PROXIES):
            request.META["REMOTE_ADDR"] = sender(peer, told["HTTP_X_FORWARDED_FOR"], settings.PROXIES)
            scheme = told["HTTP_X_FORWARDED_PROTO"].rsplit(",", 1)[-1].strip().lower()
            own = str(request.META.get("wsgi.url_scheme", ""))
            request.is_plain_between = scheme == "https" != own and not is_loopback(peer)  # type: ignore[attr-defined]
            if scheme in ("http", "https"):
                request.META["wsgi.url_scheme"] = scheme
        return self.get_response(request)


class Methods:
    """方法: GET, HEAD, POST and OPTIONS; TRACE and whatever else is invented is answered 405 (ASVS 13.4.4)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            log.warning("odd method refused")
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)
