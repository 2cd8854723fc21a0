"""核对: paste or upload a text, see in place what it says wrongly, mend it. Nothing that is sent here is stored."""

import json
from dataclasses import replace
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.checking import Checked
from lianxin.reports.checks.marked import marked_or_listed
from lianxin.reports.checks.terms import BATCH
from lianxin.reports.summaries.examine import Examined, Unreadable, examine
from lianxin.reports.summaries.remarks import report_of
from lianxin.reports.summaries.terms import CHECK
from lianxin.web.office.checker import work
from lianxin.web.office.checker.forms import REASONS, CheckForm, HoldForm
from lianxin.web.office.checker.state import Kept
from lianxin.web.office.checker.typed import Typed
from lianxin.web.ui import sending
from lianxin.web.ui.request import Request
from lianxin.web.ui.text_or_file import MAX_BYTES


def index(request: Request) -> HttpResponse:
    """核对一份材料."""
    must(request)
    form = CheckForm(request.POST or None, request.FILES or None, request=request)
    found = _examined(form) if form.is_valid() else None
    if found is None:
        return render(request, "checker/index.html", {"form": form, "may_batch": request.actor.has(BATCH)})
    examined, name, data = found
    kept = Kept.of(name, examined.document, **form.held)
    return _page(request, kept, examined.checked, paper=work.carried(data, kept.kind))


@require_POST
def again(request: Request) -> HttpResponse:
    """再核对: a button of the result was pressed; the page carries what it is about."""
    must(request)
    try:
        kept = Kept.opened(request.POST.get("kept", ""))
    except signing.BadSignature:
        return _stale(request)
    do, form, before = request.POST.get("do", ""), None, kept
    if do == "hold":
        form = HoldForm(request.POST, request=request)
        kept = replace(kept, unit=form.held["unit"], period=form.held["period"]) if form.is_valid() else kept
    else:
        kept = work.pressed(kept, do, request.POST)
    try:
        checked = _checked(kept)
    except Unreadable as problem:
        return _begun_again(request, kept.text.strip() and kept.text or before.text, problem)
    paper = "" if kept.is_changed else request.POST.get("paper", "")
    still = Typed.of(request.POST).after(do, before.text, kept.text, is_done=kept.ignored != before.ignored)
    return _page(request, kept, checked, paper=paper, typed=still, form=form)


@require_POST
def download(request: Request) -> HttpResponse:
    """下载核对结果: as JSON, or the docx with comments (of what is no docx, a list of the findings)."""
    must(request)
    try:
        kept = Kept.opened(request.POST.get("kept", ""))
    except signing.BadSignature:
        return _stale(request)
    try:
        checked = _checked(kept)
    except Unreadable as problem:
        return _begun_again(request, kept.text, problem)
    looked = work.look(request, kept, checked)
    if request.POST.get("as") == "docx":
        return _marked(request, looked)
    body = json.dumps(report_of(kept.name, checked, looked.backed), ensure_ascii=False, indent=1)
    disposition = content_disposition_header(True, f"{kept.name}-核对结果.json") or "attachment"
    return HttpResponse(body, content_type="application/json", headers={"Content-Disposition": disposition})


def must(request: Request) -> None:
    """Only those who may check. Raises `NotAllowed`."""
    if not request.actor.has(CHECK):
        raise NotAllowed(_("您现在的职务不能核对材料。如有其他职务，请在页面上方切换。"))


def _page(request: Request, kept: Kept, checked: Checked, **how: Any) -> HttpResponse:
    looked = work.look(request, kept, checked, how.get("typed"))
    against = work.against_of(kept)
    initial = {"unit": against.unit, "period": kept.period} if against else {}
    return render(request, "checker/result.html", {
        "name": kept.name, "kept": looked.kept, "sealed": looked.kept.sealed(), "result": looked.result, "told": looked.told,
        "backed": looked.backed, "reasons": REASONS.items(), "against": against, "paper": how.get("paper", ""),
        "may_edit": True, "may_mend": True, "post_to": reverse("checker:again"),
        "form": how.get("form") or HoldForm(initial=initial, request=request),
    })  # fmt: skip


def _marked(request: Request, looked: work.Looked) -> HttpResponse:
    """The file itself with comments where it came along or is chosen again, else a list."""
    kept, again = looked.kept, request.FILES.get("original")
    heeded = [one.remark for one in looked.result.listed]
    paper = work.paper_of(request.POST.get("paper", "")) or (again.read(MAX_BYTES + 1) if again else b"")
    if kept.is_changed or kept.is_body or len(paper) > MAX_BYTES:
        paper = b""
    data, name = marked_or_listed(paper, kept.name, kept.text, heeded)
    return sending.file(data, sending.DOCX, name)


def _checked(kept: Kept) -> Checked:
    """The text as it is now, checked. Raises `Unreadable`."""
    return examine(kept.text.encode("utf-8", "replace"), kept.name, as_text=True).checked


def _begun_again(request: Request, text: str, problem: Unreadable) -> HttpResponse:
    """It could not be checked: the text stands in the form, with the sentence that says why."""
    form = CheckForm({"text": text}, request=request)
    form.add_error("text", str(problem))
    return render(request, "checker/index.html", {"form": form, "may_batch": request.actor.has(BATCH)})


def _stale(request: Request) -> HttpResponse:
    context = {"form": CheckForm(request=request), "is_stale": True, "may_batch": request.actor.has(BATCH)}
    return render(request, "checker/index.html", context, status=400)


def _examined(form: CheckForm) -> tuple[Examined, str, bytes] | None:
    """What was read and found; what cannot be read stands as an error beside its field."""
    data, name = form.data_and_name
    is_file = bool(form.cleaned_data.get("file"))
    try:
        return examine(data, name, as_text=not is_file), name, data
    except Unreadable as problem:
        form.add_error("file" if is_file else "text", str(problem))
        return None
