"""督查的设置 of the compliance page: how often a unit may be inspected, plans with and without an approval number."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.work.inspections.models import InspectionLimit
from lianxin.work.inspections.terms import VIEW, LimitPeriod

SETTING = "inspections.limit"
#: oftener than once a week in a month is no limit any more
MOST = {LimitPeriod.MONTH.value: 4, LimitPeriod.QUARTER.value: 8, LimitPeriod.YEAR.value: 24}


def value_of(per: str, most: int) -> str:
    """每月最多 2 次."""
    return _("每%(per)s最多 %(most)s 次") % {"per": LimitPeriod(per).label, "most": most}


def breaches_of(per: str, most: int) -> tuple[Breach, ...]:
    """A limit so high that it protects nobody (JF-8, 督查检查考核计划管理)."""
    if most <= MOST[LimitPeriod(per).value]:
        return ()
    return (Breach("JF-8", _("上限高到不起作用：%(value)s") % {"value": value_of(per, most)}),)


def read(by: Actor, on: date) -> Iterator[Reading]:
    """The limit of each unit and period, in its latest version; one statement."""
    latest: dict[tuple[int, str], InspectionLimit] = {}
    found = InspectionLimit.objects.reachable(by=by, to=VIEW).filter(since__lte=on).select_related("unit")
    for one in found.order_by("since", "pk"):
        latest[one.unit_id, one.per] = one
    for one in latest.values():
        yield Reading(
            f"limit-{one.unit_id}-{one.per}", one.unit.name, value_of(one.per, one.most), breaches_of(one.per, one.most),
            one.by_name, one.since, unit_path=one.unit_path, page="inspections:index",
        )  # fmt: skip


setting(
    SETTING, gettext_lazy("督查上限"), rules=("BAN-4", "JF-8"), read=read,
    verdict=gettext_lazy("没有批准文号的督查不能开始，到了上限不能再排；只看已有的记录，不要求另外报。"),
)  # fmt: skip
