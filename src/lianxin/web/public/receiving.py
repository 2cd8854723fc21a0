"""接待日公布: when, where and by whom residents are received in the coming weeks; a holiday is never among them."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lianxin.base.orgs.models import Unit
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.reception import queries

NEXT = 3  # of each unit, where all units stand on the page


@login_not_required
@require_safe
def reception(request: Request) -> HttpResponse:
    """接待日: of everybody, or of one unit and those below it."""
    asked = request.GET.get("unit", "")
    is_number = asked.isdecimal() and asked.isascii() and len(asked) < 10
    unit = Unit.objects.valid(request.today).filter(pk=int(asked)).first() if is_number else None
    sessions = queries.public_sessions(request.today, under=unit.path if unit else "")
    by_unit = [(one, list(rows)) for one, rows in groupby(sessions, key=lambda session: session.unit)]
    most = len(sessions) if unit is not None else NEXT
    groups = [(one, rows[:most], len(rows) > most) for one, rows in by_unit]
    return public_page(request, "reception", unit=unit, groups=groups, days=queries.AHEAD)
