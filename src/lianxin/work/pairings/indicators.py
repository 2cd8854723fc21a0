"""挂钩结对的指标: declarations only. Counts of links and of households, never of what somebody wrote down."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Rate, Stock
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.households.models import Household, Need
from lianxin.work.households.terms import VIEW as SEE_HOUSEHOLD
from lianxin.work.pairings.models import FieldPosting, Pairing
from lianxin.work.pairings.queries import paired
from lianxin.work.pairings.terms import VIEW, PairingKind

GROUP = _("挂钩结对")


def households() -> PlacedQuerySet:
    """All households of the register."""
    return Household.objects.all()


def pairings() -> PlacedQuerySet:
    """All links."""
    return Pairing.objects.all()


def postings() -> PlacedQuerySet:
    """All postings to the field."""
    return FieldPosting.objects.all()


def in_need(on: date) -> Q:
    """Condition on a household: in the register and in need on that day."""
    valid = Q(valid_to=None) | Q(valid_to__gt=on)
    return valid & Q(valid_from__lte=on) & Q(Exists(Need.objects.standing(on).filter(household=OuterRef("pk"))))


def has_somebody(on: date) -> Q:
    """The same, and somebody is linked to it."""
    return in_need(on) & Q(paired(on))


def holds(on: date) -> Q:
    """Condition on a link or a posting: it holds on that day."""
    return (Q(until=None) | Q(until__gte=on)) & Q(since__lte=on)


needy = Stock(
    code="pairing.needy_households", label=_("在册困难户"), of=households, standing=in_need, to_open=SEE_HOUSEHOLD,
    group=GROUP, measure=_("户"), basis=_("期末在户册内、记为困难户且没有到期的户。"),
)  # fmt: skip
covered = Stock(
    code="pairing.covered_households", label=_("有人联系的困难户"), of=households, standing=has_somebody,
    to_open=SEE_HOUSEHOLD, group=GROUP, measure=_("户"),
    basis=_("期末在册困难户中，当日有人包户或者包保的户，几个人联系同一户算一户。"),
)  # fmt: skip
coverage_rate = Rate(
    code="pairing.coverage_rate", label=_("困难户联系率"), part=covered, whole=needy, better="high", group=GROUP,
    basis=_("期末有人联系的困难户 ÷ 期末在册困难户。"),
)  # fmt: skip
villages = Stock(
    code="pairing.village_links", label=_("挂钩村（社区）的联系"), of=pairings, standing=holds, to_open=VIEW, group=GROUP,
    measure=_("个"), where=Q(kind=PairingKind.VILLAGE), basis=_("期末有效的挂钩村、社区联系，按联系计，算在被联系的村、社区。"),
)  # fmt: skip
out = Stock(
    code="pairing.field_postings", label=_("在岗下派人员"), of=postings, standing=holds, to_open=VIEW, group=GROUP,
    measure=_("人"), basis=_("期末没有结束的下派，按派到的地方计；请假的仍在内。"),
)  # fmt: skip
register(needy, covered, coverage_rate, villages, out)
