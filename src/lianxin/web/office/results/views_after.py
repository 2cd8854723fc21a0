"""公布以后: half-year and year briefs, examples."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.web.office.results import documents, forms
from lianxin.web.office.results.views import LISTED, fetched, page, sent
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see
from lianxin.work.appraisals.models import Series
from lianxin.work.results import commands, queries
from lianxin.work.results.models import Brief, Nomination
from lianxin.work.results.terms import PUBLISH, VIEW, NominationStatus


def briefs(request: Request) -> HttpResponse:
    """半年小结、年终总评, and the form that puts one together."""
    see(request, VIEW)
    series = Series.objects.reachable(by=request.actor, to=PUBLISH)
    form: Any = forms.BriefForm(request.POST or None, series=series)
    if request.method == "POST":
        see(request, PUBLISH)
        if form.is_valid() and done(form, commands.compose_brief, request, **form.asked()):
            messages.success(request, _("已编成。请另一位同志审定后公布。"))
            return redirect("results:brief", code=form.result.code)
    rows = Brief.objects.reachable(by=request.actor, to=VIEW).defer("data")[:LISTED]
    return page(request, "briefs", rows=list(rows), form=form, may=bool(form.series))


def _brief(request: Request, code: str, **how: Any) -> Brief:
    found: Brief = fetch(request, Brief.objects.select_related("series"), see=VIEW, code=code, **how)
    return found


def brief(request: Request, code: str) -> HttpResponse:
    """一份小结."""
    found = _brief(request, code)
    may = found.published_on is None and request.actor.may(PUBLISH, found)
    return render(request, "results/brief.html", {"brief": found, "data": found.data, "may": may})


@require_POST
def publish_brief(request: Request, code: str) -> HttpResponse:
    """公布小结."""
    found = _brief(request, code, to=PUBLISH)
    if pressed(request, commands.publish_brief, brief=found):
        messages.success(request, _("已公布。"))
    return redirect("results:brief", code=code)


def brief_docx(request: Request, code: str) -> HttpResponse:
    """小结 as docx."""
    found = _brief(request, code)
    return sent(documents.brief_paper(found), f"{found.title}.docx")


def examples(request: Request) -> HttpResponse:
    """典型推荐."""
    see(request, VIEW)
    rows = Nomination.objects.reachable(by=request.actor, to=VIEW).select_related("subject", "result")
    found = [
        (one, one.status == NominationStatus.PROPOSED and request.actor.may(PUBLISH, one)) for one in rows[:LISTED]
    ]
    return page(request, "examples", rows=found)


def nominate(request: Request, code: str, subject: str) -> HttpResponse:
    """推荐典型: one of the high of a published result."""
    found = fetched(request, code, to=PUBLISH)
    rated = found.subjects.filter(code=subject).first()
    if rated is None or subject not in {one.code for one in queries.high(found.data)}:
        raise Http404(_("没有找到。"))
    form: Any = forms.NominateForm(request.POST or None)
    if form.is_valid() and done(form, commands.nominate, request, result=found, subject=rated, **form.cleaned_data):
        messages.success(request, _("已推荐，等另一位同志研究。"))
        return redirect("results:examples")
    word = _("推荐%(subject)s") % {"subject": rated.label}
    purpose = _("得分高只是线索，是不是典型由人研究决定。")
    return form_page(request, form, Asking(word, purpose, reverse("results:result", args=[code])))


def decide(request: Request, pk: int) -> HttpResponse:
    """研究典型推荐."""
    kept = Nomination.objects.select_related("subject", "result")
    found = fetch(request, kept, see=VIEW, to=PUBLISH, pk=pk)
    form: Any = forms.DecideForm(request.POST or None)
    if form.is_valid() and done(form, commands.decide_nomination, request, nomination=found, **form.cleaned_data):
        messages.success(request, _("已记下研究意见。"))
        return redirect("results:examples")
    word = _("研究：%(subject)s") % {"subject": found.subject.label}
    notes = [_("推荐理由：%(reason)s") % {"reason": found.reason}, _("推荐人：%(name)s") % {"name": found.made_by_name}]
    return form_page(request, form, Asking(word, "", reverse("results:examples"), _("记下")), notes=notes)
