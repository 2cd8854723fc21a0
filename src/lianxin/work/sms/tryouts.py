"""勿扰时段的试算 on last month's messages: how many would have waited."""

from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.clocks import quiet
from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.kinds import Told, Value, tries
from lianxin.work.sms.models import Sms


@tries(quiet.KIND)
def held_back(key: str, value: Value, month: tuple[date, date], by: Actor, today: date) -> list[Told]:
    """上个月告知群众的: how many came up in the quiet hours, and would have gone out later."""
    if key != quiet.RESIDENTS:
        return []
    made = list(Sms.objects.filter(made_at__date__range=month).order_by().values_list("made_at", flat=True))
    waiting = sum(quiet.is_quiet(key, at, value) for at in made)
    return [
        Told(_("上个月告知群众 %(all)s 次，其中 %(n)s 次在勿扰时段，要等过了再发。") % {"all": len(made), "n": waiting})
    ]
