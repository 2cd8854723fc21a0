"""群众工作站 for everybody: who is there, when, which number to ring, this month's theme, what was solved (M242)."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.web.public import reading
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, Status
from lianxin.work.publishing.models import Publication
from lianxin.work.publishing.terms import STRICT, Basis
from lianxin.work.stations import board, queries

#: a smaller number in a small place could be known to be somebody's
FEW = 5
TITLES = 10


@login_not_required
@require_safe
def station(request: Request, pk: int) -> HttpResponse:
    """一个站, or the unit alone where none stands: telephone and place are told in either case."""
    unit = (
        Unit.objects.valid(request.today).exclude(kind=UnitKind.COUNTY).filter(pk=pk).select_related("parent").first()
    )
    if unit is None:
        raise Http404(_("没有找到。"))
    found = queries.of_unit(unit, request.today)
    solved = _solved(unit, request)
    context: dict[str, Any] = {
        "unit": unit, "station": found, "office": reading.office_of(unit), "heading": reading.station_name(unit),
        "members": queries.members(found, request.today) if found else [],
        "parts": board.parts(found, request.today) if found else [],
        "duty": queries.duty_days(found, [request.today])[0][1] if found else [],
        "solved": solved if solved >= FEW else None, "few": FEW if 0 < solved < FEW else None,
        "titles": _titles(unit, request), "year": request.today.year,
    }  # fmt: skip
    return public_page(request, "station", **context)


def _solved(unit: Unit, request: Request) -> int:
    """办结 this year of that unit itself: a count, without the kinds whose very number could tell on somebody."""
    found = Concern.objects.filter(unit_path=unit.path, status=Status.CLOSED, closed_on__year=request.today.year)
    return found.exclude(kind__in=CONFIDENTIAL_KINDS).filter(is_confidential=False).count()


def _titles(unit: Unit, request: Request) -> list[str]:
    """Published titles of that unit: only those that the resident himself agreed to make public.

    A text published because nobody can be recognised in it bears the township alone; beside its village's name
    somebody could be.
    """
    found = Publication.objects.public(request.today).filter(unit_path=unit.path, shown__basis=Basis.CONSENT)
    return list(found.exclude(kind__in=STRICT).order_by("-publish_on").values_list("shown__title", flat=True)[:TITLES])
