"""接待天数的页面: days and groups per village and month, drawn and in a table; each number opens its days; the limit."""

from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure.periods import Period
from lianxin.web.office.planner import charts, forms, shown
from lianxin.web.office.planner.places import asked, shifted, unit_of
from lianxin.web.office.planner.views import VILLAGES, page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page
from lianxin.work.planner import commands, queries
from lianxin.work.planner.terms import SET, VIEW


def burden(request: Request) -> HttpResponse:
    """接待天数: each village of a unit over six months, or of a county each township; what is to come is told apart."""
    here = asked(request, VIEW)
    months = [shifted(here.month, n) for n in range(-4, 2)]
    found = queries.loads(here.unit, months[0].first, months[-1].last, request.today)
    is_village = here.unit.kind in VILLAGES
    places = [here.unit] if is_village else here.below
    limit = queries.limit_for(here.unit, here.month.first) or queries.limit_for(here.unit, request.today)
    lines = charts.lines(places, found, months, here.month)
    direct = is_village or any(one.kind in VILLAGES for one in places)
    bars = charts.bars(lines, months if is_village else [here.month], limit.days if limit else 0) if direct else None
    return page(
        request, "burden", here=here, months=months, lines=lines, limit=limit, bars=bars, direct=direct,
        before=shifted(here.month, -1), after=shifted(here.month, 1), over=charts.over(found, here, limit),
    )  # fmt: skip


def days(request: Request, pk: int) -> HttpResponse:
    """一个村一个月的接待: day by day who came or is to come; what the number on the page before counts."""
    here = asked(request, VIEW)
    unit = unit_of(request, VIEW, str(pk))
    span = (here.month.first, here.month.last)
    comings = queries.calendar(unit, *span, by=request.actor) + queries.came(unit, *span, by=request.actor)
    load = queries.burden(unit, *span, request.today)
    rows = [(day, len(load.days[day]), [shown.entry(one, unit.path) for one in those])
            for day, those in _by_day([one for one in comings if one.unit.pk == unit.pk and one.comes_to(unit.path)], here.month)
            if day in load.days]  # fmt: skip
    limit = queries.limit_for(unit, here.month.last)
    months = (shifted(here.month, -1), shifted(here.month, 1))
    return page(
        request, "days", here=here, unit=unit, rows=rows, load=load, limit=limit, before=months[0], after=months[1]
    )


def _by_day(comings: list[queries.Coming], month: Period) -> list[tuple[date, list[queries.Coming]]]:
    pairs = [(day, one) for one in comings for day in shown.span(max(one.on, month.first), min(one.until, month.last))]
    pairs.sort(key=lambda pair: (pair[0], pair[1].home.path))
    return [(day, [one for _day, one in those]) for day, those in groupby(pairs, key=lambda pair: pair[0])]


def limit(request: Request) -> HttpResponse:
    """设定接待上限."""
    unit = unit_of(request, SET, request.GET.get("unit", ""))
    back = f"{reverse('planner:burden')}?unit={unit.pk}"
    held = queries.limit_for(unit, request.today)
    initial: dict[str, Any] = {"days": held.days, "groups": held.groups, "basis": held.basis} if held else {}
    form: Any = forms.LimitForm(request.POST or None, initial=initial)
    if form.is_valid() and done(form, commands.set_limit, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已设定，从今天起提醒。"))
        return redirect(back)
    purpose = _("%(unit)s各村一个月最多接待几天、一天最多几批。到了上限只提醒，不拦。") % {"unit": unit.name}
    return form_page(request, form, Asking(_("设定接待上限"), purpose, back, _("设定")))
