"""勿扰时段的试算 on last month's reminders: how many would have been given later."""

from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.clocks import quiet
from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.kinds import Told, Value, tries
from lianxin.work.supervision.models import Reminder


@tries(quiet.KIND)
def held_back(key: str, value: Value, month: tuple[date, date], by: Actor, today: date) -> list[Told]:
    """上个月给出的提醒: how many were given in what would be the quiet hours."""
    if key != quiet.REMINDERS:
        return []
    given = list(Reminder.objects.filter(given_at__date__range=month).order_by().values_list("given_at", flat=True))
    waiting = sum(quiet.is_quiet(key, at, value) for at in given)
    return [
        Told(
            _("上个月给出提醒 %(all)s 条，其中 %(n)s 条在勿扰时段，要等过了再给。") % {"all": len(given), "n": waiting}
        )
    ]
