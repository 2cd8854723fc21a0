"""放假通知 in the overview of settings: the year that is not in yet stands at the top, from November on."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.clocks import queries
from lianxin.base.clocks.models import CalendarYear, WorkdayOverride
from lianxin.base.versions.overview import Line, shows

NOTICE_MONTH = 11


@shows("10 clocks")
def read(on: date) -> Sequence[Line]:
    """The notices by year, and the days of the county's own."""
    published = queries.calendar().published
    last = CalendarYear.objects.order_by("-loaded_at").first()
    wanted = [on.year, on.year + 1] if on.month >= NOTICE_MONTH else [on.year]
    missing = [str(year) for year in wanted if year not in published]
    local = WorkdayOverride.objects.filter(notice=None).count()
    return [
        Line(
            gettext_lazy("放假通知和本地规定的日子"),
            _("通知到 %(year)s 年，本地规定 %(n)s 天") % {"year": max(published, default="—"), "n": local},
            localdate(last.loaded_at) if last else None, last.loaded_by if last else "", given=_("国务院办公厅每年的通知"),
            gap=_("还没有载入%(years)s年的放假通知，这一年的期限都是暂定。") % {"years": "、".join(missing)} if missing else "",
            page="clocks:index", needs="clocks.load_notice",
        )
    ]  # fmt: skip
