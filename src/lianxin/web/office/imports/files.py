"""导出的文件: a ledger of the register as Excel or csv, with its title, its number and whose it is."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation

from lianxin.base.custody import queries
from lianxin.base.custody.models import ExportRequest
from lianxin.base.intake import leaving
from lianxin.base.intake.kinds import Given, Kind, Outward
from lianxin.base.orgs.models import Unit
from lianxin.pure.tabular import csv_bytes
from lianxin.web.ui import copies
from lianxin.web.ui.request import Request
from lianxin.web.ui.workbook import XLSX, workbook

CSV = "text/csv; charset="
ENCODINGS = {"csv": "utf-8-sig", "gb18030": "gb18030"}
WIDE, NARROW = 40, 14


@translation.override(settings.LANGUAGE_CODE)
def title(kind: Kind, unit: Unit) -> str:
    """石桥村困难户台账."""
    return f"{unit.name}{kind.label}"


@translation.override(settings.LANGUAGE_CODE)
def withheld(kind: Kind) -> list[str]:
    """The headings of the columns that leave masked."""
    assert kind.out is not None
    return [str(one.label) for one in kind.columns if one.code in kind.out.particulars]


def own(request: Request, kind: Kind) -> list[tuple[ExportRequest, bool]]:
    """What this person asked for of this kind, and whether it may be taken now."""
    found = [one for one in queries.own_exports(request.actor) if one.ledger == kind.code]
    return [(one, one.is_open_at(request.now)) for one in found]


def allowed(request: Request, asked: ExportRequest, out: Outward) -> list[Given]:
    """Of the rows that were asked for those that may still be seen."""
    assert out.whole is not None
    keys = set(asked.keys)
    return [one for one in out.whole(request.actor, request.posting.unit, request.today) if one.ref in keys]


@translation.override(settings.LANGUAGE_CODE)
def built(
    request: Request, kind: Kind, name: str, rows: Sequence[Given], copy: str, form: str, *, is_whole: bool = False
) -> tuple[bytes, str, str]:
    """The file, of which kind, its name; its words are Chinese, whatever the page is, for it is read by them when it comes back."""
    lines = list(leaving.lines(kind, rows, is_whole=is_whole))
    heads, foot = leaving.headings(kind), copies.foot(request, copy)
    if encoding := ENCODINGS.get(form):
        data = csv_bytes([heads, *lines, [foot]], encoding)
        return data, CSV + encoding.removesuffix("-sig"), f"{name}{request.today:%Y%m%d}.csv"
    widths = [6, *(WIDE if one.reads == "text" else NARROW for one in kind.columns)]
    columns = list(zip(heads, widths, strict=True))
    data = workbook(columns, lines, name=str(kind.label)[:31], title=name, foot=foot)
    return data, XLSX, f"{name}{request.today:%Y%m%d}.xlsx"
