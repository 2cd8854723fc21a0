"""摸底表 in the overview of settings."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.versions.overview import Line, shows
from lianxin.pure.periods import Period
from lianxin.reports.returns.models import ReturnForm


@shows("40 returns")
def read(on: date) -> Sequence[Line]:
    """Forms in force, and what waits."""
    this = Period.containing(on).code
    rows = list(ReturnForm.objects.order_by("code", "version"))
    held = {row.code: row for row in rows if row.valid_from and row.valid_from <= this}
    waits = [_("%(title)s第 %(number)s 版%(from)s") % {
        "title": row.title, "number": row.version,
        "from": _("自 %(period)s 起") % {"period": row.valid_from} if row.valid_from else _("草稿"),
    } for row in rows if not row.valid_from or row.valid_from > this]  # fmt: skip
    last = max(held.values(), key=lambda row: row.made_on, default=None)
    return [
        Line(
            gettext_lazy("摸底表"), _("在用 %(n)s 份") % {"n": len(held)}, last.made_on if last else None,
            last.made_by if last else "", "；".join(waits), _("没有预置，由本县定"), page="returns:forms",
        )
    ]  # fmt: skip
