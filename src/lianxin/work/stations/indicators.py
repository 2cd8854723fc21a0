"""工作站的指标: declarations only. How many stand is counted from the register; hours and entries are no figures (JF-3)."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Stock
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.stations.models import Station
from lianxin.work.stations.terms import VIEW, StationKind

GROUP = _("群众工作站")


def main_stations() -> PlacedQuerySet:
    """All 总站."""
    return Station.objects.filter(kind=StationKind.MAIN)


def stations() -> PlacedQuerySet:
    """All 站."""
    return Station.objects.filter(kind=StationKind.STATION)


def _standing_on(day: date) -> Q:
    return Q(opened_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


mains = Stock(
    code="station.mains", label=_("群众工作总站"), of=main_stations, standing=_standing_on, to_open=VIEW, group=GROUP,
    measure=_("个"), basis=_("期末已设立、尚未撤销的群众工作总站，由名册数出。"),
)  # fmt: skip
posts = Stock(
    code="station.stations", label=_("群众工作站"), of=stations, standing=_standing_on, to_open=VIEW, group=GROUP,
    measure=_("个"), basis=_("期末已设立、尚未撤销的村、社区群众工作站，由名册数出。"),
)  # fmt: skip
opened = Count(
    code="station.opened", label=_("新设立群众工作站"), of=stations, dated="opened_on", to_open=VIEW, group=GROUP,
    measure=_("个"), basis=_("设立日期在本期内的村、社区群众工作站。"),
)  # fmt: skip

register(mains, posts, opened)
