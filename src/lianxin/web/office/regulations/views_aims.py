"""目标和责任人的页面: each target with its counter, the things of one, who answers for what."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.regulations import forms, shown
from lianxin.web.office.regulations.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.regulations import commands, queries
from lianxin.work.regulations.models import Responsibility, Target
from lianxin.work.regulations.terms import EDIT, VIEW

LISTED = 300


def targets(request: Request) -> HttpResponse:
    """目标: those of the year, each with how many are there; never a person's, never in order of merit."""
    see(request, VIEW)
    year = shown.year_of(request)
    found = queries.counters(request.actor, request.posting.unit, year, request.today)
    rows = [shown.counted(one, request) for one in found]
    return page(request, "targets", rows=rows, year=year, years=shown.years(request), unit=request.posting.unit)


def set_target(request: Request) -> HttpResponse:
    """确定目标."""
    unit = own_unit(request, EDIT)
    held = {"unit": unit, "year": request.today.year, "due_on": f"{request.today.year}-12-31"}
    form: Any = forms.TargetForm(request.POST or None, today=request.today, here=unit, initial=held)
    if form.is_valid() and done(form, commands.set_target, request, **form.cleaned_data):
        messages.success(request, _("已确定。"))
        return redirect("regulations:target", code=form.result.code)
    purpose = _("按指标数的，数字自动算；列出项目的，完成一项登记一项。不给个人定目标。")
    return form_page(request, form, Asking(_("确定目标"), purpose, reverse("regulations:targets"), _("确定")))


def _targets() -> Any:
    return Target.objects.select_related("unit").prefetch_related("items")


def target(request: Request, code: str) -> HttpResponse:
    """一个目标: the counter, what it is counted from, the things of it."""
    found = fetch(request, _targets(), see=VIEW, code=code)
    counter = queries.target_of(found, request.actor, request.today)
    return render(request, "regulations/target.html", {
        "target": found, "shown": shown.counted(counter, request), "items": counter.items,
        "may_edit": found.dropped_on is None and request.actor.may(EDIT, found),
        "responsibles": queries.answerable(found.ref, request.today),
    })  # fmt: skip


def target_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """修改, 取消, 列入一项."""
    found = fetch(request, _targets(), see=VIEW, to=EDIT, code=code)
    here, data = reverse("regulations:target", args=[code]), request.POST or None
    form: Any
    command: Any
    if verb == "change":
        held = {"aim": found.aim, "due_on": found.due_on}
        form, command = forms.ChangeTargetForm(data, today=request.today, initial=held), commands.change_target
        asking = Asking(_("修改目标"), found.title, here, _("改好了"))
    elif verb == "drop":
        form, command = forms.ReasonForm(data, today=request.today), commands.drop_target
        asking = Asking(_("取消目标"), found.title, here)
    elif verb == "item":
        form, command = forms.ItemForm(data, today=request.today), commands.name_item
        asking = Asking(_("列入一项"), found.title, here, _("列入"))
    else:
        raise Http404(_("没有找到。"))
    if form.is_valid() and done(form, command, request, target=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, asking)


def item_deed(request: Request, code: str, number: int, verb: str) -> HttpResponse:
    """完成一项, 撤回."""
    found = fetch(request, _targets(), see=VIEW, to=EDIT, code=code)
    item = next((one for one in found.items.all() if one.number == number), None)
    if item is None or verb not in ("tick", "untick"):
        raise Http404(_("没有找到。"))
    here, data = reverse("regulations:target", args=[code]), request.POST or None
    form: Any = forms.TickForm(data, today=request.today, initial={"on": request.today})
    command: Any = commands.tick_item
    asking = Asking(_("完成一项"), item.name, here, _("记完成"))
    if verb == "untick":
        form, command = forms.ReasonForm(data, today=request.today), commands.untick_item
        asking = Asking(_("撤回完成"), item.name, here, _("撤回"))
    if form.is_valid() and done(form, command, request, item=item, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, asking)


def responsibles(request: Request) -> HttpResponse:
    """责任人: who answers for what today, by programme."""
    see(request, VIEW)
    found = Responsibility.objects.reachable(by=request.actor, to=VIEW).on(request.today)
    rows = list(found.select_related("unit").order_by("unit_path", "about", "role", "since")[:LISTED])
    may = {one.pk for one in rows if request.actor.may(EDIT, one)}
    return page(request, "responsibles", rows=[(one, shown.address_of(one.of), one.pk in may) for one in rows])


def name_responsible(request: Request) -> HttpResponse:
    """确定责任人 of the record named in the address."""
    about = shown.programme(request, request.GET.get("of", ""))
    request.actor.must_at(EDIT, about.unit.path)
    form: Any = forms.ResponsibleForm(request.POST or None, today=request.today, initial={"since": request.today})
    given = {"of": about.ref, "about": about.title, "unit": about.unit}
    if form.is_valid() and done(form, commands.name_responsible, request, **given, **form.cleaned_data):
        messages.success(request, _("已确定。"))
        return redirect(about.url)
    purpose = _("%(title)s。新定第一责任人，原来的到前一天为止。") % {"title": about.title}
    return form_page(request, form, Asking(_("确定责任人"), purpose, about.url, _("确定")))


def end_responsible(request: Request, pk: int) -> HttpResponse:
    """责任期满."""
    found = fetch(request, Responsibility.objects.all(), see=VIEW, to=EDIT, pk=pk)
    form: Any = forms.UntilForm(request.POST or None, today=request.today, initial={"until": request.today})
    if form.is_valid() and done(form, commands.end_responsibility, request, responsibility=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("regulations:responsibles")
    return form_page(
        request, form, Asking(_("责任期满"), f"{found.about}　{found}", reverse("regulations:responsibles"))
    )
