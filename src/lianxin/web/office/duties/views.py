"""责任清单: whose matter it is and was, the list as a table, its gaps, what was handed outside it, which rules to mend."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.duties import shown
from lianxin.web.office.duties.forms import AskForm
from lianxin.web.ui.request import Request
from lianxin.work.concerns import duty_queries as queries
from lianxin.work.concerns.duty_book import DutyBook, topics_without_rule
from lianxin.work.concerns.duty_terms import APPROVE_DUTIES, EDIT_DUTIES
from lianxin.work.concerns.duty_tryout import tried
from lianxin.work.concerns.models import DutyList
from lianxin.work.concerns.terms import ASSIGN, VIEW

MOST = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def must_view(request: Request) -> None:
    """The list is open to everybody who works on concerns."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能查看责任清单。"))


def version_of(request: Request, version: int) -> DutyList:
    """That version; a draft only for those who write or approve it (404)."""
    must_view(request)
    found = DutyList.objects.filter(version=version).first()
    actor = request.actor
    if found is None or (found.approved_at is None and not (actor.has(EDIT_DUTIES) or actor.has(APPROVE_DUTIES))):
        raise Http404(_("没有找到。"))
    return found


def index(request: Request) -> HttpResponse:
    """谁的事: ask the list of any day; the versions; the way to everything else here."""
    must_view(request)
    actor, today = request.actor, request.today
    form = AskForm(request.GET if "topic" in request.GET else None, today=today)
    found = None
    if form.is_valid():
        day = form.cleaned_data["day"] or today
        found = DutyBook().owners(form.cleaned_data["topic"], form.cleaned_data["place"], day)
    context = {
        "form": form, "found": found, "valid": DutyList.objects.on(today).first(),
        "versions": DutyList.objects.approved().order_by("-version"),
        "draft": DutyList.objects.filter(approved_at=None).first(), "may_edit": actor.has(EDIT_DUTIES),
        "may_approve": actor.has(APPROVE_DUTIES), "may_assign": actor.has(ASSIGN),
        "tasks": shown.titled(queries.my_tasks(actor, 20), actor),
        "reviews": shown.titled(queries.to_review(actor, 20), actor), "today": today,
    }  # fmt: skip
    return render(request, "duties/index.html", context)


def rules(request: Request, version: int) -> HttpResponse:
    """清单 as a table, for reading and printing."""
    duty_list = version_of(request, version)
    words = request.GET.get("q", "").strip()[:40]
    rows = shown.rows(queries.rules_of(duty_list))
    if words:
        rows = [r for r in rows if words in " ".join((r.topic, r.above, r.place, r.lead, r.helpers, r.rule.basis))]
    return render(request, "duties/rules.html", {"list": duty_list, "rows": rows, "words": words})


def export(request: Request, version: int) -> HttpResponse:
    """导出 xlsx."""
    duty_list = version_of(request, version)
    response = HttpResponse(shown.workbook(duty_list.name, shown.rows(queries.rules_of(duty_list))), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="duty-list-{duty_list.version}.xlsx"'
    return response


def compare(request: Request, version: int) -> HttpResponse:
    """对比 with the version before."""
    duty_list = version_of(request, version)
    before = DutyList.objects.approved().filter(version__lt=version).order_by("-version").first()
    context = {"list": duty_list, "before": before, "changes": queries.changes(before, duty_list),
               "tried": tried(duty_list, by=request.actor, today=request.today) if duty_list.approved_at is None else None}  # fmt: skip
    return render(request, "duties/compare.html", context)


def coverage(request: Request) -> HttpResponse:
    """清单的空白: topics without any rule."""
    must_view(request)
    valid = DutyList.objects.on(request.today).first()
    bare, partly = topics_without_rule(valid, request.today) if valid else ([], [])
    return render(request, "duties/coverage.html", {"list": valid, "bare": bare, "partly": partly})


def outside(request: Request) -> HttpResponse:
    """交给村社区的清单外事项 (JF-10)."""
    must_view(request)
    first, last = _span(request)
    found = queries.outside(request.actor, first, last, MOST)
    context = {"found": found, "rows": shown.titled(found.rows, request.actor), "year": first.year, "most": MOST,
               "years": range(request.today.year, request.today.year - 3, -1), "last": last}  # fmt: skip
    return render(request, "duties/outside.html", context)


def _span(request: Request) -> tuple[date, date]:
    """The year that is asked for, else this one."""
    asked = request.GET.get("year", "")
    is_year = len(asked) == 4 and asked.isascii() and asked.isdigit() and asked >= "2000"
    year = int(asked) if is_year else request.today.year
    return date(year, 1, 1), date(year, 12, 31)


def objections(request: Request) -> HttpResponse:
    """异议: what waits, what was decided, and the rules that should be mended."""
    must_view(request)
    actor = request.actor
    context = {
        "reviews": shown.titled(queries.to_review(actor, 50), actor),
        "seen": shown.titled(queries.objections_seen(actor, 100), actor), "mend": queries.to_mend(actor, 50),
    }  # fmt: skip
    return render(request, "duties/objections.html", context)
