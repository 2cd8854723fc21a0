"""体检页: one word for a machine that watches this one; what is the matter it learns by code, nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianxin.project import health


@login_not_required
@require_safe
def health_page(request: HttpRequest) -> HttpResponse:
    """好不好: 200 and `good`, or 503 and the codes of what is bad (`database disk`); warnings are for people."""
    bad = [one.code for one in health.quick(at=timezone.now()) if one.state == "bad"]
    answer = HttpResponse(" ".join(bad) or "good", content_type="text/plain; charset=utf-8", status=503 if bad else 200)
    answer["Cache-Control"] = "no-store"
    return answer
