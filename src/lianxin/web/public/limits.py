"""限次: how often one address may send within an hour. No address is kept: only a keyed hash that changes every day.

Generous, because a whole village may stand behind one address of a mobile network; the lock of a secret after
ten wrong tries (work.concerns) does not depend on it.
"""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

from lianxin.web.ui.request import Request

HOUR = 3600
PER_HOUR = {
    "submit": 20, "follow": 60, "heart": 300, "questionnaire": 60, "credential": 120, "volunteer": 20, "pledge": 60,
    "pledge_one": 10,
}  # fmt: skip


def allowed(request: Request, deed: str, about: str = "") -> bool:
    """Count this deed (with `about`: on this one record); whether it is still within the hour's number."""
    key = _key(request, f"{deed}|{about}" if about else deed)
    cache.add(key, 0, HOUR)
    count = (cache.get(key) or 0) + 1
    cache.set(key, count, HOUR)
    return count <= PER_HOUR[deed]


def _key(request: Request, deed: str) -> str:
    """The peer's own address: what a header claims (X-Forwarded-For) is not believed."""
    text = f"{deed}|{request.META.get('REMOTE_ADDR', '')}|{request.now:%Y-%m-%d %H}"
    return "limit:" + hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
