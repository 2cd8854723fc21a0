"""文书: the summary of a unit and a period as a sheet of paper, every figure of it open; and as a docx."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.reports.nextsteps.terms import EDIT as EDIT_STEPS
from lianxin.reports.summaries import commands
from lianxin.reports.summaries.compose import compose_from
from lianxin.reports.summaries.facts import Facts
from lianxin.reports.summaries.terms import VIEW, WRITE
from lianxin.web.office.summaries.forms import ChooseForm
from lianxin.web.office.summaries.shown import sheet_of
from lianxin.web.ui.request import Request

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def index(request: Request) -> HttpResponse:
    """看总结."""
    form = _chosen(request, request.GET)
    if not form.is_valid():
        return render(request, "summaries/index.html", {"form": form}, status=200 if "period" in form.errors else 404)
    unit, period = form.cleaned_data["unit"], form.cleaned_data["period"]
    facts = Facts(unit, period, request.actor, request.today)
    sheet = sheet_of(compose_from(facts, dated=request.today), facts)
    may_write = request.actor.may_at(WRITE, unit.path)
    return render(request, "summaries/index.html", {
        "form": form, "unit": unit, "period": period, "sheet": sheet, "may_write": may_write, "facts": facts,
        "may_hand_out": request.actor.may_at(EDIT_STEPS, unit.path),
    })  # fmt: skip


@require_POST
def write(request: Request) -> HttpResponse:
    """下载总结."""
    form = _chosen(request, request.POST)
    if not form.is_valid():
        raise Http404(_("没有找到。"))
    unit, period = form.cleaned_data["unit"], form.cleaned_data["period"]
    data = commands.write(unit=unit, period=period, by=request.actor, at=request.now)
    name = f"{unit.name}{period.label}群众工作总结.docx"
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})


def _chosen(request: Request, asked: QueryDict) -> ChooseForm:
    """The choice, by default one's own unit and the month that ended last. Raises NotAllowed without any unit."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务没有可以看总结的单位。如有其他职务，请在页面上方切换。"))
    data = {"unit": str(request.actor.unit_id), "period": Period.containing(request.today).previous().code}
    data |= {name: str(asked[name]) for name in ("unit", "period") if asked.get(name)}
    return ChooseForm(data, actor=request.actor, today=request.today)
