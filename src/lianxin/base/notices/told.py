"""隐私告知 in the overview of settings."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.notices import queries
from lianxin.base.notices.terms import SET
from lianxin.base.versions.overview import Line, shows


@shows("60 notices")
def read(on: date) -> Sequence[Line]:
    """How many channels the county has looked at itself, and the last change."""
    standing = queries.all_standing()
    own = [one for one in standing if one.at]
    last = max(own, key=lambda one: str(one.at), default=None)
    return [
        Line(
            gettext_lazy("隐私告知"), _("%(all)s 个渠道，本县改过 %(own)s 个") % {"all": len(standing), "own": len(own)},
            localdate(last.at) if last and last.at else None, last.by_name if last else "", given=_("个人信息保护法第十七条"),
            page="custody:notices", needs=SET.code,
        )
    ]  # fmt: skip
