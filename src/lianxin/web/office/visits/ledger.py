"""走访台账: the usual columns (走访时间、地点、对象、人员、方式、问题、处理), as lines of text and as an Excel file."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.web.office.visits import shown
from lianxin.work.visits.models import Visit
from lianxin.work.visits.queries import Line

COLUMNS = (
    (gettext_lazy("走访时间"), 14), (gettext_lazy("类别"), 12), (gettext_lazy("地点"), 18), (gettext_lazy("走访对象"), 24),
    (gettext_lazy("走访人员"), 18), (gettext_lazy("派出单位"), 18), (gettext_lazy("走访方式"), 18), (gettext_lazy("户数"), 8),
    (gettext_lazy("其中困难户"), 8),
    (gettext_lazy("发现的问题"), 40), (gettext_lazy("处理"), 18),
)  # fmt: skip


def days(visit: Visit) -> str:
    """走访时间: one day, or from–to."""
    if visit.until == visit.on:
        return visit.on.isoformat()
    return _("%(on)s至%(until)s") % {"on": visit.on.isoformat(), "until": visit.until.isoformat()}


def line(one: Line) -> list[str]:
    """One line of the ledger."""
    visit = one.visit
    return [
        days(visit), visit.get_kind_display(), " ".join(filter(None, (visit.unit.name, visit.group))),
        visit.household.label if visit.household else visit.whom, "、".join(one.people), visit.home.name,
        shown.methods(visit), str(visit.households or ""), str(visit.needy or ""), "\n".join(found.title for found in one.found),
        "\n".join(found.state for found in one.found),
    ]  # fmt: skip


def lines(rows: Iterable[Line]) -> list[list[str]]:
    """The lines of the ledger."""
    return [line(one) for one in rows]
