"""办事指南与窗口评价: what is done where, how long it takes, who is responsible; and the five hearts, one tap each."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianxin.base.orgs.models import Unit
from lianxin.web.public import limits, reading
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.concerns.problems import Unfit
from lianxin.work.windows import commands, queries
from lianxin.work.windows.terms import HEART_SENTENCES, STANDARD, Heart, Mark

LISTED = 500


@login_not_required
@require_safe
def guide(request: Request) -> HttpResponse:
    """办事指南, by unit; `words` finds a matter."""
    words = request.GET.get("words", "").replace("\0", "").strip()[:40]
    found = queries.kept_limits(queries.guide(request.today, words)[:LISTED], request.today.year)
    units = [(unit, list(rows)) for unit, rows in groupby(found, key=lambda kept: kept.entry.unit)]
    return public_page(request, "guide", units=units, words=words)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def window(request: Request, pk: int) -> HttpResponse:
    """窗口评价: the standard of the window, and five hearts to tap; counted by day, nothing else is kept."""
    unit = Unit.objects.valid(request.today).filter(pk=pk).first()
    if unit is None:
        raise Http404(_("没有找到。"))
    if request.method == "POST" and (heart := _marked(request, unit)):
        return redirect(reverse("public:window", args=[pk], query={"thanks": heart}))
    hearts = [(heart, HEART_SENTENCES[heart]) for heart in Heart]
    thanks = request.GET.get("thanks", "")
    context: dict[str, Any] = {"hearts": hearts, "marks": Mark.choices, "standard": STANDARD, "unit": unit}
    return public_page(request, "window", office=reading.office_of(unit), thanks=thanks, **context)


def _marked(request: Request, unit: Unit) -> str:
    """Which heart was counted; empty where none was: too many from one place are not."""
    if not limits.allowed(request, "heart"):
        return ""
    heart, _colon, mark = request.POST.get("tap", "").partition(":")
    try:
        commands.mark_heart(unit=unit, heart=heart, mark=mark, at=request.now)
    except Unfit:
        return ""
    return heart
