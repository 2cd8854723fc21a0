"""要的项目: added one by one, each looked up at once; what is held or may be waits for a word."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.reports.asking import commands, queries
from lianxin.reports.asking.terms import ASK, VIEW, Decision
from lianxin.web.office.asking import forms
from lianxin.web.office.asking.views import one_context, with_parts
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking


def add(request: Request, code: str) -> HttpResponse:
    """加一项; what the system holds of it is shown next."""
    found = fetch(request, with_parts(), see=VIEW, to=ASK, code=code)
    form: Any = forms.ItemForm(request.POST or None)
    if form.is_valid() and done(form, commands.add_field, request, asking=found, **form.cleaned_data):
        field = form.result
        if field.decision == Decision.OPEN:
            messages.warning(request, _("系统里可能已有：%(near)s。请说怎么办。") % {"near": field.near})
            return redirect("asking:decide", code=code, pk=field.pk)
        messages.success(request, _("系统里没有，由单位填。"))
        return redirect(reverse("asking:one", args=[code]) + "#add")
    return render(request, "asking/one.html", one_context(request, found, form))


def decide(request: Request, code: str, pk: int) -> HttpResponse:
    """一项怎么办: what it would give now stands beside each choice."""
    found = fetch(request, with_parts(), see=VIEW, to=ASK, code=code)
    field = next((one for one in found.fields.all() if one.pk == pk), None)
    if field is None:
        raise Http404(_("没有找到。"))
    field.of = found
    units = [row.unit for row in found.units.all()]
    weighed = queries.fitting(queries.held(field.words, besides=found), found, {unit.pk for unit in units})
    first = units[0] if units else found.unit
    hits = [(one, queries.preview(one, first, found.span, request.actor, request.today)) for one in weighed]
    form: Any = forms.DecideForm(request.POST or None, hits=hits, initial={"reason": field.not_same_why})
    here = reverse("asking:one", args=[code])
    if form.is_valid() and done(form, commands.decide, request, field=field, **form.given()):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return render(request, "asking/decide.html", {
        "form": form, "hits": hits, "field": field, "first": first, "asking": Asking(field.words, found.title, here),
    })  # fmt: skip
