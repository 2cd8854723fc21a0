"""公开承诺、为民办实事 for everybody: who promised what by when, what came of it, and one tap that says how it was done.

Ratings are counted and nothing else (ADR of the window's hearts): no person, no day, no address. Against flooding: one
browser rates a pledge once (a cookie that only says so), an address ten times an hour. Under five no figure is told.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianxin.base.orgs.models import Unit
from lianxin.pure.flow import WrongState
from lianxin.web.office.pledges.browsing import read_number, read_year
from lianxin.web.office.pledges.shown import item_row
from lianxin.web.office.pledges.views_practical import rows_of
from lianxin.web.public import limits, reading
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Satisfaction
from lianxin.work.pledges import commands, counted, queries
from lianxin.work.pledges.models import Pledge
from lianxin.work.pledges.terms import FLOW

LISTED, A_YEAR = 200, 366 * 86400
RATED, SALT = "rated", "lianxin.rated"


@login_not_required
@require_safe
def pledges(request: Request) -> HttpResponse:
    """公示栏 of a year, by unit; `unit` shows one unit and those below it."""
    years = queries.years()
    year = read_year(request.GET.get("year", ""), years, request.today)
    key = read_number(request.GET.get("unit", ""))
    unit = Unit.objects.filter(pk=key).first() if key is not None else None
    found = list(queries.board(year, unit)[:LISTED])
    rated = queries.rated(found)
    rows = [
        {"pledge": one, "who": queries.public_name(one), "rated": rated.get(one.pk),
         "items": [item_row(item, request.today) for item in one.items.all()]}
        for one in found
    ]  # fmt: skip
    units = {one.unit_id: one.unit for one in found}
    return public_page(
        request, "pledges", rows=rows, years=years, year=year, unit=unit, units=list(units.values()), most=LISTED
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def pledge(request: Request, code: str) -> HttpResponse:
    """一份承诺: its stages and items; one tap to rate it."""
    found = queries.public_pledge(code)
    if found is None:
        raise Http404(_("没有找到。"))
    here = reverse("public:pledge", args=[code])
    if request.method == "POST":
        response = redirect(f"{here}?thanks=1" if _rated(request, found) else here)
        response.set_signed_cookie(RATED, code, salt=SALT, max_age=A_YEAR, path=here, httponly=True, samesite="Lax",
                                   secure=request.is_secure())  # fmt: skip
        return response
    items = list(found.items.all())
    numbers = counted.counted(items, found.unit, found.year, request.today)
    context: dict[str, Any] = {
        "pledge": found, "who": queries.public_name(found), "rated": queries.rated([found]).get(found.pk),
        "rows": [item_row(one, request.today, numbers.get(one.pk)) for one in items], "marks": Satisfaction.choices,
        "may_rate": FLOW.can("rate", found.status) and not _has_rated(request, found),
        "thanks": request.GET.get("thanks") == "1",
    }  # fmt: skip
    return public_page(request, "pledge", office=reading.office_of(found.unit), **context)


def _has_rated(request: Request, found: Pledge) -> bool:
    return bool(request.get_signed_cookie(RATED, default="", salt=SALT, max_age=A_YEAR) == found.code)


def _rated(request: Request, found: Pledge) -> bool:
    """Whether the tap was counted: too many from one place are not, nor a second one of the same browser."""
    if _has_rated(request, found) or not limits.allowed(request, "pledge"):
        return False
    if not limits.allowed(request, "pledge_one", found.code):
        return False
    try:
        commands.rate(pledge=found, rating=request.POST.get("tap", ""), at=request.now)
    except (Unfit, WrongState):
        return False
    return True


@login_not_required
@require_safe
def practical(request: Request) -> HttpResponse:
    """为民办实事 of a year: what, by whom, by when, for how much, how far."""
    years = queries.practical_years()
    year = read_year(request.GET.get("year", ""), years, request.today)
    found = list(queries.practical_public(year)[:LISTED])
    context: dict[str, Any] = {
        "rows": rows_of(found, request.today),
        "years": years,
        "year": year,
        "sums": queries.money(found),
    }
    return public_page(request, "practical", **context)
