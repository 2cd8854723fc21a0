"""志愿服务的指标: declarations only. Of units, never of persons; without better or worse (JF-2, JF-3)."""

from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Sum
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.volunteers.models import Serving, Shift, Team
from lianxin.work.volunteers.terms import VIEW, ShiftStatus

GROUP = _("志愿服务")


def teams() -> PlacedQuerySet:
    """All teams."""
    return Team.objects.all()


def shifts() -> PlacedQuerySet:
    """All shifts."""
    return Shift.objects.all()


def servings() -> PlacedQuerySet:
    """Who came: one row per member and shift."""
    return Serving.objects.all()


founded = Count(
    code="volunteer.teams", label=_("新组建志愿服务队"), of=teams, dated="founded_on", to_open=VIEW, group=GROUP,
    measure=_("支"), basis=_("组建日期在本期内的志愿服务队，后来撤销的也计。"),
)  # fmt: skip
held = Count(
    code="volunteer.shifts", label=_("志愿服务"), of=shifts, dated="on", to_open=VIEW, group=GROUP, measure=_("次"),
    where=Q(status=ShiftStatus.HELD), basis=_("日期在本期内、已经登记签到的志愿服务班次和活动，按次计。"),
)  # fmt: skip
_served = partial(Count, of=servings, dated="on", to_open=VIEW, group=GROUP, where=Q(hours__isnull=False))
came = _served(
    code="volunteer.servings", label=_("志愿者参加人次"), measure=_("人次"),
    basis=_("日期在本期内、签到表上登记到场的队员，一人一次计一人次；只报了名的不计。"),
)  # fmt: skip
hours = Sum(
    code="volunteer.hours", label=_("志愿服务时长"), over=came, measured="hours", measure=_("小时"), group=GROUP, places=1,
    basis=_("本期签到表上登记的小时数之和，由每次签到相加，没有单独填写的总数。"),
)  # fmt: skip

register(founded, held, came, hours)
