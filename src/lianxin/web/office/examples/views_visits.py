"""去看典型的页面: where one will look, with whom and when; what was seen (M245)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.examples import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.examples import commands, queries
from lianxin.work.examples.models import ExampleVisit
from lianxin.work.examples.terms import NOMINATE, VIEW


def visits(request: Request) -> HttpResponse:
    """去看典型: those to come, then the last ones."""
    see(request, VIEW)
    context = {
        "rows": queries.visits(request.actor, request.today), "tabs_shown": shown.tabs("visits"),
        "may_plan": request.actor.may_at(NOMINATE, request.actor.own_path), "own_path": request.actor.own_path,
    }  # fmt: skip
    return render(request, "examples/visits.html", context)


def plan(request: Request) -> HttpResponse:
    """安排去看."""
    unit = own_unit(request, NOMINATE)
    initial = {"example": request.GET.get("example", "")[:12]}
    form: Any = forms.VisitForm(request.POST or None, today=request.today, here=unit, initial=initial)
    if form.is_valid() and done(form, commands.plan, request, **form.cleaned_data):
        messages.success(request, _("已安排。"))
        return redirect("examples:visits")
    purpose = _("去现场看一看、问一问，看到的再写成典型。")
    return form_page(request, form, Asking(_("安排去看典型"), purpose, reverse("examples:visits"), _("安排")))


def visit_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """看过了, 不去了."""
    found: ExampleVisit = fetch(request, ExampleVisit.objects.select_related("unit"), see=VIEW, code=code)
    request.actor.must_at(NOMINATE, found.home_path)
    form: Any
    command: Any
    if verb == "done":
        form = forms.DoneForm(request.POST or None, today=request.today, initial={"on": request.today})
        word, command = _("看过了"), commands.done
    elif verb == "drop":
        form, word, command = forms.ReasonForm(request.POST or None), _("不去了"), commands.drop
    else:
        raise Http404(_("没有找到。"))
    if form.is_valid() and done(form, command, request, visit=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect("examples:visits")
    purpose = _("%(unit)s：%(purpose)s") % {"unit": found.unit.name, "purpose": found.purpose}
    return form_page(request, form, Asking(word, purpose, reverse("examples:visits")))
