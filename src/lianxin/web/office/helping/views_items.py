"""帮扶事项的页面: listed, carried out entry by entry, an entry voided, an item dropped."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Permission
from lianxin.web.office.helping import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page
from lianxin.work.helping import commands
from lianxin.work.helping.models import HelpItem
from lianxin.work.helping.terms import PLAN, VIEW
from lianxin.work.households.queries import may_open


def _item(request: Request, code: str, to: Permission | None = None) -> HelpItem:
    found = HelpItem.objects.with_actual().select_related("plan__unit", "plan__household", "unit")
    item: HelpItem = fetch(request, found.prefetch_related("entries__person"), see=VIEW, to=to, code=code)
    return item


def add(request: Request, code: str) -> HttpResponse:
    """列入帮扶事项."""
    plan = shown.plan_of(request, code, to=PLAN)
    form: Any = forms.ItemForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.add_item, request, plan=plan, **form.cleaned_data):
        messages.success(request, _("已列入。"))
        return redirect("helping:plan", code=code)
    purpose = _("%(label)s。写清帮什么、帮多少，落实时一笔一笔记。") % {"label": plan.label}
    return form_page(request, form, Asking(_("列入帮扶事项"), purpose, reverse("helping:plan", args=[code])))


def item(request: Request, code: str) -> HttpResponse:
    """一项帮扶: its entries, whose sum is what was given."""
    found = _item(request, code)
    plan, by = found.plan, request.actor
    line = shown.ItemLine(found, list(found.entries.all()), Decimal(str(getattr(found, "given", 0))))
    is_open = plan.household is None or may_open(plan.household, by, request.today) or by.may(PLAN, plan)
    may = by.may(PLAN, plan) and plan.ended_on is None and found.dropped_on is None
    return render(
        request, "helping/item.html", {"line": line, "item": found, "plan": plan, "is_open": is_open, "may_plan": may}
    )


def give(request: Request, code: str) -> HttpResponse:
    """落实一笔."""
    found = _item(request, code, to=PLAN)
    form: Any = forms.GiveForm(request.POST or None, today=request.today, initial={"on": request.today})
    if form.is_valid() and done(form, commands.give, request, item=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("helping:plan", code=found.plan.code)
    planned = {"item": found.item, "planned": shown.plain(found.planned), "measure": found.measure}
    purpose = _("%(item)s，计划 %(planned)s %(measure)s。落实多少记多少，合计由系统算。") % planned
    return form_page(request, form, Asking(_("落实一笔"), purpose, reverse("helping:plan", args=[found.plan.code])))


def drop(request: Request, code: str) -> HttpResponse:
    """撤下帮扶事项."""
    found = _item(request, code, to=PLAN)
    form: Any = forms.ReasonForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.drop_item, request, item=found, **form.cleaned_data):
        messages.success(request, _("已撤下。"))
        return redirect("helping:plan", code=found.plan.code)
    asking = Asking(
        _("撤下帮扶事项"), _("不打算办了的撤下；已经落实过的不能撤。"), reverse("helping:item", args=[code])
    )
    return form_page(request, form, asking, notes=[found.item])


def void(request: Request, code: str, pk: int) -> HttpResponse:
    """撤销一笔落实."""
    found = _item(request, code, to=PLAN)
    entry = next((one for one in found.entries.all() if one.pk == pk), None)
    if entry is None:
        raise Http404(_("没有找到。"))
    form: Any = forms.ReasonForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.void_entry, request, entry=entry, **form.cleaned_data):
        messages.success(request, _("已撤销，不再计入。"))
        return redirect("helping:item", code=code)
    asking = Asking(
        _("撤销一笔落实"), _("记错了的撤销，理由会留着，再按实记一笔。"), reverse("helping:item", args=[code])
    )
    said = f"{found.item} {entry.on.isoformat()} {shown.plain(entry.quantity)} {found.measure}"
    return form_page(request, form, asking, notes=[said])
