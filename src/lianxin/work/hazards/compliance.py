"""隐患点的设置 of the compliance page: every how many days a thing is looked at."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.work.hazards.models import Hazard
from lianxin.work.hazards.terms import VIEW


def read(by: Actor, on: date) -> Iterator[Reading]:
    """How many points are looked at every how many days; one statement."""
    found = Hazard.objects.reachable(by=by, to=VIEW).standing().order_by()
    for row in found.values("check_days").annotate(n=Count("pk")).order_by("check_days"):
        words = _("每 %(days)s 天查一次") % {"days": row["check_days"]}
        yield Reading(f"days-{row['check_days']}", words, _("%(n)s 处") % {"n": row["n"]}, page="hazards:index")


setting(
    "hazards.interval", gettext_lazy("隐患点检查间隔"), rules=("BAN-1", "BAN-4", "JF-1"), read=read,
    verdict=gettext_lazy("安全检查看的是东西：只记查没查、有没有变化，不记人在哪里，不要照片。"),
)  # fmt: skip
