"""看评议结果: what was published of appraisals, as it was kept; single persons are not put before the public."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from lianxin.web.public.pages import public_page
from lianxin.web.ui import result_sheet
from lianxin.web.ui.request import Request
from lianxin.work.results import queries
from lianxin.work.results.models import Brief, Result

ROWS = 20


@login_not_required
@require_safe
def results(request: Request) -> HttpResponse:
    """评议结果公布: newest first, and the briefs of half-years and years."""
    found = Result.objects.published().defer("data", "told").order_by("-published_on", "-pk")
    briefs = Brief.objects.filter(published_on__isnull=False).defer("data").order_by("-published_on", "-pk")[:ROWS]
    rows = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return public_page(request, "results", rows=rows, briefs=list(briefs))


@login_not_required
@require_safe
def result(request: Request, code: str) -> HttpResponse:
    """一次评议的结果."""
    found = Result.objects.published().filter(code=code).first()
    if found is None:
        raise Http404
    data = queries.public_data(found)
    return public_page(
        request, "result", result=found, data=data, detail=result_sheet.detail(data, request.GET.get("subject", ""))
    )


@login_not_required
@require_safe
def brief(request: Request, code: str) -> HttpResponse:
    """半年小结、年终总评."""
    found = Brief.objects.filter(code=code, published_on__isnull=False).first()
    if found is None:
        raise Http404
    return public_page(request, "result_brief", brief=found, data=queries.public_brief(found))
