"""每日待办邮件在“我”上的: how it stands, and the one button."""

from typing import Any

from django.conf import settings

from lianxin.web.ui import panels
from lianxin.web.ui.request import Request
from lianxin.work.digests.models import Digest


def _shows(request: Request, person: Any) -> dict[str, Any] | None:
    if not settings.MAIL:
        return None
    digest = Digest.objects.filter(person=person).first()
    return {"digest": digest, "to": masked(str(digest.address or digest.asked_address)) if digest else "",
            "is_waiting": digest is not None and digest.is_asked}  # fmt: skip


def masked(address: str) -> str:
    """An address as its owner recognises it, and whoever looks over his shoulder does not.

    >>> masked("zhoumin@dingan.example"), masked("")
    ('z***@dingan.example', '')
    """
    name, _at, host = address.partition("@")
    return f"{name[:1]}***@{host}" if host else ""


panels.panel("me", "digests/panel.html", _shows)
