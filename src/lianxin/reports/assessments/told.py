"""考核方案 in the overview of settings."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.versions.overview import Line, shows
from lianxin.reports.assessments.models import Scheme
from lianxin.reports.assessments.terms import SchemeState


@shows("50 assessments")
def read(on: date) -> Sequence[Line]:
    """Schemes in force by their newest versions, and those that wait."""
    rows = list(Scheme.objects.order_by("code", "version"))
    held = {
        row.code: row for row in rows if row.valid_from and row.valid_from <= on and row.state == SchemeState.APPROVED
    }
    waits = [f"{row.title} {row.version} {row.get_state_display()}" for row in rows
             if row.state == SchemeState.DRAFT or row.valid_from and row.valid_from > on]  # fmt: skip
    last = max(held.values(), key=lambda row: str(row.valid_from), default=None)
    return [
        Line(
            gettext_lazy("考核方案"), _("执行 %(n)s 份") % {"n": len(held)}, last.valid_from if last else None,
            last.approved_by if last else "", "；".join(waits[:6]), _("没有预置，由本县定"), page="assessments:schemes",
        )
    ]  # fmt: skip
