"""指标页: for this machine alone, or for whoever sends the token (LIANXIN_METRICS_TOKEN); to everybody else it is not there."""

import ipaddress
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.project import metrics


@login_not_required
@require_safe
def metrics_page(request: HttpRequest) -> HttpResponse:
    """指标 as text."""
    if not _may(request):
        raise Http404(_("没有找到。"))
    answer = HttpResponse(metrics.text(at=timezone.now()), content_type="text/plain; version=0.0.4; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


def _may(request: HttpRequest) -> bool:
    """With a token set it alone counts: behind a proxy that is not named as ours, everybody seems to be this machine."""
    if settings.METRICS_TOKEN:
        sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(sent.encode(), settings.METRICS_TOKEN.encode())
    return not getattr(request, "was_forwarded", False) and _is_here(str(request.META.get("REMOTE_ADDR", "")))


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
