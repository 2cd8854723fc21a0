"""年度限额 of the compliance page: how many documents and meetings a unit may have in a year (JF-9, F105)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.documents.models import YearBudget
from lianxin.reports.documents.terms import VIEW


def readings(by: Actor, on: date) -> Iterator[Reading]:
    """The budgets of this year, each kind of unit."""
    for one in YearBudget.objects.reachable(by=by, to=VIEW).filter(year=on.year).select_related("unit"):
        no_limit = _("不限")
        value = _("公文 %(documents)s 件，会议 %(meetings)s 次") % {
            "documents": no_limit if one.documents is None else one.documents,
            "meetings": no_limit if one.meetings is None else one.meetings,
        }  # fmt: skip
        name = f"{one.unit.name} {one.get_unit_kind_display()} {one.year}"
        yield Reading(
            str(one.pk),
            name,
            value,
            by_name=one.set_by_name,
            on=one.set_on,
            unit_path=one.unit_path,
            page="documents:budget",
        )


setting(
    "documents.budget", gettext_lazy("公文和会议的年度限额"), rules=("JF-9",), read=readings,
    verdict=gettext_lazy("只有上限，没有下限：超过要写原因，少发少开不提醒、不考核。"),
)  # fmt: skip
