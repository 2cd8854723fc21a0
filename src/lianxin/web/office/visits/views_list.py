"""走访的清单: the list with its filters, printed and as a file."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.visits import browsing, ledger
from lianxin.web.ui import copies
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs, see
from lianxin.web.ui.workbook import XLSX, workbook
from lianxin.work.visits import queries
from lianxin.work.visits.terms import RECORD, VIEW

PRINTED = 1_000
TABS = (
    (gettext_lazy("走访"), "visits:index"), (gettext_lazy("住村"), "visits:stays"),
    (gettext_lazy("接待负担"), "visits:burdens"),
)  # fmt: skip


def index(request: Request) -> HttpResponse:
    """走访一览: mine, my unit's, those who came to us."""
    see(request, VIEW)
    browsed = browsing.browse(request.GET, by=request.actor, today=request.today)
    context = {
        "browsed": browsed, "page": browsing.page_of(browsed, request.actor, request.GET),
        "may_record": request.actor.may_at(RECORD, request.actor.own_path),
        "tabs_shown": room_tabs(TABS, "visits:index"),
    }  # fmt: skip
    return render(request, "visits/index.html", context)


def print_ledger(request: Request) -> HttpResponse:
    """打印走访台账: exactly this list."""
    see(request, VIEW)
    browsed = browsing.browse(request.GET, by=request.actor, today=request.today)
    found = list(browsed.found.order_by("on", "code")[:PRINTED])
    context = {
        "browsed": browsed, "columns": [word for word, _width in ledger.COLUMNS], "most": PRINTED,
        "lines": ledger.lines(queries.lines(found, request.actor)), "unit": request.posting.unit,
    }  # fmt: skip
    return render(request, "visits/print.html", context)


def xlsx(request: Request) -> HttpResponse:
    """走访台账 as an Excel file: exactly this list, as far as a file of it goes."""
    see(request, VIEW)
    browsed, unit = browsing.browse(request.GET, by=request.actor, today=request.today), request.posting.unit
    found = list(browsed.found.order_by("on", "code")[:PRINTED])
    with translation.override(settings.LANGUAGE_CODE):  # a ledger is Chinese, whatever the page is
        title = _("%(unit)s走访台账") % {"unit": unit.name}
        lines = ledger.lines(queries.lines(found, request.actor))
        rows, foot = copies.taken(request, title, ledger.COLUMNS, lines)
        data = workbook(ledger.COLUMNS, rows, name=_("走访台账"), title=title, foot=foot)
    name = f"{unit.name}走访台账{request.today:%Y%m%d}.xlsx"
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": disposition})
