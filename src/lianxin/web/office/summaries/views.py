"""文书: the summary of a unit and a period as a sheet of paper, every figure of it open; and as a docx."""

from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.orgs.queries import top_unit
from lianxin.pure.periods import NotAPeriod, Period, read_period
from lianxin.reports.nextsteps.terms import EDIT as EDIT_STEPS
from lianxin.reports.summaries import commands
from lianxin.reports.summaries.compose import compose_from, facts_of, title_of
from lianxin.reports.summaries.terms import VIEW, WRITE
from lianxin.web.office.summaries.forms import SPAN, TABS, TOPIC, ChooseForm, usual_period
from lianxin.web.office.summaries.shown import sheet_of, tabs_of
from lianxin.web.ui.request import Request

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def index(request: Request) -> HttpResponse:
    """看总结."""
    form = _chosen(request, request.GET)
    context: dict[str, Any] = {"form": form, "tabs_shown": tabs_of(form.kind, request.GET.get("unit", ""))}
    if not form.is_valid():
        return render(request, "summaries/index.html", context, status=404 if "unit" in form.errors else 200)
    unit, period, options = (form.cleaned_data[name] for name in ("unit", "period", "options"))
    facts = facts_of(unit, period, request.actor, request.today, options)
    sheet = sheet_of(compose_from(facts, dated=request.today, options=options), facts)
    if not sheet.sources and not request.GET.get("period") and _began_after(period):
        return redirect(f"{request.path}?kind={form.kind}&unit={unit.pk}&period={period.next().code}")
    return render(request, "summaries/index.html", {
        **context, "unit": unit, "period": period, "options": options, "sheet": sheet, "facts": facts,
        "may_write": request.actor.may_at(WRITE, unit.path), "title": title_of(facts, options).replace("\n", ""),
        "may_hand_out": "next" in options.parts and request.actor.may_at(EDIT_STEPS, unit.path),
    })  # fmt: skip


@require_POST
def write(request: Request) -> HttpResponse:
    """下载总结."""
    form = _chosen(request, request.POST)
    if not form.is_valid():
        raise Http404(_("没有找到。"))
    unit, period, options = (form.cleaned_data[name] for name in ("unit", "period", "options"))
    data = commands.write(unit=unit, period=period, by=request.actor, at=request.now, options=options)
    facts = facts_of(unit, period, request.actor, request.today, options)
    name = f"{title_of(facts, options)}.docx".replace("\n", "")
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=DOCX, headers={"Content-Disposition": disposition})


def _chosen(request: Request, asked: QueryDict) -> ChooseForm:
    """The choice, by default one's own unit and the month that ended last. Raises NotAllowed without any unit."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务没有可以看总结的单位。如有其他职务，请在页面上方切换。"))
    kind = _kind(asked)
    usual, data = usual_period(kind, request.today), asked.copy()
    data["unit"] = str(asked.get("unit") or request.actor.unit_id)
    data["period"] = str(asked.get("period") or usual.code)
    if kind == SPAN and not asked.get("period"):
        months = usual.months()
        data["first"], data["last"] = asked.get("first") or months[0].code, asked.get("last") or months[-1].code
    return ChooseForm(data, actor=request.actor, today=request.today, kind=kind)


def _began_after(period: Period) -> bool:
    """Whether the county was begun here only after that period: then there is nothing to tell but of the running one."""
    county = top_unit()
    begun = book.story(county.ref).filter(event="county.begun").first() if county else None
    return begun is not None and localdate(begun.at) > period.last


def _kind(asked: QueryDict) -> str:
    """Which kind of summary is asked for: by its word, else by its period or subject."""
    named = asked.get("kind", "")
    if named in dict(TABS):
        return named
    if "topic:" in asked.get("subject", ""):
        return TOPIC
    try:
        return read_period(asked.get("period", "")).kind
    except NotAPeriod:
        return "month"
