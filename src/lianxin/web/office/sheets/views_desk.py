"""核看台: what the reader is not sure of, one after another, each with its picture. Pictures are for whoever reads

sheets there, are stored nowhere else, and go with the batch.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.web.office.sheets import forms, shown
from lianxin.web.office.sheets.views_batch import found_batch
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed
from lianxin.work.sheets import commands, queries, readers
from lianxin.work.sheets.models import PaperSheet, SheetBatch
from lianxin.work.sheets.queries import Task


def desk(request: Request, pk: int) -> HttpResponse:
    """核看: one thing at a time."""
    found = found_batch(request, pk)
    task = queries.next_task(found) if found.is_open and found.is_scanned else None
    if task is None:
        messages.info(request, _("这一批没有要核看的了。"))
        return redirect("sheets:batch", pk=pk)
    form: Any = None
    if request.method == "POST" and str(task.sheet.pk) == request.POST.get("sheet"):
        form = _settled(request, task)
        if form is None:
            return redirect("sheets:desk", pk=pk)
    elif request.method == "POST":
        return redirect("sheets:desk", pk=pk)
    form = form or (forms.DigitsForm() if task.kind == "digits" else forms.RemarkForm())
    context = {"batch": found, "form": form, "left": queries.waiting_in(found), **shown.task(task)}
    return render(request, "sheets/desk.html", context)


def _settled(request: Request, task: Task) -> Any:
    """Do what was pressed; None where it was done, else the form with its fault."""
    given: dict[str, Any] = {"sheet": task.sheet}
    if task.kind == "digits":
        form: Any = forms.DigitsForm(request.POST)
        return (
            None if form.is_valid() and done(form, commands.name_sheet, request, **given, **form.cleaned_data) else form
        )
    if task.kind == "blank":
        is_blank = request.POST.get("is_blank") == "1"
        pressed(request, commands.settle_blank, page=task.page, is_blank=is_blank, **given)
        return None
    asked = {"subject": request.POST.get("subject", ""), "item": request.POST.get("item", "")}
    if task.kind == "item":
        pressed(request, commands.settle_item, **given, **asked, options=request.POST.getlist("options"))
        return None
    form = forms.RemarkForm({"text": "" if "nothing" in request.POST else request.POST.get("text", "")})
    return (
        None
        if form.is_valid() and done(form, commands.type_remark, request, **given, **asked, **form.cleaned_data)
        else form
    )


def _sheet(found: SheetBatch, sheet: int) -> PaperSheet:
    row = found.sheets.filter(pk=sheet).select_related("form__box").first()
    if row is None or not found.is_open:
        raise Http404(_("没有找到。"))
    return row


@require_POST
def aside(request: Request, pk: int, sheet: int) -> HttpResponse:
    """放弃这一页: none of this campaign, or unreadable."""
    found = found_batch(request, pk)
    if pressed(request, commands.set_aside, sheet=_sheet(found, sheet)):
        messages.success(request, _("已放弃这一页，图像已删除。"))
    return redirect("sheets:desk", pk=pk)


@require_safe
def picture(request: Request, pk: int, sheet: int) -> HttpResponse:
    """The part of the page that is asked about first."""
    row = _sheet(found_batch(request, pk), sheet)
    task = next(iter(queries.tasks_of(row)), None)
    page = row.pages.filter(number=task.page).first() if task else None
    if task is None or page is None:
        raise Http404(_("没有找到。"))
    whole = bytes(page.picture)
    if task.kind == "remark":
        x, y, width, height = task.strip
        return _jpeg(readers.cut(whole, x - 2, y - 6, width + 4, height + 8))
    if task.kind == "item" and row.form is not None:
        return _jpeg(readers.cut_item(whole, row.form.layouts[task.page - 1], page.shifts, task.subject, task.item))
    return _jpeg(whole if task.kind == "blank" else readers.cut(whole, 0, 0, 210, 60))


@require_safe
def page(request: Request, pk: int, sheet: int) -> HttpResponse:
    """整页, where the part is not enough."""
    row = _sheet(found_batch(request, pk), sheet)
    task = next(iter(queries.tasks_of(row)), None)
    whole = row.pages.filter(number=task.page).first() if task else None
    if whole is None:
        raise Http404(_("没有找到。"))
    return _jpeg(bytes(whole.picture))


def _jpeg(data: bytes) -> HttpResponse:
    if not data:
        raise Http404(_("没有找到。"))
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="sheet.jpg"'}
    return HttpResponse(data, content_type="image/jpeg", headers=headers)
