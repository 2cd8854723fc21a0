"""限期整改的页面: the notice, its counted list, the unit's answer, the superior's confirmation."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.paper import write_docx
from lianxin.web.office.concerns.rows import rows as concern_rows
from lianxin.web.office.supervision import forms, shown
from lianxin.web.office.supervision.views import DOCX, must_see
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW
from lianxin.work.supervision import commands, queries
from lianxin.work.supervision.models import Correction
from lianxin.work.supervision.papers import correction_paper
from lianxin.work.supervision.terms import CONFIRM, CORRECT, CORRECTION_FLOW, CORRECTION_VERBS, SEE

DEEDS: dict[str, Callable[..., Any]] = {
    "answer": commands.answer_correction,
    "ask_again": commands.return_correction,
    "confirm": commands.confirm,
}
NAMES = {"answer": "answer_correction", "ask_again": "return_correction", "confirm": "confirm_correction"}


def with_units() -> Any:
    """限期整改通知 with what its page shows."""
    return Correction.objects.select_related("unit", "to", "upper")


def corrections(request: Request) -> HttpResponse:
    """限期整改通知."""
    must_see(request)
    found, calendar = list(queries.corrections_of(request.actor)[: shown.MOST]), clocks.calendar()
    rows = [(one, shown.TONES[one.state], shown.left_until(one.answer_by, request.today, calendar)) for one in found]
    context = {"rows": rows, "may_correct": request.actor.has(CORRECT)}
    return render(request, "supervision/corrections.html", context)


def correct(request: Request) -> HttpResponse:
    """发限期整改通知."""
    if not request.actor.has(CORRECT):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": CORRECT.label})
    form: Any = forms.CorrectForm(
        request.POST or None, by=request.actor, today=request.today, initial={"fact": "overdue"}
    )
    given = {"unit": request.posting.unit}
    if form.is_valid() and done(form, commands.correct, request, **given, **form.as_command()):
        messages.success(request, _("已发出限期整改通知。"))
        return redirect("supervision:correction", code=form.result.code)
    return render(request, "supervision/correct.html", {"form": form})


def correction(request: Request, code: str) -> HttpResponse:
    """一份限期整改通知."""
    found = fetch(request, with_units(), see=SEE, code=code)
    return render(request, "supervision/correction.html", _page(request, found))


def _page(request: Request, found: Correction) -> dict[str, Any]:
    calendar = clocks.calendar()
    counted = Concern.objects.reachable(by=request.actor, to=VIEW).filter(pk__in=found.concerns.values("pk"))
    rows = concerns.first_of(counted.order_by("received_on", "code"), 500)
    verbs = [verb for verb in CORRECTION_FLOW.open_to(found.state) if _may(request, found, verb)]
    return {
        "one": found, "tone": shown.TONES[found.state], "rows": concern_rows(rows, request.actor, request.today, calendar),
        "left": shown.left_until(found.answer_by, request.today, calendar) if found.state != "confirmed" else None,
        "deeds": [(f"supervision:{NAMES[verb]}", CORRECTION_VERBS[verb]) for verb in verbs],
    }  # fmt: skip


def _may(request: Request, found: Correction, verb: str) -> bool:
    if verb == "answer":
        return queries.may_report(found, request.actor)
    return request.actor.may(CONFIRM, found)


def paper_correction(request: Request, code: str) -> HttpResponse:
    """下载限期整改通知."""
    found = fetch(request, with_units(), see=SEE, code=code)
    disposition = content_disposition_header(True, f"限期整改通知{found.code}.docx") or "attachment"
    data = write_docx(correction_paper(found))
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """报整改情况, 退回再改, 确认整改."""
    found = fetch(request, with_units(), see=SEE, code=code)
    if not _may(request, found, verb):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": CORRECTION_VERBS[verb]})
    CORRECTION_FLOW.after(verb, found.state)
    form = forms.TextForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, DEEDS[verb], request, correction=found, **form.cleaned_data):
        messages.success(request, _("已办：%(word)s。") % {"word": CORRECTION_VERBS[verb]})
        return redirect("supervision:correction", code=code)
    return render(
        request, "supervision/correction_deed.html", {"one": found, "form": form, "word": CORRECTION_VERBS[verb]}
    )
