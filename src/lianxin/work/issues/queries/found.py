"""归并出的组 as one viewer sees them: counted from the members that he may see, nothing else. M051, F117."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.likeness import Burst, burst
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import OPEN
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.issues.models import FoundMember, Issue, IssueMember, IssueRun
from lianxin.work.issues.terms import VIEW, RunState, Sort

FEWEST = 2  # fewer visible members are no group
SPAN = 28  # days of "now" in a burst; whole weeks, so that each span has the same weekdays
SPANS, WEEKS_AROUND = 6, 4
BARS = 12


@dataclass(frozen=True)
class GroupShown:
    """一组: its size and span, the places, the words that tie it, whether there are more of it than usual."""

    pk: int
    sort: Sort
    size: int
    open: int
    first: date
    last: date
    places: tuple[tuple[str, int], ...]
    units: int
    words: tuple[str, ...]
    burst: Burst
    bars: tuple[int, ...]
    concern_ids: tuple[int, ...]
    issue_id: int | None = None

    @property
    def name(self) -> str:
        """What it is called until somebody names it: the place and the words."""
        place = self.places[0][0] if self.sort == Sort.SAME_PLACE and self.places else ""
        return f"{place} {'、'.join(self.words[:3])}".strip()


def latest_run(by: Actor) -> IssueRun | None:
    """The last finished run whose scope holds the actor's unit."""
    return IssueRun.objects.filter(state=RunState.DONE, unit_path__in=ancestors(by.own_path)).first()


def found_groups(run: IssueRun, by: Actor, today: date, *, only: int | None = None) -> list[GroupShown]:
    """The groups of a run with at least two members that this actor may see, bursts first, then the largest.

    Two statements, however many groups there are.
    """
    seen = FoundMember.objects.filter(group__run=run, concern__in=_visible(by))
    if only is not None:
        seen = seen.filter(group=only)
    rows: Any = seen.values("group_id", "group__sort", "group__words", "words", "places", "concern_id", "concern__received_on",
                       "concern__status", "concern__unit_path").order_by("group_id", "concern_id")  # fmt: skip
    by_group: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_group[row["group_id"]].append(row)
    groups = {pk: members for pk, members in by_group.items() if len(members) >= FEWEST}
    issues = _issues_of(by, [row["concern_id"] for members in groups.values() for row in members])
    found = [_shown(pk, members, today, run.since, issues) for pk, members in groups.items()]
    return sorted(found, key=lambda one: (not one.burst.is_burst, -one.size, one.pk))


def one_group(run: IssueRun, pk: int, by: Actor, today: date) -> GroupShown | None:
    """One of them, or None where this actor sees too little of it."""
    return next(iter(found_groups(run, by, today, only=pk)), None)


def _visible(by: Actor) -> Any:
    return Concern.objects.reachable(by=by, to=SEE_CONCERN).standing().values("pk")


def _issues_of(by: Actor, concern_ids: list[int]) -> dict[int, int]:
    """Concern → the open issue that it is a member of, where this actor may see that issue."""
    seen = Issue.objects.reachable(by=by, to=VIEW).open().values("pk")
    found = IssueMember.objects.filter(concern_id__in=concern_ids, removed_at=None, issue__in=seen)
    return dict(found.order_by("pk").values_list("concern_id", "issue_id"))


def _shown(pk: int, rows: list[dict[str, Any]], today: date, since: date, issues: dict[int, int]) -> GroupShown:
    days = sorted(row["concern__received_on"] for row in rows)
    held = Counter(word for row in rows for word in set(row["words"]))
    words = tuple(word for word in rows[0]["group__words"] if held[word] >= FEWEST)
    places = Counter(place for row in rows for place in set(row["places"]))
    held_by = Counter(issues[row["concern_id"]] for row in rows if row["concern_id"] in issues)
    return GroupShown(
        pk, Sort(rows[0]["group__sort"]), len(rows), sum(row["concern__status"] in OPEN for row in rows), days[0], days[-1],
        tuple(sorted(places.items(), key=lambda one: (-one[1], one[0]))[:4]), len({row["concern__unit_path"] for row in rows}),
        words, burst_of(days, today, since), _months(days, today), tuple(row["concern_id"] for row in rows),
        next((issue for issue, n in held_by.most_common(1) if 2 * n >= len(rows)), None),
    )  # fmt: skip


def burst_of(days: list[date], today: date, since: date) -> Burst:
    """The last four weeks against the spans before and the same weeks of last year, as far as the window reaches."""

    def inside(last: date) -> int:
        return sum(last - timedelta(days=SPAN) < day <= last for day in days)

    def is_known(last: date) -> bool:
        return last - timedelta(days=SPAN) >= since - timedelta(days=1)

    before = [today - timedelta(days=SPAN * n) for n in range(1, SPANS + 1)]
    year_ago = [today - timedelta(days=364 + shift) for shift in range(-WEEKS_AROUND * 7, WEEKS_AROUND * 7 + 1, 14)]
    return burst(
        inside(today), before=[inside(last) for last in before if is_known(last)],
        year_ago=[inside(last) for last in year_ago if is_known(last)],
    )  # fmt: skip


def _months(days: list[date], today: date) -> tuple[int, ...]:
    """Counts of the last twelve months, this one last."""
    counts = Counter(day.year * 12 + day.month for day in days)
    here = today.year * 12 + today.month
    return tuple(counts[here - back] for back in range(BARS - 1, -1, -1))
