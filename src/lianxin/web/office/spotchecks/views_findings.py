"""抽查的结果和问题: what a household said, what was found, what is to be put right, the end."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.spotchecks import forms
from lianxin.web.office.spotchecks.views import fetched, item_of, owners
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed
from lianxin.work.rectification.terms import ISSUE
from lianxin.work.spotchecks import commands, queries
from lianxin.work.spotchecks.models import SpotFinding
from lianxin.work.spotchecks.terms import RUN


def result(request: Request, code: str, number: int) -> HttpResponse:
    """记结果."""
    found = fetched(request, code, runs=True)
    item, back = item_of(found, number), reverse("spotchecks:check", args=[code])
    form: Any = forms.ResultForm(request.POST or None)
    if form.is_valid() and done(form, commands.record_result, request, item=item, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    words = {"number": number, "on": item.visit.on.isoformat(), "who": item.visit.household.label}
    purpose = _("第 %(number)s 项　%(on)s　%(who)s") % words
    return form_page(request, form, Asking(_("记抽查结果"), purpose, back, _("记下")), notes=[found.script])


def finding(request: Request, code: str) -> HttpResponse:
    """记问题."""
    found, back = fetched(request, code, runs=True), reverse("spotchecks:check", args=[code])
    form: Any = forms.FindingForm(request.POST or None)
    if form.is_valid() and done(form, commands.note_finding, request, spotcheck=found, **form.cleaned_data):
        messages.success(request, _("已记下，请督促整改。"))
        return redirect(back)
    purpose = _("一户说的不等于问题，核实了再记。")
    return form_page(request, form, Asking(_("记发现的问题"), purpose, back, _("记下")))


def correct(request: Request, pk: int) -> HttpResponse:
    """督促整改."""
    seen = queries.checks(request.actor).order_by().values("pk")
    found = SpotFinding.objects.filter(pk=pk, spotcheck__in=seen).select_related("spotcheck__checked").first()
    if found is None:
        raise Http404(_("没有找到。"))
    request.actor.must(RUN, found.spotcheck)
    request.actor.must_at(ISSUE, found.spotcheck.checked_path)
    back = reverse("spotchecks:check", args=[found.spotcheck.code])
    initial = {"owner": found.spotcheck.checked_id, "supervisor": request.actor.name, "starts_on": request.today}
    units = owners(found.spotcheck, request)
    form: Any = forms.CorrectForm(request.POST or None, units=units, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.correct, request, finding=found, **form.cleaned_data):
        messages.success(request, _("已下达整改，进了整改台账。"))
        return redirect(back)
    return form_page(request, form, Asking(_("督促整改"), found.text, back, _("下达")))


@require_POST
def close(request: Request, code: str) -> HttpResponse:
    """结束抽查."""
    if pressed(request, commands.close, spotcheck=fetched(request, code, runs=True)):
        messages.success(request, _("抽查已结束。被抽查的单位现在能看到抽了几次、怎样抽的，看不到是哪几户、怎么说。"))
    return redirect("spotchecks:check", code=code)
