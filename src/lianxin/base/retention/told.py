"""保管期限 in the overview of settings."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.retention import queries
from lianxin.base.retention.kinds import KINDS
from lianxin.base.versions.overview import Line, shows


@shows("70 retention")
def read(on: date) -> Sequence[Line]:
    """How many periods the county set itself."""
    own = queries.periods()
    last = max(own.values(), key=lambda one: one.pk, default=None)
    total = sum(kind.is_set_here for kind in KINDS.values())
    return [
        Line(
            gettext_lazy("保管期限"), _("%(all)s 类，本县改过 %(own)s 类") % {"all": total, "own": len(own)},
            localdate(last.at) if last else None, last.by_name if last else "", given=_("每类写明依据"),
            page="retention:periods",
        )
    ]  # fmt: skip
