"""整改情况通报 for everybody: what was put right, without anybody's name."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.rectification.models import RectificationNotice

LISTED = 50


@login_not_required
@require_safe
def rectified(request: Request) -> HttpResponse:
    """整改情况通报一览."""
    found = RectificationNotice.objects.published().select_related("unit")[:LISTED]
    return public_page(request, "rectified", found=found)


@login_not_required
@require_safe
def rectified_one(request: Request, code: str) -> HttpResponse:
    """一份通报; 404 once it is taken down."""
    notice = RectificationNotice.objects.published().select_related("unit").filter(code=code).first()
    if notice is None:
        raise Http404(_("没有找到。"))
    return public_page(request, "rectified_one", notice=notice)
