"""网上征求意见: a few questions behind an address that cannot be guessed; nobody is asked who he is (000-1)."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianxin.web.public import limits, reading
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request
from lianxin.work.concerns.problems import Unfit
from lianxin.work.gatherings import commands
from lianxin.work.gatherings.models import OpinionSheet, Question
from lianxin.work.gatherings.terms import QuestionKind, SheetStatus

TOO_OFTEN = 429


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: Request, code: str) -> HttpResponse:
    """征求意见: choose, write a line, send; only the day is kept."""
    sheet = OpinionSheet.objects.filter(token=code).exclude(status=SheetStatus.DRAWN_UP).select_related("unit").first()
    if sheet is None:
        raise Http404(_("没有找到。"))
    is_open = sheet.status == SheetStatus.OPEN and sheet.closes_on is not None and sheet.closes_on >= request.today
    context: dict[str, Any] = {"sheet": sheet, "questions": list(sheet.questions.all()), "is_open": is_open}
    office = reading.office_of(sheet.unit)
    if request.method != "POST" or not is_open:
        return public_page(request, "questionnaire", office=office, **context)
    if not limits.allowed(request, "questionnaire"):
        fault = _("一小时内从您的网络提交得太多了，请过一会儿再提交。")
        return public_page(request, "questionnaire", office=office, status=TOO_OFTEN, fault=fault, **context)
    fault = _answered(request, sheet, context["questions"])
    return public_page(request, "questionnaire", office=office, thanks=not fault, fault=fault, **context)


def _answered(request: Request, sheet: OpinionSheet, questions: list[Question]) -> str:
    """Count what was chosen and keep what was written; the sentence of the refusal, if any."""
    chosen, texts = {}, []
    for question in questions:
        typed = request.POST.get(f"q{question.number}", "").replace("\0", "")
        if question.kind == QuestionKind.TEXT:
            texts.append(typed[:2000])
        elif typed.isascii() and typed.isdigit() and len(typed) < 3:
            chosen[question.number] = int(typed)
    try:
        commands.answer_sheet(sheet=sheet, chosen=chosen, texts=texts, at=request.now)
    except Unfit as problem:
        return str(problem)
    return ""
