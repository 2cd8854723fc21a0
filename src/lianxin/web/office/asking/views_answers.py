"""填报: one unit's sheet, on one page of a phone; the filled table with its files for whoever asked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.asking import commands, documents, queries
from lianxin.reports.asking.models import ReportingRequest, RequestSheet
from lianxin.reports.asking.terms import ANSWER, VIEW, RequestState
from lianxin.web.office.asking import forms
from lianxin.web.office.asking.views import is_asking, with_parts
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request
from lianxin.web.ui.workbook import workbook


def sheet(request: Request, code: str) -> HttpResponse:
    """填报单: what the system holds stands there already; the rest is typed, in parts if need be."""
    found = fetch(request, RequestSheet.objects.select_related("of__unit", "unit"), see=VIEW, code=code)
    if request.method == "POST":
        request.actor.must(ANSWER, found)
    fields = [one for one in found.of.fields.all() if one.is_typed or one.is_held]
    answers = {one.field_id: one for one in found.answers.all()}
    typed = [one for one in fields if one.is_typed]
    form: Any = forms.SheetForm(request.POST if request.method == "POST" else None, wanted=typed, held=answers)
    finish = "finish" in request.POST
    if form.is_valid() and done(
        form, commands.save_answers, request, sheet=found, answers=form.answers(), finish=finish
    ):
        messages.success(request, _("已填报。") if finish else _("已存下，可以接着填。"))
        return redirect("asking:sheet", code=code)
    live = found.of.state == RequestState.ASKED
    values = queries.sheet_values(found, fields, request.actor, request.today) if live else {}
    taken = [(one, values.get(one.pk) or answers.get(one.pk)) for one in fields if one.is_held]
    return render(request, "asking/sheet.html", {
        "sheet": found, "form": form.as_asked(), "taken": taken, "late": found.is_late(request.today), "live": live,
        "may_answer": live and bool(typed) and request.actor.may(ANSWER, found), "answers": answers, "typed": typed,
        "sentence": _("%(all)s 项中 %(saved)s 项系统已有，只需填 %(typed)s 项。") % {
            "all": len(fields), "saved": len(taken), "typed": len(typed)},
    })  # fmt: skip


def _table(request: Request, code: str) -> tuple[ReportingRequest, Period, Any, list[Period]]:
    """The filled table of the period that the address names, else the newest. Raises Http404."""
    found = fetch(request, with_parts(), see=VIEW, code=code)
    periods = queries.periods_of(found) if is_asking(request, found) else []
    if not periods:
        raise Http404(_("没有找到。"))
    try:
        period = Period.parse(request.GET.get("period", ""))
    except NotAPeriod:
        period = periods[0]
    period = period if period in periods else periods[0]
    return found, period, queries.table(found, period.code, request.actor, request.today), periods


def table(request: Request, code: str) -> HttpResponse:
    """汇总表: who has answered, what; counted cells open."""
    found, period, filled, periods = _table(request, code)
    header = documents.header_of(filled)
    return render(request, "asking/table.html", {
        "wanted": found, "period": period, "table": filled, "periods": periods, "header": header,
        "rows": [(row, list(zip(row.cells, header[1:], strict=True))) for row in filled.rows],
        "sentence": documents.sentence_of(found, filled),
    })  # fmt: skip


def _name(found: ReportingRequest, period: Period) -> str:
    return f"{found.unit.name}{period_words(period)}{found.title}"


def xlsx(request: Request, code: str) -> HttpResponse:
    """下载 xlsx: the same table."""
    found, period, filled, _periods = _table(request, code)
    foot = f"{documents.sentence_of(found, filled)}{_('依据')}：{found.basis}。{_('用途')}：{found.purpose}。"
    made = workbook(
        [(word, 18) for word in documents.header_of(filled)], documents.rows_of(filled), name=_("汇总表"),
        title=_name(found, period), foot=foot,
    )  # fmt: skip
    return sending.xlsx(made, _name(found, period))


def docx(request: Request, code: str) -> HttpResponse:
    """下载 docx: to an office above as a report in official form, its figures bound."""
    found, period, filled, _periods = _table(request, code)
    return sending.docx(documents.answer_paper(found, period, filled, request.today), _name(found, period))
