"""提醒阶梯的设置 of the compliance page: who is reminded when; a reminder asks nobody for a report."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.work.supervision.models import LadderStep


def read(by: Actor, on: date) -> Iterator[Reading]:
    """Each step in its newest version; one statement."""
    seen: set[str] = set()
    for one in LadderStep.objects.filter(valid_from__lte=on).order_by("code", "-version"):
        if one.code not in seen and one.enabled:
            value = _("%(since)s %(days)s 天，提醒%(told)s") % {
                "since": one.get_since_display(), "days": one.days, "told": one.get_told_display(),
            }  # fmt: skip
            yield Reading(one.code, one.label, value, on=one.valid_from, page="supervision:ladder")
        seen.add(one.code)


setting(
    "supervision.ladder", gettext_lazy("提醒阶梯"), rules=("BAN-4", "JF-8"), read=read,
    verdict=gettext_lazy("提醒的是快到期、已过期的事，不要求另外写说明材料。"),
)  # fmt: skip
