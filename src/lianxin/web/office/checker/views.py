"""核对: paste or upload a text, see in place what its figures say. Nothing that is sent here is stored."""

import json
from dataclasses import asdict
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.paper import Binding, BoundFigure
from lianxin.reports.summaries.backing import Backed, check_backing
from lianxin.reports.summaries.documents import Document
from lianxin.reports.summaries.examine import Examined, Unreadable, examine
from lianxin.reports.summaries.remarks import remarks_of, report_of
from lianxin.reports.summaries.terms import CHECK
from lianxin.web.office.checker.forms import CheckForm
from lianxin.web.office.checker.shown import result_of
from lianxin.web.ui.request import Request

SALT, HOURS = "lianxin.checker", 12


def index(request: Request) -> HttpResponse:
    """核对一份材料."""
    _must(request)
    form = CheckForm(request.POST or None, request.FILES or None)
    found = _examined(form) if form.is_valid() else None
    if found is None:
        return render(request, "checker/index.html", {"form": form})
    examined, name = found
    backed = _backed(request, examined.document)
    return render(request, "checker/result.html", {
        "name": name, "document": examined.document, "backed": backed, "kept": _kept(name, examined.document),
        "result": result_of(examined.document.text, remarks_of(examined.checked, backed)),
    })  # fmt: skip


@require_POST
def download(request: Request) -> HttpResponse:
    """下载核对结果 as JSON: the page carries what was read, signed, so that nothing need be stored."""
    _must(request)
    try:
        name, document = _revived(signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=HOURS * 3600))
        examined = examine(document.text.encode(), name)
    except (signing.BadSignature, Unreadable):
        return render(request, "checker/index.html", {"form": CheckForm(), "is_stale": True}, status=400)
    out = report_of(name, examined.checked, _backed(request, document))
    disposition = content_disposition_header(True, f"{name}-核对结果.json") or "attachment"
    body = json.dumps(out, ensure_ascii=False, indent=1)
    return HttpResponse(body, content_type="application/json", headers={"Content-Disposition": disposition})


def _must(request: Request) -> None:
    if not request.actor.has(CHECK):
        raise NotAllowed(_("您现在的职务不能核对材料。如有其他职务，请在页面上方切换。"))


def _examined(form: CheckForm) -> tuple[Examined, str] | None:
    """What was read and found; what cannot be read stands as an error beside its field."""
    data, name = form.data_and_name
    try:
        return examine(data, name), name
    except Unreadable as problem:
        form.add_error("file" if form.cleaned_data.get("file") else "text", str(problem))
        return None


def _backed(request: Request, document: Document) -> list[Backed]:
    return check_backing(document, by=request.actor, today=request.today)


def _kept(name: str, document: Document) -> str:
    """What was read, signed: a text that did not come through the limits here is not taken."""
    row = {"name": name, "text": document.text, "bound": [asdict(one) for one in document.bound]}
    return signing.dumps(row, salt=SALT, compress=True)


def _revived(row: dict[str, Any]) -> tuple[str, Document]:
    bound = tuple(BoundFigure(**{**one, "binding": Binding(**one["binding"])}) for one in row["bound"])
    return row["name"], Document(row["text"], (), bound)
