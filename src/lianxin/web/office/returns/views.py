"""摸底统计的页面: the months with their state, one month's sheet, its steps, paper and files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.pure.periods import Period
from lianxin.reports.returns import commands, documents, queries
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.terms import APPROVE, COLLECT, FLOW, FROZEN, STEPS, VERBS, VERIFY, VIEW
from lianxin.web.office.returns import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, room_tabs, see
from lianxin.web.ui.workbook import XLSX, workbook

PAGE = 36
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABS = ((gettext_lazy("各月"), "returns:index"), (gettext_lazy("摸底表"), "returns:forms"))
NEEDS = {"collect": COLLECT, "review": VERIFY, "count": VERIFY, "send_back": VERIFY, "file": APPROVE, "report": APPROVE}


def index(request: Request) -> HttpResponse:
    """各月: what was reported, what is under way, what is late; a page at a time."""
    see(request, VIEW)
    found = queries.returns(request.actor)
    before = request.GET.get("before", "")
    found = found.filter(month__lt=before) if len(before) == len("2026-11") else found
    rows = list(found[: PAGE + 1])
    return render(request, "returns/index.html", {
        "rows": [(one, one.days_late(request.today)) for one in rows[:PAGE]],
        "older": rows[PAGE - 1].month if len(rows) > PAGE else "", "tabs_shown": room_tabs(TABS, "returns:index"),
        "missing": queries.missing(request.posting.unit, request.today) if _reports(request) else (),
        "may_open": request.actor.may_at(COLLECT, request.actor.own_path),
    })  # fmt: skip


def _reports(request: Request) -> bool:
    """Whether the unit reports at all: it has begun to, or is the one that sets the forms."""
    unit = request.posting.unit
    return unit.parent_id is None or MonthReturn.objects.filter(unit=unit).exists()


def open_month(request: Request) -> HttpResponse:
    """开始收集一个月."""
    unit = own_unit(request, COLLECT)
    held = queries.forms_for(unit)
    form: Any = forms.MonthForm(request.POST or None, held=held, this=Period.containing(request.today))
    if form.is_valid() and done(form, commands.open_return, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已开始。自己的数由系统算，外部数字请填上来源和佐证。"))
        return redirect("returns:month", code=form.result.code)
    purpose = _("一个单位一个月一份。") if held else _("还没有启用的摸底表，请先由县里设好。")
    return form_page(request, form, Asking(_("开始收集"), purpose, reverse("returns:index"), _("开始")))


def returns_with_names() -> Any:
    """A queryset made ready: `fetch` narrows it."""
    return MonthReturn.objects.select_related("unit", "form")


def month(request: Request, code: str) -> HttpResponse:
    """一个月的摸底表: each figure opens; what differs today from what was kept is shown to whoever verifies."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    verifies = request.actor.may(VERIFY, found)
    rows = queries.sheet(found, request.actor, request.today, compare=verifies and found.stage in FROZEN)
    return render(request, "returns/month.html", {
        "month": found, "rows": rows, "notes": documents.notes_of(found, rows, request.today), "steps": _steps(found),
        "verbs": [(verb, VERBS[verb]) for verb in FLOW.open_to(found.stage) if _may(request, verb, found)],
        "late": found.days_late(request.today), "locked": queries.why_locked(found), "verifies": verifies,
    })  # fmt: skip


def _may(request: Request, verb: str, found: MonthReturn) -> bool:
    """Whether the actor may take this step; whoever files may send back too."""
    by = request.actor
    return by.may(NEEDS[verb], found) or (verb == "send_back" and by.may(APPROVE, found))


def _steps(found: MonthReturn) -> list[tuple[object, list[Any]]]:
    """收集 → 审核 → 统计 → 备案 → 上报, each with who took it; what was sent back shows too."""
    taken = list(found.steps.all())
    rows: list[tuple[object, list[Any]]] = [
        (word, [one for one in taken if one.verb == verb]) for verb, word in STEPS.items()
    ]
    back = [one for one in taken if one.verb == "send_back"]
    return rows + [(VERBS["send_back"], back)] if back else rows


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """收集完毕, 审核通过, 统计定数, 备案, 上报, 退回."""
    if verb not in NEEDS:
        raise Http404(_("没有找到。"))
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    if not _may(request, verb, found):
        request.actor.must(NEEDS[verb], found)
    here = reverse("returns:month", args=[code])
    kind: Any = {"send_back": forms.BackForm, "report": forms.ReportForm}.get(verb, forms.CommentForm)
    form: Any = kind(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, getattr(commands, verb), request, month=found, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(here)
    words = {
        "count": _("定数以后，自己的数连同记录、口径一起存下，外部数字照填报的存下。"),
        "file": _("备案以后锁定：数不再改，差错用更正说明。"),
    }.get(verb, "")
    return form_page(request, form, Asking(VERBS[verb], words or found.form.title, here))


def print_month(request: Request, code: str) -> HttpResponse:
    """打印: one A4 sheet across."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    rows = queries.sheet(found, request.actor, request.today)
    return render(request, "returns/print.html", {
        "month": found, "header": documents.HEADER, "notes": documents.notes_of(found, rows, request.today),
        "lines": [documents.cells_of(n, row) for n, row in enumerate(rows, 1)], "steps": _steps(found),
    })  # fmt: skip


def docx(request: Request, code: str) -> HttpResponse:
    """下载 docx."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    rows = queries.sheet(found, request.actor, request.today)
    return _file(documents.sheet_docx(found, rows, request.today), DOCX, found, "docx")


def xlsx(request: Request, code: str) -> HttpResponse:
    """下载 xlsx: the same lines as on paper."""
    found = fetch(request, returns_with_names(), see=VIEW, code=code)
    rows = queries.sheet(found, request.actor, request.today)
    made = workbook(
        list(zip(documents.HEADER, (6, 20, 28, 18, 22, 30, 22), strict=True)),
        [documents.cells_of(n, row) for n, row in enumerate(rows, 1)], name="摸底统计",
        title=f"{found.unit.name}{found.period.label}{found.form.title}",
        foot=" ".join(documents.notes_of(found, rows, request.today)),
    )  # fmt: skip
    return _file(made, XLSX, found, "xlsx")


def _file(data: bytes, media_type: str, found: MonthReturn, ending: str) -> HttpResponse:
    name = f"{found.unit.name}{period_words(found.period)}{found.form.title}.{ending}"
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=media_type, headers={"Content-Disposition": disposition})
