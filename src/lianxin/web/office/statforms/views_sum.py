"""逐级汇总的页面: the signed forms of a unit and all below in a period, their sum, and which are missing."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.pure import statform
from lianxin.pure.paper import write_docx
from lianxin.pure.periods import Period
from lianxin.web.office.statforms import shown, workbook
from lianxin.web.office.statforms.views import DOCX, tabs
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see
from lianxin.work.statforms import papers, queries
from lianxin.work.statforms.terms import VIEW


def _asked(request: Request) -> tuple[Unit, Period, queries.Sum]:
    see(request, VIEW)
    unit = request.posting.unit
    typed = request.GET.get("unit", "")
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        below = Unit.objects.valid(request.today).filter(within("path", unit.path), pk=int(typed)).first()
        if below is None or not request.actor.may_at(VIEW, below.path):
            raise Http404(_("没有找到。"))
        unit = below
    period = shown.period_of(request.GET.get("period", ""), request.today)
    found = queries.rolled_up(unit=unit, first=period.first, last=period.last, by=request.actor, today=request.today)
    return unit, period, found


def rolled_up(request: Request) -> HttpResponse:
    """逐级汇总."""
    unit, period, found = _asked(request)
    context = {
        "unit": unit, "period": period, "found": found, "periods": shown.periods(period, request.today),
        "below": Unit.objects.valid(request.today).filter(parent=unit).order_by("path"), "own": request.posting.unit,
        "title": statform.title(found.words), "head": papers.head(unit.name, request.today),
        "lines": ["".join(part.text for part in line) for line in statform.lines(found.values, found.words)],
        "missing": papers.missing_sentences(found), "tabs_shown": tabs("statforms:sum"),
    }  # fmt: skip
    return render(request, "statforms/sum.html", context)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})


def sum_docx(request: Request) -> HttpResponse:
    """下载汇总 docx."""
    unit, period, found = _asked(request)
    data = write_docx(papers.sum_paper(found, period.label, request.today))
    return _file(data, DOCX, f"评议统计单汇总{unit.name}{period.code}.docx")


def sum_xlsx(request: Request) -> HttpResponse:
    """下载汇总 xlsx."""
    unit, period, found = _asked(request)
    return _file(workbook.of_sum(found, period.label), workbook.XLSX, f"评议统计单汇总{unit.name}{period.code}.xlsx")
