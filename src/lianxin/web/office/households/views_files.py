"""户册的纸与表: printed register and ledger (A4), the ledger as Excel, a village's list brought in."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.base.files.tables import Unreadable, read_tables
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.households import browsing, forms, needs, reading, shown
from lianxin.web.ui import copies
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see
from lianxin.web.ui.workbook import XLSX, workbook
from lianxin.work.households import commands
from lianxin.work.households.terms import EDIT, VIEW

FILED = 2000


def print_register(request: Request) -> HttpResponse:
    """打印户册 of the list in the address; names as in the list."""
    see(request, VIEW)
    browsed = browsing.browse(request)
    found = list(browsing.ordered(browsed.found)[: browsing.PRINTED])
    context = {"browsed": browsed, "rows": shown.rows(found, request), "unit": browsed.unit or request.posting.unit}
    return render(request, "households/print.html", context)


def print_needs(request: Request) -> HttpResponse:
    """打印困难户台账 of the list in the address: masked names."""
    see(request, VIEW)
    asked = needs.asked(request)
    lines = [needs.cells(n, line) for n, line in enumerate(needs.lines(request, asked, FILED), start=1)]
    words = [*(word for word, _width in needs.COLUMNS), *needs.column_words()]
    title = needs.title(asked, request.posting.unit)
    context = {"asked": asked, "lines": lines, "columns": words, "title": title, "count": len(lines)}
    return render(request, "households/print_needs.html", context)


def needs_xlsx(request: Request) -> HttpResponse:
    """导出困难户台账: a line in the journal first; names masked, no telephone."""
    see(request, VIEW)
    asked, own = needs.asked(request), request.posting.unit
    lines = [needs.cells(n, line) for n, line in enumerate(needs.lines(request, asked, FILED), start=1)]
    copy = commands.note_listing(unit=own, count=len(lines), by=request.actor, at=request.now)
    with translation.override(settings.LANGUAGE_CODE):
        words = [*needs.COLUMNS, *((word, 18) for word in needs.column_words())]
        title = needs.title(asked, own)
        lines = copies.marked(words, lines, copy.code)
        data = workbook(words, lines, name=_("困难户台账"), title=title, foot=copies.foot(request, copy.code))
    return _file(data, f"{title}.xlsx")


def _file(data: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": disposition})


def blank(request: Request) -> HttpResponse:
    """空白户册表: the five columns that are read."""
    see(request, VIEW)
    with translation.override(settings.LANGUAGE_CODE):
        columns = [(names[0], 14) for names in reading.WORDS.values()]
        data = workbook(columns, [], name=_("户册"), title=_("户册"), foot="")
    return _file(data, _("户册.xlsx"))


def bring_in(request: Request) -> HttpResponse:
    """导入户册: good rows are registered at once, bad ones listed with their number and the reason."""
    see(request, VIEW)
    if not request.actor.has(EDIT):
        raise NotAllowed(_("您现在的职务不能登记户册。"))
    own = request.posting.unit
    initial = {"unit": own if own.kind in ("village", "community", "school") else None}
    form: Any = forms.ImportForm(
        request.POST or None, request.FILES or None, by=request.actor, today=request.today, initial=initial
    )
    result: Any = None
    if form.is_valid() and (read := _read(form)) is not None:
        given = {"unit": form.cleaned_data["unit"], "lines": read.lines}
        result = form.result if done(form, commands.import_households, request, **given) else None
        return render(request, "households/import.html", {"form": form, "result": result, "read": read})
    return render(request, "households/import.html", {"form": form, "result": None})


def _read(form: Any) -> reading.Read | None:
    """The lines of the file, or None and the reason stands beside the field."""
    file = form.cleaned_data["file"]
    try:
        return reading.read(read_tables(file.read(), file.name, wall_seconds=30))
    except Unreadable as problem:
        form.add_error("file", str(problem))
        return None
