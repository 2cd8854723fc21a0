"""评议活动里做的事: methods and figures, named ratings, telephone, calendar, progress, series, papers."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.pure.periods import NotAPeriod, Period
from lianxin.pure.questions import Sheet
from lianxin.web.office.appraisals import forms, named, papers, promised
from lianxin.web.office.appraisals.views import TABS, campaign_of, page, part_of
from lianxin.web.ui.answering import BadAnswers, fields_of, read_answers
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see
from lianxin.work.appraisals import commands, overview, queries, telephone
from lianxin.work.appraisals.models import Line, Series
from lianxin.work.appraisals.terms import COMMENT, OBSERVE, REVIEW, RUN, VIEW, Direction
from lianxin.work.concerns.problems import Unfit

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def methods(request: Request, code: str) -> HttpResponse:
    """评议方式和数字: every number with its base and the records behind it."""
    found = campaign_of(request, code)
    records, facts = list(found.methods.select_related("audience")), queries.facts_of(found)
    groups = found.box.poll.groups if found.box else ()
    return page(
        request, found, "methods", facts=facts, records=records, helps=list(found.helps.all()),
        other_methods=list(facts.other_methods.items()), asked=sum(one.size for one in groups if not one.is_named),
        lines=[one for one in queries.lines_of(found) if not one.is_named] if found.box and found.box.is_open else [],
    )  # fmt: skip


def ratings(request: Request, code: str) -> HttpResponse:
    """自查、自评、领导点评: all by name; the appraised unit sees its own."""
    found = campaign_of(request, code)
    return page(request, found, "ratings", **named.shown(found, request.actor))


def rate(request: Request, code: str, line: int, subject: int) -> HttpResponse:
    """署名评分: 自评 or 领导点评 on the questionnaire."""
    found = campaign_of(request, code)
    row, whom = _line(found, line), part_of(found, "subject", subject)
    request.actor.must(REVIEW if row.direction == Direction.SELF else COMMENT, whom)
    sheet = queries.sheet_for(row, whom)
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            answers, texts = read_answers(sheet, request.POST)
            if pressed(request, commands.rate_by_name, line=row, subject=whom, answers=answers, texts=texts):
                messages.success(request, _("已记下您的署名评分。"))
            return redirect("appraisals:ratings", code=code)
        except BadAnswers as wrong:
            faults = wrong.faults
    told = promised.facts(found, whom, sheet)
    fields = fields_of(sheet, request.POST or None, faults=faults, facts=told)
    return page(request, found, "rate", line=row, subject=whom, **fields)


def interview(request: Request, code: str, line: int) -> HttpResponse:
    """电话访问: the words to read out, and the answers as they are given. No number and no name is kept."""
    found = campaign_of(request, code, RUN)
    row = _line(found, line)
    if row.is_named or found.box is None:
        raise Http404(_("没有找到。"))
    sheet = queries.sheet_of(row)
    faults = _keyed(request, row, sheet) if request.method == "POST" else {}
    if faults is None:
        return redirect("appraisals:interview", code=code, line=line)
    fields = fields_of(sheet, request.POST or None, faults=faults)
    return page(request, found, "interview", line=row, **fields)


def _keyed(request: Request, row: Line, sheet: Sheet) -> dict[str, str] | None:
    """Put one interview into the box; None when it is in, else what is to be mended."""
    try:
        answers, texts = read_answers(sheet, request.POST)
        telephone.cast(line=row, answers=answers, texts=texts, by=request.actor)
    except BadAnswers as wrong:
        return wrong.faults
    except Unfit as refused:
        messages.error(request, str(refused))
        return {}
    messages.success(request, _("已录入一份，可以接着访问下一位。"))
    return None


def _line(found: Any, pk: int) -> Line:
    lines = found.lines.select_related("audience", "version__questionnaire", "campaign__box")
    return get_object_or_404(lines, pk=pk)


def calendar(request: Request, code: str) -> HttpResponse:
    """日历: the month with stages, what was held and what is planned (每月定期开展)."""
    found = campaign_of(request, code)
    try:
        month = Period.parse(request.GET.get("month", ""))
    except NotAPeriod:
        month = Period.containing(request.today)
    if month.kind != "month":
        raise Http404(_("没有找到。"))
    events = overview.calendar_of(found, month.first, month.last)
    return page(
        request, found, "calendar", month=month, weeks=_weeks(month, events, request.today), events=events,
        before=month.previous().code, after=month.next().code, days=list(found.days.all()),
    )  # fmt: skip


def _weeks(month: Period, events: list[overview.Event], today: date) -> list[list[dict[str, Any] | None]]:
    lead, length = monthrange(month.year, month.number)
    on = {event.on for event in events}
    cells: list[dict[str, Any] | None] = [None] * lead
    for number in range(1, length + 1):
        day = date(month.year, month.number, number)
        cells.append({"day": day, "has": day in on, "is_today": day == today, "is_weekend": day.weekday() > 4})
    cells += [None] * (-len(cells) % 7)
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def progress(request: Request, code: str) -> HttpResponse:
    """下级进度: which unit is at which stage; units drawn for a look (M201)."""
    found = campaign_of(request, code)
    kinds, rows = overview.progress_of(found, request.today)
    observations = found.observations.select_related("unit")
    is_above = request.actor.may(VIEW, found) and request.actor.may_at(VIEW, found.unit_path)
    return page(
        request, found, "progress", kinds=kinds, rows=rows if is_above else [r for r in rows if r.unit == request.posting.unit],
        observations=list(observations) if is_above else [], may_observe=request.actor.may(OBSERVE, found),
    )  # fmt: skip


def paper(request: Request, code: str) -> HttpResponse:
    """实施方案 to print, with the matrix on one page."""
    found = campaign_of(request, code)
    context = {"campaign": found, "matrix": queries.lines_of(found), **papers.parts(found)}
    return render(request, "appraisals/paper.html", context)


def plan_docx(request: Request, code: str) -> HttpResponse:
    """实施方案 as docx."""
    found = campaign_of(request, code)
    return _docx(papers.docx(papers.plan_paper, found), f"{found.title}实施方案.docx")


def notice_docx(request: Request, code: str) -> HttpResponse:
    """告知评议对象的十日通知 as docx."""
    found = campaign_of(request, code)
    return _docx(papers.docx(papers.notice_paper, found), f"{found.title}告知书.docx")


def _docx(data: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})


def series_list(request: Request) -> HttpResponse:
    """一季一评议: the series one may see."""
    see(request, VIEW)
    found = Series.objects.reachable(by=request.actor, to=VIEW).select_related("unit")
    may = request.actor.may_at(RUN, request.actor.own_path)
    tabs = room_tabs(TABS, "appraisals:series_list")
    return render(request, "appraisals/series_list.html", {"rows": found[:200], "may_plan": may, "tabs_shown": tabs})


def begin_series(request: Request) -> HttpResponse:
    """建评议系列."""
    unit = own_unit(request, RUN)
    form: Any = forms.SeriesForm(request.POST or None, initial={"year": request.today.year})
    if form.is_valid() and done(form, commands.begin_series, request, unit=unit, **form.cleaned_data):
        return redirect("appraisals:series", pk=form.result.pk)
    words = _("一季一评议、半年一小结、年终一总评，都由各季度的评议算出来，不另填数。")
    return form_page(request, form, Asking(_("建评议系列"), words, reverse("appraisals:series_list")))


def series(request: Request, pk: int) -> HttpResponse:
    """一年的系列: quarters, halves, the year, built from the same campaigns (M167)."""
    found = fetch(request, Series.objects.select_related("unit"), see=VIEW, pk=pk)
    return render(request, "appraisals/series.html", {"series": found, "parts": overview.composition(found)})
