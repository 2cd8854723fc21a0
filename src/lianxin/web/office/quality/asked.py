"""问的是什么: unit and period of the page of data quality. A unit out of reach is not there (404)."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.indicators import FIGURES
from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.quality.terms import VIEW
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see

MONTHS_OFFERED = 12


@dataclass(frozen=True)
class Asked:
    """单位与月份 as asked for."""

    unit: Unit
    period: Period
    units: list[Unit]

    def url(self, name: str, **more: Any) -> str:
        """The address of another page about the same."""
        return reverse(f"quality:{name}", query={"unit": self.unit.pk, "period": self.period.code, **more})

    def open_url(self, code: str, unit: Unit) -> str:
        """The records behind one figure of the table."""
        return reverse("figures:open", query={"code": code, "unit": unit.pk, "period": self.period.code})


def asked_of(request: Request) -> Asked:
    """One's own unit and the month that ended last, unless the address says otherwise. Raises NotAllowed, Http404."""
    see(request, VIEW)
    unit, typed = request.posting.unit, request.GET.get("unit", "")
    if typed:
        key = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0
        found = Unit.objects.filter(pk=key).first()
        if found is None or not request.actor.may_at(VIEW, found.path) or not request.actor.may_at(FIGURES, found.path):
            raise Http404(_("没有找到这个单位。"))
        unit = found
    period = Period.containing(request.today).previous()
    try:
        period = Period.parse(request.GET.get("period") or period.code)
    except NotAPeriod:
        raise Http404(_("没有这个月份。")) from None
    if period.kind != "month" or period.first > request.today or period.year < 2000:
        raise Http404(_("没有这个月份。"))
    below = Unit.objects.valid(request.today).filter(parent=unit).order_by("path")
    return Asked(unit, period, [unit, *below])


def months_offered(request: Request, chosen: Period) -> list[Period]:
    """This month and those before it, and the chosen one."""
    found = [Period.containing(request.today)]
    while len(found) < MONTHS_OFFERED:
        found.append(found[-1].previous())
    return found if chosen in found else [chosen, *found]
