"""查副本: whose copy a file is, by the number printed in it or by the way its rows end."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.base.custody import queries
from lianxin.base.custody.models import Copy
from lianxin.base.files.tables import Unreadable, read_tables
from lianxin.pure.codes import read_code
from lianxin.web.office.custody import forms
from lianxin.web.office.custody.views import tabs
from lianxin.web.ui.copies import key_of, places
from lianxin.web.ui.request import Request

SHOWN, READ = 100, 500


def copies(request: Request) -> HttpResponse:
    """副本: what was given out lately, and the question whose this one is."""
    form: Any = forms.CopyForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {
        "tabs": tabs(request, "custody:copies"),
        "form": form,
        "rows": Copy.objects.all()[:SHOWN],
    }
    if form.is_valid():
        context |= _found(form)
    return render(request, "custody/copies.html", context)


def _found(form: Any) -> dict[str, Any]:
    code, file = read_code(form.cleaned_data["code"]), form.cleaned_data["file"]
    if code:
        return {"asked": True, "found": [(one, 0, 0) for one in Copy.objects.filter(code=code)]}
    if file is None:
        form.add_error("code", _("请填副本号，或者选文件。"))
        return {}
    try:
        rows = rows_of(read_tables(file.read(), file.name, wall_seconds=30))
    except Unreadable as problem:
        form.add_error("file", str(problem))
        return {}
    return {"asked": True, "found": queries.whose(rows)}


def rows_of(sheets: Any) -> list[tuple[str, str]]:
    """Key and text of each row, wherever the columns stand that bear the marks; nothing where they do not."""
    found: list[tuple[str, str]] = []
    for sheet in sheets:
        where = None
        for row in sheet.rows:
            cells = [str(cell).strip() for cell in row]
            if head := places(cells):
                where = head
            elif where and len(cells) > max(where[0], *where[1]) and all(cells[key] for key in where[1]):
                found.append((key_of(cells, where[1]), cells[where[0]]))
    return found[:READ]
