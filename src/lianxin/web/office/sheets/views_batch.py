"""一批答卷: uploaded and read in the background, or keyed by hand; then put in or dropped."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.web.office.sheets import forms, jobs, shown
from lianxin.web.office.sheets.views import asking, found_box
from lianxin.web.ui.answering import BadAnswers, fields_of, filled, read_answers
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import form_page, pressed
from lianxin.work.sheets import commands, queries
from lianxin.work.sheets.models import PaperSheet, SheetBatch
from lianxin.work.sheets.terms import READ, VIEW, BatchKind


def found_batch(request: Request, pk: int, to: Any = READ) -> SheetBatch:
    """The batch, if one may read sheets there (or see them, with `to` None)."""
    batch: SheetBatch = fetch(request, SheetBatch.objects.select_related("box"), see=VIEW, to=to, pk=pk)
    return batch


def upload(request: Request, code: str) -> HttpResponse:
    """上传扫描件; the job begins when they are stored."""
    found = found_box(request, code, READ)
    is_sent = request.method == "POST"
    form: Any = forms.UploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        files = [one.read() for one in form.cleaned_data["file"]]
        if done(form, commands.receive_scan, request, box=found, files=files, posting=request.posting):
            transaction.on_commit(lambda pk=form.result.pk: jobs.read.enqueue(pk))  # type: ignore[misc]
            return redirect("sheets:batch", pk=form.result.pk)
    return render(request, "sheets/upload.html", {"box": found, "form": form})


def begin(request: Request, code: str) -> HttpResponse:
    """开始手工录入一叠."""
    found = found_box(request, code, READ)
    form: Any = forms.KeyingForm(request.POST or None, box=found)
    if form.is_valid() and done(form, commands.begin_keying, request, box=found, **form.cleaned_data):
        return redirect("sheets:batch", pk=form.result.pk)
    purpose = _("没有扫描仪，或少量几份时用。把一叠答卷按原来的叠放顺序逐份录入，录完一起投入票箱。")
    return form_page(request, form, asking(found, _("手工录入"), purpose, _("开始录入")))


@require_safe
def batch(request: Request, pk: int) -> HttpResponse:
    """一批: how far reading is, what waits, what was turned back; numbers alone once it is in."""
    found = found_batch(request, pk, to=None)
    sheets = found.sheets.defer("answers", "texts") if found.is_open else PaperSheet.objects.none()
    context: dict[str, Any] = {
        "batch": found, "tone": shown.TONES[found.status], "may_read": request.actor.may(READ, found),
        "refused": shown.refused(found), "total": sheets.count(),
    }  # fmt: skip
    if found.is_open and found.is_scanned:
        context |= {"waiting": queries.waiting_in(found)}
    elif found.is_open:
        group = found.box.poll.group(found.group)
        context |= {
            "group": group, "again": sheets.filter(second_by=None) if found.is_double else (),
            "differ": sheets.filter(second_by__isnull=False, is_settled=False), "settled": sheets.filter(is_settled=True).count(),
        }  # fmt: skip
    return render(request, "sheets/batch.html", context)


@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    """投入票箱."""
    found = found_batch(request, pk)
    if pressed(request, commands.accept_batch, batch=found):
        messages.success(request, _("已投入票箱，图像和识读结果已销毁。"))
        return redirect("sheets:box", code=found.box.code)
    return redirect("sheets:batch", pk=pk)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """放弃这一批."""
    found = found_batch(request, pk)
    if pressed(request, commands.drop_batch, batch=found):
        messages.success(request, _("已放弃，图像已销毁，没有计入任何数字。"))
    return redirect("sheets:box", code=found.box.code)


def _pile(request: Request, pk: int) -> SheetBatch:
    found = found_batch(request, pk)
    if found.kind != BatchKind.KEYED or not found.is_open:
        raise Http404(_("没有找到。"))
    return found


def _keying(request: Request, batch: SheetBatch, word: str, data: Any, faults: Any = None, **more: Any) -> HttpResponse:
    group = batch.box.poll.group(batch.group)
    assert group is not None
    context = {"batch": batch, "word": word, "group": group, **more}
    return render(request, "sheets/key.html", context | fields_of(group.sheet, data, faults=faults, keyed=True))


def _sent(request: Request, pile: SheetBatch, deed: Any, word: str, **given: Any) -> HttpResponse | None:
    """Read the sheet that was keyed and do the deed; a page where something does not fit, None where it was done."""
    group = pile.box.poll.group(pile.group)
    assert group is not None
    try:
        answers, texts = read_answers(group.sheet, request.POST, keyed=True)
    except BadAnswers as wrong:
        return _keying(request, pile, word, request.POST, wrong.faults)
    is_done = pressed(request, deed, answers=answers, texts=texts, **given)
    return None if is_done else _keying(request, pile, word, request.POST)


def key(request: Request, pk: int) -> HttpResponse:
    """录入下一份."""
    found = _pile(request, pk)
    word = _("录入第 %(n)s 份") % {"n": found.sheets.count() + 1}
    if request.method != "POST":
        return _keying(request, found, word, None)
    return _sent(request, found, commands.key_sheet, word, batch=found) or redirect("sheets:key", pk=pk)


def key_again(request: Request, pk: int, place: int) -> HttpResponse:
    """第二遍录入, without seeing the first."""
    found = _pile(request, pk)
    sheet = found.sheets.filter(place=place, second_by=None).first() if found.is_double else None
    if sheet is None:
        raise Http404(_("没有找到。"))
    word = _("第二遍录入：第 %(n)s 份") % {"n": place}
    if request.method != "POST":
        return _keying(request, found, word, None)
    if page := _sent(request, found, commands.key_again, word, sheet=sheet):
        return page
    after = found.sheets.filter(place__gt=place, second_by=None).first()
    return redirect("sheets:key_again", pk=pk, place=after.place) if after else redirect("sheets:batch", pk=pk)


def differ(request: Request, pk: int, place: int) -> HttpResponse:
    """核对不一致的地方, with the paper in hand."""
    found = _pile(request, pk)
    sheet = found.sheets.filter(place=place, second_by__isnull=False, is_settled=False).first()
    if sheet is None:
        raise Http404(_("没有找到。"))
    word = _("核对第 %(n)s 份") % {"n": place}
    group = found.box.poll.group(found.group)
    assert group is not None
    if request.method == "POST":
        page = _sent(request, found, commands.settle_difference, word, sheet=sheet)
        return page or redirect("sheets:batch", pk=pk)
    data, lines = filled(group.sheet, sheet.answers, sheet.texts), shown.differing(sheet)
    return _keying(request, found, word, data, lines=lines)
