"""分包和派车单位的页面: the table of townships with its gaps, the departments whose turn it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.inspections import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.inspections import commands, queries
from lianxin.work.inspections.models import Assignment, CarSource
from lianxin.work.inspections.terms import PLAN, VIEW, CarKind


def table(request: Request) -> HttpResponse:
    """分包联系表, with the gaps; prints."""
    see(request, VIEW)
    unit = shown.top_of(request)
    lines = queries.table(unit, request.actor, request.today)
    may_plan = request.actor.may_at(PLAN, request.actor.own_path)
    gaps = queries.gaps(lines, unit, request.today) if may_plan else None
    is_mine = any(one.person_id == request.actor.person_id for line in lines for one in line.leaders)
    return shown.room(request, "assigned", unit=unit, lines=lines, gaps=gaps, may_plan=may_plan, is_mine=is_mine)


def assign(request: Request) -> HttpResponse:
    """分包."""
    here, back = own_unit(request, PLAN), reverse("inspections:assigned")
    initial = {"since": request.today, "unit": request.GET.get("unit", ""), "kind": request.GET.get("kind", "leader")}
    form: Any = forms.AssignForm(request.POST or None, today=request.today, here=here, initial=initial)
    if form.is_valid() and done(form, commands.assign, request, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    purpose = _("一个乡镇、一个人或者一个部门，一条。换人的，先让原来的到日子，再加新的。")
    return form_page(request, form, Asking(_("分包"), purpose, back, _("记下")))


def end(request: Request, code: str) -> HttpResponse:
    """不再分包."""
    found = fetch(request, Assignment.objects.select_related("unit", "department"), see=VIEW, to=PLAN, code=code)
    form: Any = forms.UntilForm(request.POST or None, today=request.today, initial={"until": request.today})
    back = reverse("inspections:assigned")
    if form.is_valid() and done(form, commands.end_assignment, request, assignment=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    words = {"who": found.who, "unit": found.unit.name}
    return form_page(request, form, Asking(_("不再分包"), _("%(who)s，%(unit)s") % words, back))


def sources(request: Request) -> HttpResponse:
    """派车单位: in the order in which their turn comes; who lends besides on the work days."""
    see(request, VIEW)
    may_plan, today = request.actor.may_at(PLAN, request.actor.own_path), request.today
    unit = request.posting.unit if may_plan else shown.top_of(request)
    context = {"turn": queries.last_lent(unit, today), "extra": queries.last_lent(unit, today, CarKind.EXTRA)}
    return shown.room(request, "cars", unit=unit, may_plan=may_plan, **context)


def add_source(request: Request) -> HttpResponse:
    """列入派车单位."""
    unit, back = own_unit(request, PLAN), reverse("inspections:cars")
    form: Any = forms.SourceForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.add_source, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已列入。"))
        return redirect(back)
    purpose = _("最久没有派车的先派。不记车牌，不记去了哪里。")
    return form_page(request, form, Asking(_("列入派车单位"), purpose, back, _("列入")))


def end_source(request: Request, pk: int) -> HttpResponse:
    """不再派车."""
    found = fetch(request, CarSource.objects.all(), see=VIEW, to=PLAN, pk=pk)
    form: Any = forms.UntilForm(request.POST or None, today=request.today, initial={"until": request.today})
    back = reverse("inspections:cars")
    if form.is_valid() and done(form, commands.end_source, request, source=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    return form_page(request, form, Asking(_("不再派车"), found.name, back))
