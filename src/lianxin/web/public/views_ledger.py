"""公开台账: what was published, to read, to search, to take away as data; what was adopted."""

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.pure import tabular
from lianxin.web.public.views import page
from lianxin.web.ui.request import Request
from lianxin.work.publishing import queries
from lianxin.work.publishing.models import Publication

ROWS = 20


@login_not_required
@require_safe
def ledger(request: Request) -> HttpResponse:
    """公开台账: newest first, by words, topic, month."""
    asked = {key: request.GET.get(key, "").replace("\0", "")[:60] for key in ("words", "topic", "month")}
    found = queries.ledger(request.today, **asked)
    rows = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return page(
        request, "ledger", rows=rows, asked=asked, query=urlencode({k: v for k, v in asked.items() if v}),
        topics=queries.topics(request.today), months=queries.months(request.today),
    )  # fmt: skip


@login_not_required
@require_safe
def published_item(request: Request, code: str) -> HttpResponse:
    """一件公开件; of one that was taken down the date and the reason, nothing else."""
    found = Publication.objects.was_public(request.today).select_related("shown", "topic", "concern__adoption")
    one = found.filter(code=code).first()
    if one is None:
        raise Http404(_("没有找到。"))
    if one.taken_down_on is not None:
        return page(request, "taken_down", publication=one, status=410)
    adoption = getattr(one.concern, "adoption", None)
    return page(request, "published_item", publication=one, adoption=adoption, versions=queries.confirmed(one))


@login_not_required
@require_safe
def adopted(request: Request) -> HttpResponse:
    """群众意见采纳情况: the published suggestions, opinions and criticism, and how many of them were adopted."""
    found, counted = queries.adopted(request.today)
    rows = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return page(request, "adopted", rows=rows, counted=counted)


@login_not_required
@require_safe
def data(request: Request) -> HttpResponse:
    """开放数据: the columns, in words, and the two files."""
    return page(request, "data", columns=queries.COLUMNS.items(), sealed="、".join(sorted(queries.SEALED)))


def _exported(request: Request) -> list[dict[str, Any]]:
    return queries.exported(queries.ledger(request.today))


@login_not_required
@require_safe
def ledger_json(request: Request) -> HttpResponse:
    """开放数据, JSON: columns in words, then one object per published item."""
    held = {"columns": {key: str(words) for key, words in queries.COLUMNS.items()}, "items": _exported(request)}
    response = HttpResponse(
        json.dumps(held, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="published.json"'
    return response


@login_not_required
@require_safe
def ledger_csv(request: Request) -> HttpResponse:
    """开放数据, CSV for a spreadsheet: UTF-8 with a mark, no cell that a spreadsheet would run."""
    rows = [list(queries.COLUMNS), *(list(row.values()) for row in _exported(request))]
    response = HttpResponse(tabular.csv_bytes(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="published.csv"'
    return response
