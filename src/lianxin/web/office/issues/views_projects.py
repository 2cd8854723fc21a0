"""每月一题、季节、民意分析、分类建议的页面."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.clocks import queries as clocks
from lianxin.pure.paper import Paper, blocks, write_docx
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.office.concerns.rows import rows
from lianxin.web.office.issues import forms, jobs, shown, tabs
from lianxin.web.office.issues.views import must_view
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.issues import commands, papers, queries
from lianxin.work.issues.models import Issue, Learned, Project, ProjectMeasure
from lianxin.work.issues.terms import PROJECT, TRAIN, VIEW

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 200
EARLIEST = 2000


def with_parts() -> Any:
    """Projects with what their page shows."""
    return Project.objects.select_related("unit", "owner", "issue", "topic")


def projects(request: Request) -> HttpResponse:
    """每月一题."""
    must_view(request)
    found = with_parts().reachable(by=request.actor, to=VIEW)[:SHOWN]
    may = request.actor.may_at(PROJECT, request.actor.own_path)
    return render(
        request, "issues/projects.html", {"tabs_shown": tabs.shown("projects"), "found": found, "may_start": may}
    )


def start(request: Request) -> HttpResponse:
    """立题: of the issue in the address, or of a topic."""
    request.actor.must_at(PROJECT, request.actor.own_path)
    asked = request.GET.get("issue", "")
    key = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    issue = fetch(request, Issue.objects.all(), see=VIEW, pk=key) if asked else None
    initial = {"started_on": request.today, "name": issue.name if issue else "", "owner": request.posting.unit}
    form = forms.ProjectForm(request.POST or None, today=request.today, initial=initial)
    if issue is not None:
        del form.fields["topic"]
    if form.is_valid() and done(
        form, commands.start, request, issue=issue, unit=request.posting.unit, **form.cleaned_data
    ):
        messages.success(request, _("已立题。"))
        return redirect("issues:project", pk=form.result.pk)
    return render(request, "issues/start.html", {"form": form, "issue": issue})


def project(request: Request, pk: int) -> HttpResponse:
    """一题: goal, measures, before and after."""
    found = fetch(request, with_parts(), see=VIEW, pk=pk)
    compared = queries.before_after(found, request.actor, request.today)
    most = max((n for _month, n in (*compared.before, *compared.after)), default=0)
    return render(request, "issues/project.html", {
        "project": found, "compared": compared, "measures": found.measures.select_related("owner"),
        "sides": [(_("立题前"), shown.month_bars(compared.before, most), compared.mean_before),
                  (_("立题后"), shown.month_bars(compared.after, most), compared.mean_after)],
        "may_change": request.actor.may(PROJECT, found) and found.ended_on is None,
    })  # fmt: skip


def project_month(request: Request, pk: int, month: str) -> HttpResponse:
    """一题某月的诉求: what the number counts."""
    found = fetch(request, with_parts(), see=VIEW, pk=pk)
    period = _month(month)
    concerns = list(queries.month_of_project(found, request.actor, period)[:1000])
    return render(request, "issues/project_month.html", {
        "project": found, "month": period, "rows": rows(concerns, request.actor, request.today, clocks.calendar()),
    })  # fmt: skip


def _month(code: str) -> Period:
    try:
        period = Period.parse(code)
    except NotAPeriod as problem:
        raise Http404(_("没有找到。")) from problem
    if period.kind != "month":
        raise Http404(_("没有找到。"))
    return period


def measure(request: Request, pk: int) -> HttpResponse:
    """列措施."""
    found = fetch(request, with_parts(), see=VIEW, to=PROJECT, pk=pk)
    form = forms.MeasureForm(request.POST or None, today=request.today, initial={"owner": found.owner})
    if form.is_valid() and done(form, commands.add_measure, request, project=found, **form.cleaned_data):
        messages.success(request, _("已列出措施。"))
        return redirect("issues:project", pk=pk)
    return render(request, "issues/project_deed.html", {"project": found, "form": form, "word": _("列措施")})


def finish(request: Request, pk: int, measure_pk: int) -> HttpResponse:
    """措施完成."""
    found = fetch(request, with_parts(), see=VIEW, to=PROJECT, pk=pk)
    one = ProjectMeasure.objects.filter(project=found, pk=measure_pk).first()
    if one is None:
        raise Http404(_("没有找到。"))
    form = forms.ResultForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.finish_measure, request, measure=one, **form.cleaned_data):
        messages.success(request, _("已记下完成情况。"))
        return redirect("issues:project", pk=pk)
    context = {"project": found, "form": form, "word": _("措施完成"), "about": one.text}
    return render(request, "issues/project_deed.html", context)


def end(request: Request, pk: int) -> HttpResponse:
    """收尾."""
    found = fetch(request, with_parts(), see=VIEW, to=PROJECT, pk=pk)
    form = forms.ResultForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.end, request, project=found, **form.cleaned_data):
        messages.success(request, _("已收尾。"))
        return redirect("issues:project", pk=pk)
    return render(request, "issues/project_deed.html", {"project": found, "form": form, "word": _("收尾")})


def season(request: Request) -> HttpResponse:
    """季节: topics by month."""
    must_view(request)
    found = queries.season(request.actor, request.posting.unit, request.today)
    months = [cell.month for cell in found[0].cells] if found else []
    return render(request, "issues/season.html", {
        "tabs_shown": tabs.shown("season"), "found": found, "months": months, "unit": request.posting.unit,
    })  # fmt: skip


def month(request: Request) -> HttpResponse:
    """民意分析: last month's by default."""
    must_view(request)
    period = _asked_month(request)
    context = {"tabs_shown": tabs.shown("month"), "period": period, "before": period.previous(), "after": _next(request, period),
               "lines": blocks(_month_paper(request, period))}  # fmt: skip
    return render(request, "issues/month.html", context)


def month_docx(request: Request) -> HttpResponse:
    """下载民意分析."""
    must_view(request)
    period = _asked_month(request)
    return docx(_month_paper(request, period), f"{request.posting.unit.name}{period.label}民意分析.docx")


def _asked_month(request: Request) -> Period:
    asked = request.GET.get("month", "")
    period = _month(asked) if asked else Period.containing(request.today).previous()
    if period.year < EARLIEST or period.first > request.today:
        raise Http404(_("没有找到。"))
    return period


def _next(request: Request, period: Period) -> Period | None:
    following = Period.containing(request.today)
    while following.previous().first > period.first:
        following = following.previous()
    return following if following.first > period.first else None


def _month_paper(request: Request, period: Period) -> Paper:
    run = queries.latest_run(request.actor)
    groups = queries.found_groups(run, request.actor, request.today) if run else []
    of_month = [one for one in groups if one.first <= period.last and one.last >= period.first]
    return papers.month_paper(request.actor, request.posting.unit, period, request.today, of_month)


def docx(paper: Paper, name: str) -> HttpResponse:
    """A paper as a file."""
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(write_docx(paper), content_type=DOCX, headers={"Content-Disposition": disposition})


def _issue_paper(request: Request, pk: int) -> tuple[Issue, Paper]:
    found = fetch(request, Issue.objects.select_related("unit"), see=VIEW, pk=pk)
    members = [one.concern for one in shown.of_issue(found, request.actor)]
    return found, papers.issue_paper(found, members, found.unit, request.today)


def print_issue(request: Request, pk: int) -> HttpResponse:
    """打印热点分析."""
    issue, paper = _issue_paper(request, pk)
    return render(request, "issues/print.html", {"issue": issue, "lines": blocks(paper)})


def issue_docx(request: Request, pk: int) -> HttpResponse:
    """下载热点分析."""
    issue, paper = _issue_paper(request, pk)
    return docx(paper, f"热点分析：{issue.name}.docx")


def advice(request: Request) -> HttpResponse:
    """分类建议: who trained it, when, on how many, how well it does."""
    must_view(request)
    found = Learned.objects.filter(kind=Learned.TOPICS).defer("packed")[:5]
    may = request.actor.may_at(TRAIN, request.actor.own_path)
    return render(request, "issues/advice.html", {"tabs_shown": tabs.shown("advice"), "found": found, "may_train": may})


@require_POST
def train(request: Request) -> HttpResponse:
    """训练分类建议."""
    request.actor.must_at(TRAIN, request.actor.own_path)
    jobs.train.enqueue(request.posting.pk)
    messages.success(request, _("已开始训练，要几分钟，完成后这里会多一行。"))
    return redirect("issues:advice")
