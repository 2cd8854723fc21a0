"""单位考核表的页面: a unit's own sheet with the records behind it, objections and answers, what goes into the year's file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.reports.assessments import commands, documents, queries, words
from lianxin.reports.assessments.models import Objection, Sheet
from lianxin.reports.assessments.terms import OBJECT, RUN, VIEW
from lianxin.reports.assessments.workbook import unit_xlsx
from lianxin.web.office.assessments import forms, shown
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see

MOST = 100


def sheets(request: Request) -> Any:
    """A queryset made ready: `fetch` narrows it."""
    return Sheet.objects.shown_to(request.actor).select_related("run__scheme", "run__unit", "unit")


def sheet(request: Request, code: str) -> HttpResponse:
    """一个单位的考核表: each item with its figure, result, definition and records; here one confirms or objects."""
    found = fetch(request, sheets(request), see=queries.right_of(request.actor), code=code)
    run = found.run
    may = run.may_object(request.today) and request.actor.may(OBJECT, found)
    cells = queries.cells_of(found)
    return render(request, "assessments/sheet.html", {
        "sheet": found, "run": run, "groups": shown.groups_of(found, cells, request.actor, may_object=may),
        "may_object": may, "sees_run": request.actor.may(VIEW, run), "waits": _waits(cells),
        "charts": shown.charts_of(run, opens=False) if run.is_published else (),
        "result_words": documents.result_words(found, run), "total_words": words.total_words(),
        "unrated_words": words.unrated_words(run.scheme), "band_words": words.band_words(run.scheme.band_list),
    })  # fmt: skip


def _waits(cells: Any) -> bool:
    return any(one.is_open for cell in cells for one in cell.objections.all())


@require_POST
def confirm(request: Request, code: str) -> HttpResponse:
    """核对无异议."""
    found = fetch(request, sheets(request), see=VIEW, to=OBJECT, code=code)
    if pressed(request, commands.confirm_sheet, sheet=found):
        messages.success(request, _("已记下：核对无异议。"))
    return redirect("assessments:sheet", code=code)


def raise_objection(request: Request, code: str, pk: int) -> HttpResponse:
    """对一项提出异议."""
    found = fetch(request, sheets(request), see=VIEW, to=OBJECT, code=code)
    cell = next((one for one in queries.cells_of(found) if one.pk == pk), None)
    if cell is None or not found.run.is_shown:
        raise Http404(_("没有找到。"))
    cell.sheet = found
    form: Any = forms.ObjectForm(request.POST or None)
    if form.is_valid() and done(form, commands.raise_objection, request, cell=cell, **form.cleaned_data):
        messages.success(request, _("已提出，答复在这张表上看。"))
        return redirect("assessments:sheet", code=code)
    purpose = _("%(item)s：%(value)s，结果 %(result)s。") % {
        "item": cell.item.label, "value": words.cell_value(cell), "result": words.result_of(cell),
    }  # fmt: skip
    back = reverse("assessments:sheet", args=[code])
    return form_page(request, form, Asking(_("提出异议"), purpose, back), notes=[cell.item.definition])


def objections(request: Request) -> HttpResponse:
    """要答复的异议, the oldest first."""
    see(request, RUN)
    return render(request, "assessments/objections.html", {"rows": queries.objections_to_decide(request.actor)[:MOST]})


def decide(request: Request, pk: int) -> HttpResponse:
    """答复一件异议, beside the item, its records and what the unit said."""
    see(request, VIEW)
    found = _objection(request, pk)
    request.actor.must(RUN, found.sheet.run)
    form: Any = forms.DecideForm(request.POST or None)
    if form.is_valid():
        data = dict(form.cleaned_data)
        is_upheld, way = data.pop("verb") == "uphold", data.pop("way")
        command: Any = commands.uphold_objection if is_upheld else commands.reject_objection
        if done(form, command, request, objection=found, **data, **({"way": way} if is_upheld else {})):
            messages.success(request, _("已答复。"))
            return redirect("assessments:sheet", code=found.sheet.code)
    cells = [cell for cell in queries.cells_of(found.sheet) if cell.pk == found.cell_id]
    context = {"objection": found, "groups": shown.groups_of(found.sheet, cells, request.actor), "form": form}
    return render(request, "assessments/decide.html", context)


def _objection(request: Request, pk: int) -> Objection:
    """An objection of a sheet that the actor may see. Raises Http404."""
    seen = queries.sheets_seen(request.actor).values("pk")
    found = Objection.objects.filter(pk=pk, sheet__in=seen)
    one = found.select_related("sheet__run__scheme", "sheet__unit", "cell__item").first()
    if one is None:
        raise Http404(_("没有找到。"))
    return one


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """撤回异议."""
    see(request, VIEW)
    found = _objection(request, pk)
    request.actor.must(OBJECT, found.sheet)
    if pressed(request, commands.withdraw_objection, objection=found):
        messages.success(request, _("已撤回。"))
    return redirect("assessments:sheet", code=found.sheet.code)


def part(request: Request, code: str) -> HttpResponse:
    """用于年度考核的部分: exactly what is exported of the unit, with formula and limits; who took it out and when."""
    found = fetch(request, sheets(request), see=queries.right_of(request.actor), code=code)
    if not found.run.is_published:
        raise Http404(_("还没有公布。"))
    cells, run = queries.cells_of(found), found.run
    if request.method == "POST":
        made = pressed(request, commands.export_part, sheet=found, written=request.POST.get("form", ""))
        if made is not None:
            name = f"{found.unit_name}{run.period.label}考核结果"
            if made.form == "xlsx":
                return sending.xlsx(unit_xlsx(found, cells, run), name)
            return sending.docx(documents.paper_of(found, cells, run), name)
        return redirect("assessments:part", code=code)
    return render(request, "assessments/part.html", {
        "sheet": found, "run": run, "header": documents.HEADER, "lines": [documents.row_of(cell) for cell in cells],
        "result_words": documents.result_words(found, run), "notes": documents.notes_of(found, cells, run),
        "exports": found.exports.all()[:MOST], "period": period_words(run.period),
    })  # fmt: skip
