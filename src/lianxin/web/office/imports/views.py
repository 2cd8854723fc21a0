"""导入台账: upload → look at it → confirm → result → undo. Reading and bringing in run in the background."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.intake.kinds import KINDS
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.imports import steps, takings
from lianxin.web.office.imports.forms import ConfirmForm, UploadForm
from lianxin.web.office.imports.workbook import rejected_workbook
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns.commands import drafting, importing
from lianxin.work.concerns.models import ImportBatch, ImportDraft
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import IMPORT, VIEW, DraftState

SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGES = {
    DraftState.READING: "imports/waiting.html", DraftState.IMPORTING: "imports/waiting.html",
    DraftState.READY: "imports/preview.html", DraftState.REFUSED: "imports/refused.html",
}  # fmt: skip


def index(request: Request) -> HttpResponse:
    """上传, and what has been brought in before: concerns here, the kinds of the register beside (`?kind=`)."""
    shelf = takings.shelf(request)
    if not shelf:
        raise NotAllowed(_("您现在的职务不能导入台账。"))
    wanted = takings.wanted(request, shelf)
    if wanted != takings.CONCERNS:
        return takings.start(request, KINDS[wanted], shelf)
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor, today=request.today)
    if form.is_valid() and (draft := steps.received(request, form)):
        return redirect("imports:draft", token=draft.token)
    batches = (
        ImportBatch.objects.reachable(by=request.actor, to=IMPORT).select_related("unit").defer("rejected", "mapping")
    )
    waiting = _own_drafts(request).defer("data", "preview").exclude(state=DraftState.DONE)
    return render(
        request, "imports/index.html",
        {"form": form, "batches": batches.order_by("-at")[:SHOWN], "drafts": waiting, "shelf": shelf},
    )  # fmt: skip


def draft(request: Request, token: str) -> HttpResponse:
    """预览: what was understood, to be changed or confirmed; a page that waits while the job runs."""
    found = fetch(request, _own_drafts(request).defer("data").select_related("unit"), see=IMPORT, token=token)
    if found.state == DraftState.DONE:
        return redirect("imports:batch", pk=found.batch_id) if found.batch_id else redirect("imports:index")
    form = ConfirmForm(request.POST or None, initial={"encoding": found.encoding})
    if form.is_valid() and steps.go_on(request, found, form.cleaned_data):
        return redirect("imports:draft", token=token)
    here = {"here": reverse("imports:draft", args=[token]), "drop": reverse("imports:drop", args=[token])}
    return render(
        request, PAGES[found.state], {"draft": found, "form": form, "sums": steps.sums(found.preview), **here}
    )


@require_POST
def drop(request: Request, token: str) -> HttpResponse:
    """放弃导入."""
    found = fetch(request, _own_drafts(request), see=IMPORT, token=token)
    try:
        drafting.drop_draft(draft=found, by=request.actor, at=request.now)
        messages.success(request, _("已放弃，上传的文件已删除。"))
    except Unfit as problem:
        messages.error(request, str(problem))
    return redirect("imports:index")


def batch(request: Request, pk: int) -> HttpResponse:
    """导入结果: what came in, what was turned back and why."""
    found = fetch(request, ImportBatch.objects.select_related("unit"), see=IMPORT, pk=pk)
    shown = found.concerns.order_by("pk").reachable(by=request.actor, to=VIEW)[:SHOWN]
    return render(
        request, "imports/batch.html", {"batch": found, "concerns": shown, "rejected": found.rejected[:SHOWN]}
    )


def rejected(request: Request, pk: int) -> HttpResponse:
    """下载退回的行: the original columns with number and reason, to be mended and brought in again."""
    found = fetch(request, ImportBatch.objects.all(), see=IMPORT, pk=pk)
    columns = {sheet["name"]: sheet["columns"] for sheet in found.sheets}
    response = HttpResponse(rejected_workbook(found.rejected, columns), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{found.pk}.xlsx"'
    return response


@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """撤销导入."""
    found = fetch(request, ImportBatch.objects.all(), see=IMPORT, pk=pk)
    try:
        importing.undo_import(batch=found, by=request.actor, at=request.now)
        messages.success(request, _("已撤销，这一批的诉求已全部删去。"))
    except Unfit as problem:
        messages.error(request, str(problem))
    return redirect("imports:batch", pk=pk)


def _own_drafts(request: Request) -> Any:
    """One's own uploads: nobody looks into another's before it is brought in."""
    mine = ImportDraft.objects.filter(posting__person_id=request.actor.person_id or 0)
    return mine.reachable(by=request.actor, to=IMPORT).order_by("-at")
