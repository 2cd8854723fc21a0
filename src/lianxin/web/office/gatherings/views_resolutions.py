"""议定事项的页面: what a meeting decided, and that it was done."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.gatherings import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page
from lianxin.work.gatherings import commands
from lianxin.work.gatherings.models import Gathering, Resolution
from lianxin.work.gatherings.terms import HOLD, OPINION_VIEW, SETTLE, VIEW


def agree(request: Request, code: str) -> HttpResponse:
    """记议定事项."""
    found = fetch(request, Gathering.objects.select_related("unit"), see=VIEW, to=HOLD, code=code)
    form: Any = forms.ResolutionForm(request.POST or None, today=request.today, initial={"handler": found.unit})
    here = reverse("gatherings:gathering", args=[code])
    if form.is_valid() and done(form, commands.agree, request, gathering=found, **form.cleaned_data):
        messages.success(request, _("已记下议定事项，到期前会提醒承办单位。"))
        return redirect(here)
    return form_page(request, form, Asking(_("记议定事项"), found.title, here, _("记下")))


def finish(request: Request, code: str) -> HttpResponse:
    """议定事项已落实: for the unit in charge, which need not have been at the meeting."""
    found = fetch(request, Resolution.objects.select_related("gathering"), see=OPINION_VIEW, to=SETTLE, code=code)
    may_open = request.actor.may(VIEW, found.gathering)
    back = reverse("gatherings:gathering", args=[found.gathering.code]) if may_open else reverse("gatherings:index")
    form: Any = forms.FinishForm(request.POST or None)
    if form.is_valid() and done(form, commands.finish_resolution, request, resolution=found, **form.cleaned_data):
        messages.success(request, _("已记下落实情况。"))
        return redirect(back)
    return form_page(request, form, Asking(_("议定事项已落实"), found.text, back), notes=[found.gathering.title])
