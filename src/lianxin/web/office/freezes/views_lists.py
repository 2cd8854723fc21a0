"""封存的清单: the records that were kept, the units of the time, the ledger of late changes on paper and as a file."""

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.keysets import unpack
from lianxin.reports.freezes.terms import VIEW, FigureKind
from lianxin.web.office.freezes import shown
from lianxin.web.office.freezes.views import TABS, figures
from lianxin.web.ui import sending
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import room_tabs, see
from lianxin.web.ui.workbook import workbook

PAGE, FILED = 50, 5000
COLUMNS = (
    (gettext_lazy("登记日期"), 12), (gettext_lazy("单位"), 14), (gettext_lazy("统计期"), 10), (gettext_lazy("项目"), 24),
    (gettext_lazy("封存的数"), 10), (gettext_lazy("原数"), 10), (gettext_lazy("现在的数"), 10), (gettext_lazy("新增"), 7),
    (gettext_lazy("移出"), 7), (gettext_lazy("变化"), 7), (gettext_lazy("原因"), 40), (gettext_lazy("登记人"), 28),
    (gettext_lazy("封存编号"), 12),
)  # fmt: skip


def records(request: Request, number: str) -> HttpResponse:
    """当时的记录: the kept keys as a list, of a rate by its two sides, as far as the viewer may see each record."""
    frozen = fetch(request, figures(), see=VIEW, number=number)
    is_rate = frozen.kind == FigureKind.RATE
    side = "whole" if is_rate and request.GET.get("side") == "whole" else "part"
    keys = unpack(frozen.whole_keys if side == "whole" else frozen.keys)
    typed = request.GET.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    found = shown.records(frozen, keys, request, max(1, page))
    return render(request, "freezes/records.html", {"frozen": frozen, "found": found, "is_rate": is_rate, "side": side})


def tree(request: Request, number: str) -> HttpResponse:
    """当时的单位: the units under the figure's unit as they were on the day."""
    frozen = fetch(request, figures(), see=VIEW, number=number)
    labels = dict(UnitKind.choices)
    step = len(frozen.unit_path)
    rows = [
        (name, labels.get(kind, kind), (len(path) - step) // 4) for path, kind, name in json.loads(frozen.tree.body)
    ]
    return render(request, "freezes/tree.html", {"frozen": frozen, "rows": rows})


def late(request: Request) -> HttpResponse:
    """事后变化台账: every change after a freeze with both values and the reason."""
    see(request, VIEW)
    found = shown.late_changes(request)
    after = found.filter(fingerprint__startswith=name).first() if (name := shown.named(request)) else None
    rows = list((found.filter(pk__lt=after.pk) if after else found).order_by("-pk")[: PAGE + 1])
    return render(request, "freezes/late.html", {
        "rows": rows[:PAGE], "older": rows[PAGE - 1].fingerprint[:16] if len(rows) > PAGE else "",
        "tabs_shown": room_tabs(TABS, "freezes:late"),
    })  # fmt: skip


def late_xlsx(request: Request) -> HttpResponse:
    """事后变化台账 as Excel."""
    see(request, VIEW)
    rows = [shown.late_line(one) for one in shown.late_changes(request)[:FILED]]
    title = _("%(unit)s事后变化台账") % {"unit": request.posting.unit.name}
    foot = _("封存的数不改；现在的数由系统数出，原因由登记人写。%(on)s 导出。") % {"on": request.today.isoformat()}
    made = workbook(COLUMNS, rows, name=_("事后变化"), title=title, foot=foot)
    return sending.xlsx(made, title)
