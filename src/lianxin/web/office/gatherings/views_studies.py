"""专题研究的页面: the chain from the opinions to the measures."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.office.gatherings import forms, shown
from lianxin.web.office.gatherings.views import page
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, see
from lianxin.work.gatherings import commands, queries
from lianxin.work.gatherings.models import Measure, Study
from lianxin.work.gatherings.terms import LEAD, OPINION_VIEW, SETTLE, VIEW

LISTED = 200


def studies(request: Request) -> HttpResponse:
    """专题研究一览, and the measures that one's own unit owes."""
    see(request, VIEW)
    found = Study.objects.reachable(by=request.actor, to=VIEW).select_related("unit")[:LISTED]
    owed = [(one, *shown.left_of(one.due_on, request.today)) for one in queries.measures_due(request.actor)[:LISTED]]
    return page(request, "studies", rows=found, owed=owed)


def begin(request: Request) -> HttpResponse:
    """立题."""
    unit = own_unit(request, LEAD)
    form: Any = forms.StudyForm(request.POST or None)
    if form.is_valid() and done(form, commands.begin_study, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已立题。在意见页上点“列入专题研究”把意见归进来。"))
        return redirect("gatherings:study", code=form.result.code)
    asking = Asking(
        _("开展专题研究"), _("几条意见说的是一回事，放在一起研究。"), reverse("gatherings:studies"), _("立题")
    )
    return form_page(request, form, asking)


def study(request: Request, code: str) -> HttpResponse:
    """一项专题研究: opinions → report → decision that used them → measures."""
    found = fetch(request, Study.objects.select_related("unit"), see=VIEW, code=code)
    chain = queries.chain(found, request.actor)
    measures = [
        (one, *shown.left_of(one.due_on, request.today), request.actor.may(SETTLE, one)) for one in chain.measures
    ]
    context = {"study": found, "chain": chain, "measures": measures, "may": request.actor.may(LEAD, found)}
    return render(request, "gatherings/study.html", context)


def study_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """研究报告, 决定, 措施."""
    found = fetch(request, Study.objects.all(), see=VIEW, to=LEAD, code=code)
    here = reverse("gatherings:study", args=[code])
    form: Any
    command: Any
    if verb == "report":
        form, command = forms.ReportForm(request.POST or None, initial={"text": found.report}), commands.conclude_study
        asking = Asking(_("写研究报告"), found.title, here, _("形成报告"))
    elif verb == "decide":
        form, command = forms.DecisionForm(request.POST or None, today=request.today), commands.decide
        form.offer(queries.opinions(request.actor, study=found))
        asking = Asking(_("记作出的决定"), _("哪次会议、哪天决定的，采用了哪些意见。"), here, _("记下"))
    elif verb == "measure":
        form, command = forms.MeasureForm(request.POST or None, today=request.today), commands.agree_measure
        form.offer(found)
        asking = Asking(_("确定措施"), found.title, here, _("确定"))
    else:
        raise Http404(_("没有找到。"))
    if form.is_valid() and done(form, command, request, study=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, asking)


def finish_measure(request: Request, code: str) -> HttpResponse:
    """措施已落实."""
    found = fetch(request, Measure.objects.select_related("study"), see=OPINION_VIEW, to=SETTLE, code=code)
    form: Any = forms.FinishForm(request.POST or None)
    back = reverse("gatherings:studies")
    if form.is_valid() and done(form, commands.finish_measure, request, measure=found, **form.cleaned_data):
        messages.success(request, _("已记下落实情况。"))
        return redirect(back)
    return form_page(request, form, Asking(_("措施已落实"), found.text, back), notes=[found.study.title])
