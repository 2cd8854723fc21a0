"""数字的页面: the table, its parts, the units below, the run of months, the records behind, the 口径, the file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.base.indicators import FIGURES, known
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.figures import bases, charts, lists, tables, workbook
from lianxin.web.office.figures.asked import asked_of, indicator_of
from lianxin.web.ui import panels
from lianxin.web.ui.figure_sheet import sent
from lianxin.web.ui.request import Request

panels.rows("concern", "figures/rows_concern.html")


def index(request: Request) -> HttpResponse:
    """总表: every indicator with last year and last period."""
    asked = asked_of(request)
    context = {"sections": tables.whole_table(asked), "than": tables.BEFORE[asked.period.kind]}
    return render(request, "figures/index.html", {**asked.context("index"), **context})


def parts(request: Request) -> HttpResponse:
    """分组: counts by channel, nature, topic, class, outcome."""
    asked = asked_of(request)
    context = {"sections": tables.parts_table(asked), "than": tables.BEFORE[asked.period.kind], "has_share": True}
    return render(request, "figures/index.html", {**asked.context("parts"), **context})


def below(request: Request) -> HttpResponse:
    """下级单位: units as rows, chosen indicators as columns."""
    asked = asked_of(request)
    blocks = tables.units_tables(asked, request.GET.getlist("code"))
    chosen = {one.code for block in blocks for one in block.columns}
    context = {"blocks": blocks, "chosen": chosen, "indicators": known()}
    return render(request, "figures/below.html", {**asked.context("below"), **context})


def chart(request: Request) -> HttpResponse:
    """走势: fourteen months beside those of last year, as a drawing and as a table."""
    asked, one = asked_of(request), indicator_of(request, workbook.FIRST)
    run = charts.months_of(asked, one)
    context = {
        "indicator": one, "months": run, "drawing": charts.drawn(asked, one, run), "is_line": charts.is_line(one),
        "indicators": known(),
    }  # fmt: skip
    return render(request, "figures/chart.html", {**asked.context("chart", one.code), **context})


def opened(request: Request) -> HttpResponse:
    """打开: the records behind a figure, under the reader's own permission."""
    asked, one = asked_of(request), indicator_of(request)
    found = lists.opened(asked, one, request.GET)
    context = {
        "asked": asked, "opened": found, "back_url": asked.url("index"), "rows_template": panels.ROW_TEMPLATES[found.kind],
    }  # fmt: skip
    return render(request, "figures/open.html", context)


def basis(request: Request) -> HttpResponse:
    """口径: what each figure counts."""
    if not request.actor.has(FIGURES):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": FIGURES.label})
    return render(request, "figures/basis.html", {"rows": bases.bases(request)})


def export(request: Request, view: str) -> HttpResponse:
    """带走: the same table as on the page, as Excel, Word or a picture."""
    asked = asked_of(request)
    made = workbook.made(asked, view, request.GET)
    if made is None:
        raise Http404(_("没有这张表。"))
    return sent(made, request.GET.get("as", "xlsx"), workbook.name_of(asked, view))
