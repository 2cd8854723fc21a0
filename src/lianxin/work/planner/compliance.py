"""走访安排的设置 of the compliance page: how many days a month and groups a day a village should have to receive."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.planner.models import ReceivingLimit

SETTING = "planner.receiving"
#: of some twenty-two working days a month: a limit above it limits nothing
MOST_DAYS = 15


def value_of(days: int, groups: int) -> str:
    """每月 3 天，每天 2 批."""
    return _("每月 %(days)s 天，每天 %(groups)s 批") % {"days": days, "groups": groups}


def breaches_of(days: int) -> tuple[Breach, ...]:
    """A limit so high that a village receives somebody on most of its working days."""
    return (Breach("JF-6", _("上限高到村里大半的工作日都在接待")),) if days > MOST_DAYS else ()


def read(by: Actor, on: date) -> Iterator[Reading]:
    """The limit of each unit, in its latest version."""
    latest: dict[int, ReceivingLimit] = {}
    mine = within("unit_path", by.own_path) | Q(unit_path__in=ancestors(by.own_path))
    for one in ReceivingLimit.objects.filter(mine, since__lte=on).order_by("since", "pk"):
        latest[one.unit_id] = one
    for one in latest.values():
        yield Reading(
            f"limit-{one.unit_id}", _("村里接待上限"), value_of(one.days, one.groups), breaches_of(one.days),
            on=one.since, unit_path=one.unit_path, page="planner:burden",
        )  # fmt: skip


setting(
    SETTING, gettext_lazy("走访接待上限"), rules=("BAN-4", "JF-6"), read=read,
    verdict=gettext_lazy("排走访时提醒哪个村已经接待得多了，劝人换个日子。"),
)  # fmt: skip
