"""户与困难户的指标: households in the register, households in need on a day. Counts of doors, never of visits to them."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from lianxin.base.indicators.kinds import Count, Stock
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.households.models import Household, Need
from lianxin.work.households.terms import VIEW

GROUP, HOUSEHOLDS = _("困难群众"), _("户")
DATES = (gettext_noop("起"),)  # the names of the dates, as the page of definitions shows them


def households() -> PlacedQuerySet:
    """All households."""
    return Household.objects.all()


def needs() -> PlacedQuerySet:
    """All needs."""
    return Need.objects.all()


def _in_register(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def _standing(day: date) -> Q:
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


registered = Stock(
    code="household.registered", label=_("在册户数"), basis=_("期末在户册上的户，已离册的不计。"), of=households, to_open=VIEW,
    standing=_in_register, measure=HOUSEHOLDS, group=GROUP,
)  # fmt: skip
in_need = Stock(
    code="household.in_need", label=_("困难户"), basis=_("期末记为困难户、还没有结束的户，一户只计一次；已到期清除内容的照计当时的户数。"),
    of=needs, to_open=VIEW, standing=_standing, measure=HOUSEHOLDS, group=GROUP,
)  # fmt: skip
newly_in_need = Count(
    code="household.newly_in_need", label=_("新记困难户"), basis=_("起始日期在本期内的困难户。"), of=needs, dated="since", to_open=VIEW,
    measure=HOUSEHOLDS, group=GROUP,
)  # fmt: skip
register(registered, in_need, newly_in_need)
