"""成批核对: many texts sent together, checked in the background; a table of results, each text on a page of its own."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.reports.checks import commands, papers, queries
from lianxin.reports.checks.models import Batch, BatchText
from lianxin.reports.checks.terms import BATCH, MOST_TEXTS, MOST_TOGETHER, WaiverReason
from lianxin.web.office.checker import jobs, shown_batch
from lianxin.web.office.checker.forms_batch import BatchForm
from lianxin.web.ui import sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import own_unit, pressed
from lianxin.web.ui.uploads import takes_many
from lianxin.web.ui.workbook import workbook

REASONS: dict[str, Any] = dict(WaiverReason.choices)
STALLED = timedelta(minutes=3)


def found_batch(request: Request, code: str) -> Batch:
    """One's own batch; raises Http404."""
    batch: Batch = fetch(request, Batch.objects.select_related("posting", "unit"), see=BATCH, code=code)
    return batch


@takes_many(files=MOST_TEXTS, together=MOST_TOGETHER)
def batches(request: Request) -> HttpResponse:
    """成批核对: send a batch, and those sent before."""
    unit = own_unit(request, BATCH)
    initial = {"entry_key": uuid4().hex}
    form: Any = BatchForm(request.POST or None, request.FILES or None, request=request, initial=initial)
    if form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("title", "period", "entry_key")}
        files = [(one.name or "", one.read()) for one in form.cleaned_data["file"]]
        if done(form, commands.receive, request, unit=unit, files=files, posting=request.posting, **given):
            if form.result.received_at == request.now:  # not sent a second time
                jobs.go_on.enqueue(form.result.code)
            return redirect("checker:batch", code=form.result.code)
    return render(
        request, "checker/batches.html", {"form": form, "batches": queries.tallied(queries.own(request.actor))}
    )


@require_safe
def batch(request: Request, code: str) -> HttpResponse:
    """一批的结果: how far it is, the table sorted and filtered."""
    found = found_batch(request, code)
    show, order = request.GET.get("show", ""), request.GET.get("order", "")
    begin = request.GET.get("begin", "")
    page = queries.table(found, show=show, order=order, begin=int(begin) if begin.isdecimal() and len(begin) < 6 else 0)
    counts = queries.counts(found)
    return render(request, "checker/batch.html", {
        "batch": found, "page": page, "counts": counts, "checked": counts["all"] - counts["waiting"],
        "is_stalled": not found.is_done and request.now - found.moved_at > STALLED,
        "tabs_shown": shown_batch.tabs(request, counts), "orders": shown_batch.orders(request),
        "newer_url": shown_batch.address(request, begin=page.newer) if page.newer else "",
        "older_url": shown_batch.address(request, begin=page.older) if page.older else "",
    })  # fmt: skip


@require_POST
def go_on(request: Request, code: str) -> HttpResponse:
    """接着核对, where the machine was stopped in between."""
    found = found_batch(request, code)
    if not found.is_done:
        jobs.go_on.enqueue(found.code)
    return redirect("checker:batch", code=code)


@require_POST
def delete(request: Request, code: str) -> HttpResponse:
    """删除一批."""
    pressed(request, commands.delete, batch=found_batch(request, code))
    messages.success(request, _("已删除。"))
    return redirect("checker:batches")


@require_safe
def download(request: Request, code: str) -> HttpResponse:
    """下载结果: every finding of every text, as Excel or as one docx."""
    found = found_batch(request, code)
    texts: QuerySet[BatchText] = found.texts.defer("data").select_related("unit").order_by("number")
    if request.GET.get("as") == "docx":
        return sending.file(papers.batch_docx(found, texts, REASONS), sending.DOCX, f"{found.title}-核对结果.docx")
    foot = _("“不符”是算得清的错，“存疑”是请再看一眼的，“格式”只是写法。")
    columns = list(zip(papers.HEAD, papers.WIDTHS, strict=True))
    data = workbook(columns, papers.rows(texts, REASONS), name="核对结果", title=f"{found.title}：核对结果", foot=foot)
    return sending.xlsx(data, f"{found.title}-核对结果")


def found_text(request: Request, code: str, number: int) -> BatchText:
    """One text of one's own batch; raises Http404."""
    text: BatchText | None = (
        BatchText.objects.filter(batch=found_batch(request, code), number=number)
        .select_related("batch__posting", "unit")
        .first()
    )
    if text is None:
        raise Http404(_("没有找到。"))
    return text
