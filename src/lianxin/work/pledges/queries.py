"""公开承诺的读法: what waits for whom, what the board shows, how the residents rate, who has not signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.bands import wilson
from lianxin.work.concerns.terms import Satisfaction
from lianxin.work.pledges.models import (
    Letter,
    LetterQuerySet,
    Pledge,
    PledgeItem,
    PledgeItemQuerySet,
    PledgeQuerySet,
    PledgeRating,
    PracticalHelp,
    PracticalQuerySet,
    Scan,
    Signing,
)
from lianxin.work.pledges.terms import (
    APPRAISE,
    APPROVE,
    MAKE,
    PUBLISH,
    SIGN,
    VIEW,
    ItemResult,
    LetterStatus,
    PledgeStatus,
    PracticalStatus,
)  # fmt: skip

AHEAD = timedelta(days=3)  # so long before its day an item is spoken of
LEAST = 5  # fewer ratings give no figure (security.md T2; rules.md §3.5)
WAITS = {PledgeStatus.SUBMITTED: APPROVE, PledgeStatus.APPROVED: PUBLISH, PledgeStatus.PRACTISED: APPRAISE}


def pledges(by: Actor) -> PledgeQuerySet:
    """承诺 that the actor may see, with their unit, newest year first."""
    found: PledgeQuerySet = Pledge.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit").order_by("-year", "unit_path", "pk")


def with_counts(found: PledgeQuerySet, today: date) -> PledgeQuerySet:
    """Each with how many items it has, how many are fulfilled, how many are late; without those withdrawn."""
    standing = ~Q(items__result=ItemResult.WITHDRAWN)
    return found.annotate(
        items_count=Count("items", filter=standing),
        fulfilled_count=Count("items", filter=Q(items__result=ItemResult.FULFILLED)),
        late_count=Count("items", filter=Q(items__result=ItemResult.OPEN, items__due_on__lt=today)),
    )


def to_do(by: Actor, today: date) -> PledgeQuerySet:
    """要我办的承诺, in one statement: to approve, to publish or to appraise in one's unit and below; of one's own unit also
    those of which an item falls due within three days or is late, so that its result is reported (`next_due`)."""
    due = Q(pk__in=())
    for status, permission in WAITS.items():
        if by.may_at(permission, by.own_path):
            due |= Q(status=status) & within("unit_path", by.own_path)
    if by.is_person:  # nobody approves his own
        due &= ~Q(status=PledgeStatus.SUBMITTED, person_id=by.person_id, person__isnull=False)
    if by.may_at(MAKE, by.own_path):
        due |= Q(status=PledgeStatus.PUBLISHED, unit_path=by.own_path, next_due__lte=today + AHEAD)
    next_due = Min("items__due_on", filter=Q(items__result=ItemResult.OPEN))
    return pledges(by).annotate(next_due=next_due).filter(due).order_by("status", "next_due", "pk")


@dataclass(frozen=True)
class Rated:
    """群众评价: how many, and of five and more between which two percentages the satisfied lie; never a single answer."""

    total: int
    low: int = 0
    high: int = 0

    @property
    def is_told(self) -> bool:
        return self.total >= LEAST


def rated(pledges: Iterable[Pledge]) -> dict[int, Rated]:
    """The ratings of several pledges, in one statement."""
    counts: dict[int, dict[str, int]] = {}
    found = PledgeRating.objects.filter(pledge__in=[one.pk for one in pledges])
    for key, rating, number in found.values_list("pledge_id", "rating", "number"):
        counts.setdefault(key, {})[rating] = number
    return {key: _rated(numbers) for key, numbers in counts.items()}


def _rated(numbers: dict[str, int]) -> Rated:
    total = sum(numbers.values())
    if total < LEAST:
        return Rated(total)
    low, high = wilson(total - numbers.get(Satisfaction.DISSATISFIED, 0), total)
    return Rated(total, int(low * 100), min(100, int(high * 100) + 1))


def board(year: int, unit: Unit | None = None) -> PledgeQuerySet:
    """公示栏 of a year: everybody's, by unit; those withdrawn after the publishing stand there as such."""
    found = Pledge.objects.on_board().filter(year=year)
    if unit is not None:
        found = found.filter(within("unit_path", unit.path))
    items = PledgeItem.objects.prefetch_related("progress", "changes")
    return found.select_related("unit").prefetch_related(Prefetch("items", items)).order_by("unit_path", "name", "pk")


def public_pledge(code: str) -> Pledge | None:
    """One pledge as everybody may read it; None where it was never published."""
    found = Pledge.objects.on_board().filter(code=code).select_related("unit")
    return found.prefetch_related("items__progress", "items__changes").first()


def years() -> list[int]:
    """The years of which anything stands on the board, newest first."""
    found = Pledge.objects.on_board().order_by().values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)


def public_name(pledge: Pledge) -> str:
    """Who promises, for everybody: a unit by its name, a person by post and name only with his consent (M208)."""
    if not pledge.is_personal:
        return pledge.unit.name
    return pledge.who if pledge.consented_on is not None else ""


@dataclass(frozen=True)
class Completion:
    """承诺完成情况: of the items due by a day, how many were kept, in part, not at all, and have no result yet."""

    due: int
    fulfilled: int
    partly: int
    broken: int
    still_open: int
    later: int


def completion(units: Sequence[Unit], first: date, last: date) -> dict[int, Completion]:
    """公开承诺是否完成 of each unit (itself, not below), by its key, in one statement; units without promises are left out.

    Counted are the standing items that fall due in the time; those due after `last` are `later`.
    """
    of = {unit.path: unit.pk for unit in units}
    inside = Q(due_on__lte=last)
    found = PledgeItem.objects.standing().filter(unit_path__in=of, due_on__gte=first, due_on__year=last.year)
    rows = found.order_by().values("unit_path").annotate(
        due=Count("pk", filter=inside),
        later=Count("pk", filter=~inside),
        **{result.value: Count("pk", filter=inside & Q(result=result)) for result in ItemResult},
    )  # fmt: skip
    return {
        of[row["unit_path"]]: Completion(
            row["due"], row["fulfilled"], row["partly"], row["broken"], row["open"], row["later"]
        )
        for row in rows
    }


def items_behind(unit: Unit, by: Actor, first: date, last: date) -> PledgeItemQuerySet:
    """The very items that `completion` counted of one unit as due, as far as the actor may see them."""
    found: PledgeItemQuerySet = PledgeItem.objects.standing().reachable(by=by, to=VIEW)
    found = found.filter(unit_path=unit.path, due_on__range=(first, last))
    return found.select_related("pledge", "pledge__unit").order_by("due_on", "pk")


def of_station(unit: Unit, on: date) -> list[str]:
    """本站的承诺 for the notice board: who promises what by when, and what came of it."""
    found = PledgeItem.objects.standing().filter(unit_path=unit.path, pledge__year=on.year)
    lines = []
    for item in found.select_related("pledge", "pledge__unit").order_by("pledge_id", "number"):
        who = public_name(item.pledge)
        mark = "" if item.result == ItemResult.OPEN else f"（{item.get_result_display()}）"
        head = f"{who}：" if who and item.pledge.is_personal else ""
        lines.append(f"{head}{item.what}，{item.due_on.month}月{item.due_on.day}日前{mark}")
    return lines


def practical(by: Actor) -> PracticalQuerySet:
    """实事 that the actor may see."""
    found: PracticalQuerySet = PracticalHelp.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit", "promiser").order_by("-year", "due_on", "pk")


def practical_public(year: int) -> PracticalQuerySet:
    """实事 of a year for everybody."""
    found: PracticalQuerySet = PracticalHelp.objects.standing().filter(year=year)
    return found.select_related("unit", "promiser").prefetch_related("steps").order_by("due_on", "pk")


def practical_years() -> list[int]:
    """The years in which anything was promised, newest first."""
    found = PracticalHelp.objects.standing().order_by().values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)


def money(found: Iterable[PracticalHelp]) -> dict[str, int]:
    """Of those given: how many, done, late by state, and the money planned and spent, in yuan."""
    rows = list(found)
    return {
        "all": len(rows),
        "done": sum(one.status == PracticalStatus.DONE for one in rows),
        "planned_yuan": int(sum(one.planned_yuan or 0 for one in rows)),
        "spent_yuan": int(sum(one.spent_yuan or 0 for one in rows)),
    }


def letters(by: Actor) -> LetterQuerySet:
    """责任书 that the actor may see, each with how many were asked and how many signed, of those he may see."""
    found: LetterQuerySet = Letter.objects.reachable(by=by, to=VIEW)
    seen = Q(signings__in=Signing.objects.reachable(by=by, to=VIEW).asked())
    return found.select_related("unit").annotate(
        asked_count=Count("signings", filter=seen),
        signed_count=Count("signings", filter=seen & Q(signings__signed_on__isnull=False)),
    ).order_by("-year", "-pk")  # fmt: skip


@dataclass(frozen=True)
class Branch:
    """一支: a party and how many below it, itself included, have to sign and have signed."""

    signing: Signing
    asked: int
    signed: int

    @property
    def unsigned(self) -> int:
        return self.asked - self.signed


def tree(letter: Letter, by: Actor) -> list[Signing]:
    """Every party that the actor may see, superiors before their branches, in one statement."""
    found = Signing.objects.reachable(by=by, to=VIEW).filter(letter=letter)
    scanned = Exists(Scan.objects.filter(signing=OuterRef("pk")))
    return list(
        found.select_related("unit", "above__unit").annotate(has_scan=scanned).order_by("unit_path", "name", "pk")
    )


def branches(signings: Sequence[Signing]) -> list[Branch]:
    """按支: the parties right under the issuer, each with what stands open in its branch (M209)."""
    tops = [one for one in signings if one.above_id is None]
    rest = [one for one in signings if one.asked_on is not None and one.released_on is None]
    found = []
    for top in tops:
        inside = narrowed(rest, Branch(top, 0, 0), everybody=True)
        found.append(Branch(top, len(inside), sum(one.signed_on is not None for one in inside)))
    return found


def narrowed(signings: Sequence[Signing], branch: Branch | None, *, everybody: bool) -> list[Signing]:
    """Those who have not signed, or everybody; of one branch, if it is named."""
    found = [one for one in signings if everybody or (one.signed_on is None and one.released_on is None)]
    if branch is None:
        return found
    top = branch.signing
    return [one for one in found if one.pk == top.pk or (not top.name and is_within(one.unit_path, top.unit_path))]


def depths(signings: Sequence[Signing]) -> dict[int, int]:
    """How deep each party stands below the issuer, without asking the tables again."""
    above = {one.pk: one.above_id for one in signings}
    found: dict[int, int] = {}
    for key in above:
        depth, here = 0, above[key]
        while here is not None and here in above and depth < 9:
            depth, here = depth + 1, above[here]
        found[key] = depth
    return found


def to_sign(by: Actor, *, reminded: bool = False) -> "QuerySet[Signing]":
    """要我签的: by name, or as the unit of my post where I may sign for it; in one statement."""
    mine = Q(person_id=by.person_id) if by.is_person else Q(pk__in=())
    if by.own_path and by.may_at(SIGN, by.own_path):
        mine |= Q(unit_path=by.own_path, name="")
    found = Signing.objects.unsigned().filter(mine, letter__status=LetterStatus.OPEN)
    if reminded:
        found = found.filter(reminded_on__isnull=False)
    return found.select_related("letter", "letter__unit").order_by("letter__due_on", "pk")


def party_above(signing: Signing, letter: Letter) -> str:
    """甲方: with whom this party signs."""
    return signing.above.unit.name if signing.above else letter.unit.name


def missing_units(letter: Letter, kinds: Iterable[str], today: date) -> "QuerySet[Unit]":
    """下级单位 of some kinds that are not on the letter's list yet."""
    known = letter.signings.filter(name="").values("unit_id")
    found = Unit.objects.valid(today).under(letter.unit).filter(kind__in=list(kinds))
    return found.exclude(pk__in=known).exclude(pk=letter.unit_id).order_by("path")
