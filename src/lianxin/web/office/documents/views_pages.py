"""公开到单位页面: the page text, its persons and pictures, its confirmation; and the budgets of the year."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.reports.documents import budgets, commands, queries
from lianxin.reports.documents.findings import persons_in
from lianxin.reports.documents.models import PageText, YearBudget
from lianxin.reports.documents.terms import BUDGET, PAGE_FLOW, PAGE_VERBS, PUBLISH, VIEW, WRITE, PageState
from lianxin.web.office.documents import forms
from lianxin.web.ui.counted import figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see

NEEDS = {"change": WRITE, "picture": WRITE, "confirm": PUBLISH, "take_down": PUBLISH}


def _fetched(request: Request, code: str) -> PageText:
    found: PageText = fetch(request, PageText.objects.select_related("unit", "document"), see=VIEW, code=code)
    return found


def page(request: Request, code: str) -> HttpResponse:
    """一份公开稿: as everybody will read it, whom it names, who prepared and who confirmed it."""
    found = _fetched(request, code)
    verbs = [verb for verb in PAGE_FLOW.open_to(found.state) if request.actor.may(_needs(verb, found), found)]
    if "confirm" in verbs and found.prepared_by == request.actor.ref:
        verbs.remove("confirm")
    return render(request, "documents/page.html", {
        "page": found, "pictures": found.pictures.defer("data"), "named": _named(found),
        "deeds": [(verb, PAGE_VERBS[verb]) for verb in verbs], "may_change": "change" in verbs,
        "is_own": found.prepared_by == request.actor.ref and found.state == PageState.PREPARED,
    })  # fmt: skip


def _named(found: PageText) -> list[Any]:
    return persons_in(f"{found.title}\n{found.text}", found.kept_marks, queries.staff_names(found.unit))


def _needs(verb: str, found: PageText) -> Any:
    return WRITE if verb == "take_down" and found.state == PageState.PREPARED else NEEDS[verb]


def page_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """修改、加配图、确认公开、撤下."""
    found = _fetched(request, code)
    if verb not in NEEDS:
        raise Http404(_("没有找到。"))
    request.actor.must(_needs(verb, found), found)
    PAGE_FLOW.after("change" if verb == "picture" else verb, found.state)
    here = reverse("documents:page", args=[code])
    if verb == "change":
        return _change(request, found, here)
    asked: dict[str, Any] = {
        "picture": (forms.PictureForm, commands.add_picture, _("加配图")),
        "confirm": (None, commands.confirm, PAGE_VERBS["confirm"]),
        "take_down": (forms.WhyForm, commands.take_down, PAGE_VERBS["take_down"]),
    }  # fmt: skip
    make, command, word = asked[verb]
    if make is None:
        if request.method == "POST" and pressed(request, command, page=found) is not None:
            messages.success(request, _("已公开。"))
        return redirect(here)
    form: Any = make(request.POST or None, request.FILES or None)
    if form.is_valid() and done(form, command, request, page=found, **form.cleaned_data):
        messages.success(request, _("已办好。"))
        return redirect(here)
    return form_page(request, form, Asking(word, found.title, here))


def _change(request: Request, found: PageText, here: str) -> HttpResponse:
    form: Any = forms.PageForm(request.POST or None, initial={"title": found.title, "text": found.text})
    if form.is_valid():
        keep = request.POST.getlist("keep")
        if done(form, commands.change, request, page=found, keep=keep, **form.cleaned_data):
            messages.success(request, _("已存。"))
            return redirect(here)
    return render(request, "documents/page_change.html", {"page": found, "form": form, "named": _named(found)})


def picture(request: Request, code: str, number: int) -> HttpResponse:
    """一张配图."""
    found = _fetched(request, code)
    one = found.pictures.filter(number=number).first()
    if one is None:
        raise Http404(_("没有找到。"))
    return HttpResponse(bytes(one.data), content_type=one.media_type)


def budget(request: Request) -> HttpResponse:
    """年度限额: how much each unit has used, of how much; the county sets it by kind of unit."""
    see(request, VIEW)
    unit = request.posting.unit
    may_set = request.actor.may_at(BUDGET, unit.path)
    form: Any = forms.BudgetForm(request.POST or None, initial={"year": request.today.year}) if may_set else None
    if request.method == "POST":
        unit = own_unit(request, BUDGET)
        if form.is_valid() and done(form, commands.set_budget, request, unit=unit, **form.cleaned_data):
            messages.success(request, _("已设定。"))
            return redirect("documents:budget")
    shown = Unit.objects.valid(request.today).filter(Q(pk=unit.pk) | Q(parent=unit)).order_by("path")
    return render(request, "documents/budget.html", {
        "form": form, "year": request.today.year, "rows": budgets.year_of(shown, request.today.year, request.actor, request.today),
        "set": YearBudget.objects.filter(unit_path__in=unit.ancestor_paths()).select_related("unit"),
        "figures": figures(request, ("document.issued",)),
    })  # fmt: skip
