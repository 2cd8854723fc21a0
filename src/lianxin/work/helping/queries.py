"""帮扶的读法: plans with their progress, what one owes, funds by source, the four ones of an official."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person, Posting
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.helping.models import (
    FundQuerySet,
    HelpEntry,
    HelpFund,
    HelpItem,
    HelpPlan,
    HelpPlanQuerySet,
    HelpTask,
    VillageProject,
)
from lianxin.work.helping.terms import PLAN, VIEW, HelpKind, One, ProjectKind
from lianxin.work.households.models import Household, HouseholdQuerySet


def plans(by: Actor) -> HelpPlanQuerySet:
    """Plans that this actor may see, with how many items they have and how many of them are finished."""
    kept = Q(items__dropped_on=None, items__isnull=False)
    found: HelpPlanQuerySet = HelpPlan.objects.reachable(by=by, to=VIEW).select_related(
        "unit", "home", "household", "person"
    )
    return found.annotate(
        total=Count("items", filter=kept, distinct=True),
        finished=Count("items", filter=kept & Q(items__finished_on__isnull=False), distinct=True),
    )


def items_of(plan: HelpPlan) -> "QuerySet[HelpItem]":
    """The items of a plan, with what was given, their entries fetched along."""
    return HelpItem.objects.with_actual().filter(plan=plan).prefetch_related("entries__person").order_by("pk")


def tasks_due(by: Actor, until: date) -> "QuerySet[HelpTask]":
    """Tasks that this person has not done, due by that day; the most urgent first."""
    if by.person_id is None:
        return HelpTask.objects.none()
    found = HelpTask.objects.filter(owner_id=by.person_id, done_on=None, due_on__lte=until, goal__plan__ended_on=None)
    return found.select_related("goal__plan__unit", "goal__plan__household").order_by("due_on", "pk")


def funds(by: Actor) -> FundQuerySet:
    """Funds that this actor may see, the latest first, those that were voided among them."""
    found: FundQuerySet = HelpFund.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit", "home", "project", "plan__household").order_by("-on", "-pk")


def sums_by_source(found: FundQuerySet) -> list[tuple[str, int, int]]:
    """Source, how many entries, how many yuan, of those that stand; the largest sum first."""
    rows = found.standing().order_by().values("source").annotate(n=Count("pk"), yuan=Sum("amount_yuan"))
    return sorted(((row["source"], row["n"], row["yuan"]) for row in rows), key=lambda row: (-row[2], row[0]))


def total_yuan(found: FundQuerySet) -> int:
    """The yuan of those that stand: the sum of the entries, 0 of none."""
    return int(found.standing().order_by().aggregate(yuan=Sum("amount_yuan"))["yuan"] or 0)


def projects(by: Actor) -> PlacedQuerySet:
    """Projects that this actor may see: those still open first, then the latest, with their funds' sum."""
    found = VillageProject.objects.reachable(by=by, to=VIEW).select_related("unit", "home", "person")
    found = found.annotate(yuan=Sum("funds__amount_yuan", filter=Q(funds__voided_on=None)))
    return found.order_by(F("closed_on").desc(nulls_first=True), "-applied_on", "-pk")


def without_plan(by: Actor, on: date) -> HouseholdQuerySet:
    """困难户 that this actor may plan for and that have no standing plan: households, in the order of the register."""
    has_plan = Exists(HelpPlan.objects.standing(on).filter(household=OuterRef("pk")))
    found = Household.objects.seen_by(by, on).valid(on).in_need(on).filter(~has_plan)
    return found.select_related("unit").order_by("unit_path", "place_key", "pk") if by.has(PLAN) else found.none()


def plan_words(households: Sequence[int], on: date) -> Mapping[int, str]:
    """帮扶计划 in the ledger of households in need: how many items of the standing plan are finished."""
    kept = Q(items__dropped_on=None, items__isnull=False)
    rows = (
        HelpPlan.objects.standing(on)
        .filter(household__in=households)
        .values_list("household_id")
        .annotate(
            n=Count("items", filter=kept & Q(items__added_on__lte=on)),
            done=Count("items", filter=kept & Q(items__finished_on__lte=on)),
        )
    )
    return {pk: _("已完成 %(done)s/%(total)s 项") % {"done": done, "total": total} for pk, total, done in rows}


@dataclass(frozen=True)
class OneDone:
    """四个一 of which one: the record that stands behind it, or nothing yet."""

    one: One
    on: date | None = None
    what: str = ""
    record: HelpItem | HelpPlan | VillageProject | None = None

    @property
    def label(self) -> str | Promise:
        return self.one.label

    @property
    def is_done(self) -> bool:
        return self.on is not None


@dataclass
class Four:
    """四个一 of one person in a period, each with the first record that fulfils it."""

    person: Person
    ones: dict[str, OneDone] = field(default_factory=lambda: {one.value: OneDone(one) for one in One})

    @property
    def lines(self) -> list[OneDone]:
        return list(self.ones.values())

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.ones.values())

    def fulfil(self, one: One, on: date, what: str, record: HelpItem | HelpPlan | VillageProject) -> None:
        """Keep the earliest record."""
        known = self.ones[one.value].on
        if known is None or on < known:
            self.ones[one.value] = OneDone(one, on, what, record)


def four_ones(persons: Iterable[Person], first: date, last: date) -> list[Four]:
    """四个一 (M125): computed from records between those days, never ticked; two statements for all persons.

    一门实用技术: an entry of technical service. 一个致富项目: one's income project was begun. 一件公益事业: one's public
    works project was finished, or an entry of public works. 一户困难群众: an entry in a household's plan that one answers for.
    """
    found = {person.pk: Four(person) for person in persons}
    for entry in _entries(found, first, last):
        _count_entry(found, entry)
    for project in _projects(found, first, last):
        four = found[project.person_id]
        if project.kind == ProjectKind.INCOME and project.begun_on and first <= project.begun_on <= last:
            four.fulfil(One.PROJECT, project.begun_on, project.title, project)
        if project.kind == ProjectKind.WORKS and project.finished_on and first <= project.finished_on <= last:
            four.fulfil(One.DEED, project.finished_on, project.title, project)
    return list(found.values())


def _entries(persons: Collection[int], first: date, last: date) -> "QuerySet[HelpEntry]":
    mine = Q(person__in=persons) | Q(item__plan__person__in=persons)
    found = HelpEntry.objects.filter(mine, voided_on=None, on__range=(first, last))
    return found.select_related("item__plan__household", "item__unit").order_by("on", "pk")


def _count_entry(found: Mapping[int, Four], entry: HelpEntry) -> None:
    item, plan = entry.item, entry.item.plan
    what = f"{item.get_kind_display()} {item.item}"
    if four := found.get(entry.person_id):
        if item.kind == HelpKind.TECHNIQUE:
            four.fulfil(One.SKILL, entry.on, what, item)
        if item.kind == HelpKind.PUBLIC_WORKS:
            four.fulfil(One.DEED, entry.on, what, item)
    if plan.household is not None and (four := found.get(plan.person_id)):
        four.fulfil(One.HOUSEHOLD, entry.on, plan.household.label, plan)


def _projects(persons: Collection[int], first: date, last: date) -> "QuerySet[VillageProject]":
    dated = Q(begun_on__range=(first, last)) | Q(finished_on__range=(first, last))
    return VillageProject.objects.filter(dated, person__in=persons).order_by("applied_on", "pk")


def colleagues(unit_path: str, on: date) -> list[Person]:
    """Those posted in this very unit on that day, by name; never by what they have done."""
    posted = Posting.objects.valid(on).filter(unit__path=unit_path).values("person_id")
    return list(Person.objects.filter(pk__in=posted, is_active=True).order_by("name", "pk"))
