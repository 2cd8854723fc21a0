"""安全的地址: whether a browser reckons and seals at the address it came by; who only asked by plain http is refused."""

from django.conf import settings
from django.http import HttpRequest

from lianxin.work.ballots.credentials import is_loopback


def is_secure(request: HttpRequest) -> bool:
    """HTTPS, or this very machine."""
    host = request.get_host()
    bare = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return request.is_secure() or bool(settings.SERVED_SECURELY) or is_loopback(bare)
