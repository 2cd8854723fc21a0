"""版本和改动: every version that there was, what was changed between two of them, the files that came back."""

from collections.abc import Sequence
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.reports.documents import bodies
from lianxin.reports.documents.changes import Changed, compare
from lianxin.reports.documents.models import Document, DocumentVersion
from lianxin.reports.documents.terms import Origin
from lianxin.web.office.documents.shown import sheet_of
from lianxin.web.office.documents.views import fetched
from lianxin.web.ui import sending
from lianxin.web.ui.request import Request

LONGEST_SAME = 4


def versions(request: Request, code: str) -> HttpResponse:
    """各个版本, the newest first; two of them can be compared."""
    found = fetched(request, code)
    rows = found.versions.defer("body", "text").order_by("-number")
    files = {one.version: one for one in found.files.filter(purpose="word").defer("data")}
    return render(request, "documents/versions.html", {
        "document": found, "rows": [(one, files.get(one.number)) for one in rows],
    })  # fmt: skip


def version(request: Request, code: str, number: int) -> HttpResponse:
    """一个版本 as it was."""
    found = fetched(request, code)
    one = _version(found, str(number))
    return render(request, "documents/version.html", {
        "document": found, "version": one, "sheet": sheet_of(bodies.paper_of(found, one)),
    })  # fmt: skip


def diff(request: Request, code: str) -> HttpResponse:
    """改动: by default what people changed against what was written from the records last."""
    found = fetched(request, code)
    new = _version(found, request.GET.get("new") or str(found.version))
    old = _version(found, request.GET["old"]) if request.GET.get("old") else _composed(found, new)
    rows = compare(bodies.paper_of(found, old), bodies.paper_of(found, new))
    counts = {fate: sum(row.fate == fate for row in rows) for fate in ("added", "removed", "changed")}
    by_hand = [piece for row in rows for piece in row.pieces if piece.how == "hand"]
    return render(request, "documents/diff.html", {
        "document": found, "old": old, "new": new, "groups": folded(rows), "counts": counts, "by_hand": by_hand,
        "numbers": list(found.versions.order_by("number").values_list("number", flat=True)),
    })  # fmt: skip


def folded(rows: Sequence[Changed]) -> list[tuple[bool, list[Changed]]]:
    """The sentences in groups; a long stretch that stayed is folded away but for its first and last sentence."""
    groups: list[tuple[bool, list[Changed]]] = []
    for is_same, run in groupby(rows, lambda row: row.fate == "same"):
        held = list(run)
        if is_same and len(held) > LONGEST_SAME:
            groups += [(False, held[:1]), (True, held[1:-1]), (False, held[-1:])]
        else:
            groups.append((False, held))
    return groups


def kept_file(request: Request, code: str, pk: int) -> HttpResponse:
    """存下的文件 as it came, or as it was signed."""
    found = fetched(request, code)
    file = found.files.filter(pk=pk).first()
    if file is None:
        raise Http404(_("没有找到。"))
    return sending.file(bytes(file.data), sending.DOCX, file.name)


def _version(found: Document, number: str) -> DocumentVersion:
    plain = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
    one = found.versions.filter(number=plain).first()
    if one is None:
        raise Http404(_("没有找到。"))
    return one


def _composed(found: Document, new: DocumentVersion) -> DocumentVersion:
    """What was written from the records last before a version; the first one where nothing was."""
    before = found.versions.filter(number__lte=new.number).order_by("-number")
    return before.filter(origin=Origin.COMPOSED).first() or found.versions.order_by("number")[0]
