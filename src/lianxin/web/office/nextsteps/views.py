"""下步打算的页面: the list, one line with its history, the ledger on paper; lines taken over from a summary."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.indicators import FIGURES
from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import NotAPeriod, Period, read_period
from lianxin.reports.nextsteps import commands, documents, queries
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.nextsteps.terms import ADD, EDIT, FLOW, REPORT, VERBS, VIEW, State
from lianxin.reports.summaries.commands import hand_out
from lianxin.reports.summaries.options import UnknownSubject, read
from lianxin.web.office.nextsteps import forms, shown
from lianxin.web.ui import counted, sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, see
from lianxin.web.ui.workbook import workbook

PRINTED, EARLIEST = 300, 2000
CODES = ("next_step.due", "next_step.done_in_time", "next_step.on_time_rate")
NEEDS = {"finish": REPORT, "carry_over": REPORT, "leave_undone": REPORT, "edit": EDIT, "reopen": EDIT}
FORMS: dict[str, Any] = {"finish": forms.ResultForm, "leave_undone": forms.ReasonForm}


def index(request: Request) -> HttpResponse:
    """下步打算一览: what is being done, what is due soon, what is late, what became of the rest."""
    see(request, VIEW)
    asked = request.GET.get("show", "open")
    show = asked if asked in shown.conditions(request.today) else "open"
    found = queries.steps(request.actor)
    rows, further = shown.page_of(found.filter(shown.conditions(request.today)[show]), request.GET.get("from", ""))
    return render(request, "nextsteps/index.html", {
        "rows": [(one, *shown.left_of(one, request.today), shown.TONES[State(one.state)]) for one in rows], "show": show,
        "further": further, "tabs_shown": shown.tabs(found, request.today, show),
        "figures": counted.figures(request, CODES),
        "may_edit": request.actor.may_at(EDIT, request.actor.own_path),
    })  # fmt: skip


def add(request: Request) -> HttpResponse:
    """自行列入一项."""
    unit = own_unit(request, EDIT)
    form: Any = forms.StepForm(request.POST or None, today=request.today, here=unit, initial={"owner_unit": unit})
    if form.is_valid() and done(form, commands.add, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已列入。"))
        return redirect("nextsteps:step", code=form.result.code)
    purpose = _("谁来做，到哪天。到期要报告落实情况，下一份总结里写得到。")
    return form_page(request, form, Asking(ADD, purpose, reverse("nextsteps:index"), _("列入")))


@require_POST
def take(request: Request) -> HttpResponse:
    """列入下步打算: every line of one summary at once; back to the summary where there is nothing new."""
    unit = Unit.objects.filter(pk=_number(request.POST.get("unit", ""))).first()
    if unit is None or not request.actor.may_at(VIEW, unit.path):
        raise Http404(_("没有找到。"))
    request.actor.must_at(EDIT, unit.path)
    try:
        period = read_period(request.POST.get("period", ""))
        options = read(request.POST.get("subject", ""))
    except (NotAPeriod, UnknownSubject):
        raise Http404(_("没有找到。")) from None
    if period.first > request.today or period.year < EARLIEST:
        raise Http404(_("没有找到。"))
    made = pressed(request, hand_out, unit=unit, period=period, options=options)
    if made is None:
        return redirect(reverse("summaries:index", query={
            "unit": unit.pk, "period": period.code, "subject": options.subject,
        }))  # fmt: skip
    messages.success(request, _("已列入 %(n)s 项。请逐项核对责任单位、责任人和时限。") % {"n": len(made)})
    return redirect("nextsteps:index")


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0


def _steps() -> Any:
    return NextStep.objects.select_related("unit", "owner_unit")


def step(request: Request, code: str) -> HttpResponse:
    """一项: what, who, by when, what was done about it, and whether a measured aim was reached."""
    found = fetch(request, _steps(), see=VIEW, code=code)
    left, tone = shown.left_of(found, request.today)
    opens, aim = "", None
    if found.indicator and request.actor.may_at(FIGURES, found.owner_path):
        aim = queries.reached(found, request.actor, request.today)
        query = {"code": found.indicator, "unit": found.owner_unit_id, "period": found.aim_period}
        opens = reverse("figures:open", query=query) if aim and aim.figure else ""
    summary = reverse("summaries:index", query={"unit": found.unit_id, "period": found.about})
    return render(request, "nextsteps/step.html", {
        "step": found, "left": left, "tone": tone, "state_tone": shown.TONES[State(found.state)], "aim": aim, "opens": opens,
        "aim_period": Period.parse(found.aim_period) if found.aim_period else None, "label": queries.label_of(found),
        "aim_text": queries.aim_text(found), "summary_url": summary,
        "deeds": [(VERBS.get(one.verb, ADD), one) for one in found.deeds.all()],
        "verbs": [(verb, VERBS[verb]) for verb in FLOW.open_to(found.state) if request.actor.may(NEEDS[verb], found)],
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """报告已完成, 改到新的日期, 结为未完成, 修改, 重新落实."""
    if verb not in NEEDS:
        raise Http404(_("没有找到。"))
    found = fetch(request, _steps(), see=VIEW, to=NEEDS[verb], code=code)
    here, data = reverse("nextsteps:step", args=[code]), request.POST if request.method == "POST" else None
    form: Any
    if verb == "edit":
        form = forms.StepForm(data, today=request.today, here=found.unit, initial=forms.held_of(found))
    elif verb in FORMS:
        form = FORMS[verb](data)
    else:
        form = forms.DayForm(data, today=request.today)
    if form.is_valid() and done(form, getattr(commands, verb), request, step=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    return form_page(request, form, Asking(VERBS[verb], found.heading, here))


def _ledger(request: Request) -> list[NextStep]:
    see(request, VIEW)
    return list(queries.steps(request.actor)[:PRINTED])


def print_ledger(request: Request) -> HttpResponse:
    """打印: the ledger on A4 across."""
    rows = [documents.cells_of(n, one) for n, one in enumerate(_ledger(request), 1)]
    return render(request, "nextsteps/print.html", {
        "rows": rows, "header": documents.HEADER, "unit": request.posting.unit, "on": request.today,
    })  # fmt: skip


def docx(request: Request) -> HttpResponse:
    """下载 docx."""
    unit = request.posting.unit
    return sending.docx(documents.paper_of(unit, _ledger(request), request.today), f"{unit.name}下步打算台账")


def xlsx(request: Request) -> HttpResponse:
    """下载 xlsx: the same lines as on paper."""
    unit, rows = request.posting.unit, [documents.cells_of(n, one) for n, one in enumerate(_ledger(request), 1)]
    columns = list(zip(documents.HEADER, (6, 16, 14, 22, 40, 24, 18, 36), strict=True))
    title = f"{unit.name}下步打算台账"
    made = workbook(columns, rows, name="下步打算", title=title, foot=request.today.isoformat())
    return sending.xlsx(made, title)
