"""工作日的设置 of the compliance page: how many days a month, one confirmation for a whole station (JF-4)."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.work.workdays.models import WorkdayRule

SETTING = "workdays.rule"
#: oftener than once a week, and a station confirms something almost every day
MOST_DAYS = 5


def value_of(days: Collection[int]) -> str:
    """每月 5、15、25 日."""
    return _("每月 %(days)s 日") % {"days": "、".join(map(str, days))}


def breaches_of(days: Collection[int]) -> tuple[Breach, ...]:
    """More days a month than weeks."""
    return (Breach("BAN-4", _("每月 %(n)s 天，多过每周一次") % {"n": len(days)}),) if len(days) > MOST_DAYS else ()


def read(by: Actor, on: date) -> Iterator[Reading]:
    """The version in force."""
    for one in WorkdayRule.objects.filter(valid_from__lte=on).order_by("-valid_from")[:1]:
        days = [int(part) for part in one.days.split(",")]
        value = value_of(days) + _("；一站一次确认，%(n)s 个工作日内") % {"n": one.confirm_days}
        yield Reading(
            f"version-{one.version}", _("工作日规则"), value, breaches_of(days), one.decided_by, one.decided_on,
            page="workdays:index",
        )  # fmt: skip


setting(
    SETTING, gettext_lazy("工作日和到岗确认"), rules=("BAN-1", "BAN-4", "JF-4"), read=read,
    verdict=gettext_lazy("一个站一次确认，只记谁不在；不签到，没有上下班时间。"),
)  # fmt: skip
