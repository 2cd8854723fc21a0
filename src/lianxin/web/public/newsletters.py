"""群工动态 for everybody: issues that were put online, without what was taken back since (F085)."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.newsletters import queries

ROWS = 20


@login_not_required
@require_safe
def newsletters(request: Request) -> HttpResponse:
    """各期群工动态, the newest first."""
    rows = Paginator(queries.public(request.today), ROWS).get_page(request.GET.get("page"))
    return public_page(request, "newsletters", rows=rows)


@login_not_required
@require_safe
def newsletter(request: Request, code: str) -> HttpResponse:
    """一期; gone as soon as one of its items may no longer be read by everybody."""
    found = queries.public(request.today).filter(code=code).first()
    lines = [line for line in queries.lines(found, request.today) if line.is_printable] if found else []
    if found is None or not queries.may_go_public(lines):
        raise Http404(_("没有找到。"))
    return public_page(request, "newsletter", newsletter=found, sections=queries.by_section(lines))
