"""覆盖和负担的页面: which places were inspected, which not; how often a unit was, against the limit."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.web.office.inspections import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.inspections import commands, queries
from lianxin.work.inspections.models import InspectionLimit
from lianxin.work.inspections.terms import APPROVE, VIEW


def coverage(request: Request) -> HttpResponse:
    """督查覆盖: the townships of one's county, or the villages of a township (?unit=)."""
    see(request, VIEW)
    unit, period = shown.unit_asked(request), shown.period_asked(request)
    cells = queries.coverage(unit, period, request.today)
    return shown.room(request, "coverage", unit=unit, period=period, cells=cells, periods=shown.periods(request.today),
                      sums=shown.sums(cells), above=shown.above(request, unit))  # fmt: skip


def covered(request: Request, pk: int) -> HttpResponse:
    """一格后面的: the inspections of a unit and below in the period, and the places not yet inspected."""
    see(request, VIEW)
    unit, period = shown.unit_of(request, pk), shown.period_asked(request)
    found = list(queries.inspected(unit, period)[: shown.LISTED])
    left = [cell.unit for cell in queries.coverage(unit, period, request.today)
            if not cell.times and cell.unit.pk != unit.pk]  # fmt: skip
    return shown.room(request, "covered", unit=unit, period=period, found=found, left=left)


def burden(request: Request) -> HttpResponse:
    """督查负担: what one's own unit received against its limit, and the units below it."""
    see(request, VIEW)
    unit = shown.unit_asked(request)
    return shown.room(request, "burden", **shown.burden_context(request, unit))


def limit(request: Request) -> HttpResponse:
    """设定督查上限."""
    unit: Unit = own_unit(request, APPROVE)
    form: Any = forms.LimitForm(request.POST or None, today=request.today)
    back = reverse("inspections:burden")
    if form.is_valid() and done(form, commands.set_limit, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已设定。"))
        return redirect(back)
    held = InspectionLimit.objects.filter(unit=unit).order_by("-since", "-pk")[: shown.LISTED]
    notes = [_("%(since)s起%(per)s %(most)s 次，%(basis)s") % {
        "since": one.since.isoformat(), "per": one.get_per_display(), "most": one.most, "basis": one.basis,
    } for one in held]  # fmt: skip
    purpose = _("每个下级单位最多接受几次督查。只能从今天以后改，旧的留着。")
    return form_page(request, form, Asking(_("设定督查上限"), purpose, back, _("设定")), notes=notes)
