"""自定指标 in the overview of settings."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.versions.overview import Line, shows
from lianxin.reports.definitions.models import Definition
from lianxin.reports.definitions.terms import State


@shows("45 definitions")
def read(on: date) -> Sequence[Line]:
    """Indicators of the county's own, and what waits for approval."""
    rows = list(
        Definition.objects.exclude(state=State.DROPPED).only(
            "code", "name", "version", "state", "approved_on", "approved_by"
        )
    )
    held = [row for row in rows if row.state == State.APPROVED]
    waits = [f"{row.name}{_('第 %(number)s 版') % {'number': row.version}}{row.get_state_display()}"
             for row in rows if row.state in (State.DRAFT, State.SUBMITTED)]  # fmt: skip
    last = max(held, key=lambda row: str(row.approved_on), default=None)
    return [
        Line(
            gettext_lazy("自定指标"), _("在用 %(n)s 个") % {"n": len({row.code for row in held})},
            last.approved_on if last else None, last.approved_by if last else "", "；".join(waits[:6]),
            _("程序里的指标各有口径"), page="definitions:index",
        )
    ]  # fmt: skip
