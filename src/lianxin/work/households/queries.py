"""户与困难户的读法: who sees and opens what, who is in need, what falls due, what will be erased."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.households.models import Household, HouseholdQuerySet, Need
from lianxin.work.households.terms import EDIT, OPEN, VIEW


def seen_by(by: Actor, on: date) -> HouseholdQuerySet:
    """The households of the register whose line (code, group, door) this actor may see on that day."""
    return Household.objects.seen_by(by, on).valid(on)


def open_to(by: Actor, on: date) -> HouseholdQuerySet:
    """The households whose particulars this actor may open: `household.open` there, or entrusted to his person."""
    return Household.objects.open_to(by, on).valid(on)


def may_see(household: Household, by: Actor, on: date) -> bool:
    """The same as `seen_by`, asked of one."""
    return by.may(VIEW, household) or _is_entrusted(household, by, on)


def may_open(household: Household, by: Actor, on: date) -> bool:
    """The same as `open_to`, asked of one."""
    return by.may(OPEN, household) or _is_entrusted(household, by, on)


def _is_entrusted(household: Household, by: Actor, on: date) -> bool:
    if by.person_id is None:
        return False
    return Household.objects.filter(pk=household.pk).entrusted_to(by.person_id, on).exists()


def in_need(on: date) -> HouseholdQuerySet:
    """困难户 on that day, everywhere: narrow it by `seen_by` or `reachable` before anything is shown."""
    return Household.objects.valid(on).in_need(on)


def need_of(household: Household, on: date) -> Need | None:
    """The need in which the household stands on that day."""
    return Need.objects.standing(on).filter(household=household).first()


def reviews_due(by: Actor, until: date) -> "QuerySet[Need]":
    """Needs whose review has come by that day, in the register that this actor keeps; the longest due first."""
    found = Need.objects.reachable(by=by, to=EDIT).review_due(until).select_related("household", "unit")
    return found.order_by("review_on", "pk")


@dataclass(frozen=True)
class UnitLine:
    """一村: how many households are in its register, how many of them in need."""

    unit: Unit
    households: int
    in_need: int


def by_unit(by: Actor, on: date) -> list[UnitLine]:
    """The registers that this actor sees, by unit: two statements and one for the names."""
    seen = seen_by(by, on).order_by()
    total = dict(seen.values_list("unit_id").annotate(n=Count("pk")))
    needy = dict(seen.in_need(on).values_list("unit_id").annotate(n=Count("pk")))
    units = Unit.objects.filter(pk__in=total).order_by("path")
    return [UnitLine(unit, total[unit.pk], needy.get(unit.pk, 0)) for unit in units]


def needs_seen(by: Actor, on: date) -> "QuerySet[Need]":
    """困难户台账 as it stood on that day, of the households that this actor sees; in the order of the register."""
    households = Household.objects.seen_by(by, on)
    found = Need.objects.standing(on).filter(household__in=households.order_by().values("pk"))
    return found.select_related("household", "unit").order_by("unit_path", "household__place_key", "household_id")


def erasable(by: Actor, on: date) -> tuple["QuerySet[Need]", HouseholdQuerySet]:
    """What `erase_expired` would empty on that day: needs and households whose time is over."""
    needs = Need.objects.reachable(by=by, to=EDIT).expired(on).select_related("household", "unit")
    gone = Household.objects.reachable(by=by, to=EDIT).expired(on).select_related("unit")
    return needs.order_by("keep_until", "pk"), gone.order_by("keep_until", "pk")
