"""限次: how often one address may send within an hour. No address is kept: only a keyed hash that changes every day.

Generous, because a whole village may stand behind one address of a mobile network; the lock of a secret after
ten wrong tries (work.concerns) does not depend on it.
"""

from lianxin.base import counting
from lianxin.web.ui.request import Request

HOUR = 3600
PER_HOUR = {
    "submit": 20, "follow": 60, "heart": 300, "questionnaire": 60, "credential": 120, "volunteer": 20, "pledge": 60,
    "pledge_one": 10,
}  # fmt: skip


def allowed(request: Request, deed: str, about: str = "") -> bool:
    """Count this deed (with `about`: on this one record); whether it is still within the hour's number."""
    return counting.allowed(
        f"public:{deed}", f"{about}|{_peer(request)}", most=PER_HOUR[deed], seconds=HOUR, at=request.now
    )


def _peer(request: Request) -> str:
    """The sender's address (`ui.proxies`: what a header claims is believed of our own proxies alone), and the day."""
    return f"{request.META.get('REMOTE_ADDR', '')}|{request.today}"
