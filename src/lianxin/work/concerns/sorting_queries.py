"""分类与挂账的读法: the shelf, 办结/在办/息访 by topic, why open matters are stuck. Everything begins with `reachable`."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.registry import DIMENSIONS, NONE
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Cause, Concern, ConcernQuerySet, TopicQuestion, UpReport
from lianxin.work.concerns.queries import RUNNING
from lianxin.work.concerns.sorting_terms import REPORT_UP, REVIEW_SHELF, AskerCategory, Line, OwnerLevel
from lianxin.work.concerns.terms import OPEN, VIEW, Handling, Status

#: on the shelf: put there, not taken off, not yet answered
ON_SHELF = Q(shelved_on__isnull=False, off_shelf_on__isnull=True, status__in=RUNNING)
STANDING_CAUSE = Q(causes__isnull=False, causes__settled_on=None, causes__withdrawn_on=None)


def shelf_parts(today: date) -> dict[str, Q]:
    """The tabs of the shelf."""
    return {
        "due": ON_SHELF & Q(review_on__lte=today), "all": ON_SHELF, "late": ON_SHELF & Q(due_on__lt=today),
    }  # fmt: skip


def reviews_due(by: Actor, today: date, most: int) -> Sequence[Concern]:
    """要复核的挂账: of the actor's own unit, as handler or, before it is handed out, as the place where it lies."""
    mine = Q(handler_path=by.own_path) | Q(handler_path="", unit_path=by.own_path)
    found = Concern.objects.reachable(by=by, to=REVIEW_SHELF).filter(shelf_parts(today)["due"] & mine)
    return list(found.select_related("unit", "handler", "requester").order_by("review_on", "code")[:most])


def reports_waiting(by: Actor, most: int) -> Sequence[UpReport]:
    """等本单位答复的汇报."""
    seen = Concern.objects.reachable(by=by, to=REPORT_UP).filter(pk=OuterRef("concern_id"))
    found = UpReport.objects.filter(Exists(seen), to_path=by.own_path, answered_at=None)
    return list(found.select_related("concern", "concern__unit", "concern__requester").order_by("at")[:most])


def should_report(concern: Concern) -> bool:
    """M071: what the staff of a school brought and what cannot be solved at once is reported upward."""
    asker = getattr(concern, "requester", None)
    is_staff = asker is not None and asker.category == AskerCategory.STAFF
    waits = concern.status in RUNNING and concern.handling in (Handling.TIME_LIMIT, Handling.EXPLAIN)
    return bool(is_staff and waits)


# 三态 -----------------------------------------------------------------------------------------------------------

STATES: dict[str, tuple[str | Promise, Q]] = {
    "closed": (_("办结"), Q(status=Status.CLOSED)),
    "open": (_("在办"), Q(status__in=OPEN)),
    "declined": (_("不予受理"), Q(status=Status.DECLINED)),
}
SETTLED = Q(status=Status.CLOSED, settled_on__isnull=False)


@dataclass(frozen=True)
class StateRow:
    """一类: how many in all, and in each state; `settled` are among the closed (息访 ⊆ 办结)."""

    key: str
    label: str | Promise
    total: int
    closed: int
    open: int
    declined: int
    settled: int


def in_year(by: Actor, unit: Unit, year: int) -> ConcernQuerySet:
    """What came in during a year at a unit and below, as far as the actor sees it."""
    seen = Concern.objects.reachable(by=by, to=VIEW).standing()
    first, last = date(year, 1, 1), date(year, 12, 31)
    return seen.filter(within("unit_path", unit.path), received_on__range=(first, last))


def states(found: ConcernQuerySet) -> tuple[list[StateRow], StateRow]:
    """办结/在办/息访 by top-level topic, and the total: the parts add up to it in every column."""
    topics = DIMENSIONS["topic"]
    folded: Mapping[Any, str] = topics.fold() if topics.fold else {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    columns = {name: Count("pk", filter=where) for name, (_word, where) in STATES.items()}
    rows = (
        found.order_by().values("topic_id").annotate(total=Count("pk"), settled=Count("pk", filter=SETTLED), **columns)
    )
    for row in rows:
        key = topics.key_of(row.pop("topic_id"), folded)
        counts[key].update(row)
    labels = [*topics.choices(), (NONE, _("未分类"))]
    parts = [_row(key, label, counts[key]) for key, label in labels if key in counts]
    return parts, _row("", _("合计"), sum(counts.values(), Counter()))


def _row(key: str, label: str | Promise, counted: Mapping[str, int]) -> StateRow:
    numbers = {name: counted.get(name, 0) for name in ("total", "closed", "open", "declined", "settled")}
    return StateRow(key, label, **numbers)


# 成因 -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CauseTable:
    """成因表: open matters that wait on a rule (上行线) or on its carrying out (下行线), by owner level.

    A matter with several causes stands in several cells; `matters` counts it once.
    """

    rows: list[tuple[str, str | Promise, int, int]]
    up: int
    down: int
    matters: int
    faults: list[tuple[str, str | Promise, int]]


def cause_table(by: Actor, unit: Unit, faults: Sequence[tuple[str, str | Promise]]) -> CauseTable:
    """M070: how many open matters wait on a missing policy and how many on execution, by the level that owns it."""
    found = stuck(by, unit)
    standing = Cause.objects.filter(settled_on=None, withdrawn_on=None, concern__in=found.values("pk"))
    by_level = {
        (row["level"], row["line"]): row["n"]
        for row in standing.order_by().values("level", "line").annotate(n=Count("concern", distinct=True))
    }
    by_fault = dict(standing.order_by().values_list("fault").annotate(n=Count("concern", distinct=True)))
    by_line = dict(standing.order_by().values_list("line").annotate(n=Count("concern", distinct=True)))
    return CauseTable(
        [
            (code, label, by_level.get((code, Line.UP), 0), by_level.get((code, Line.DOWN), 0))
            for code, label in OwnerLevel.choices
        ],
        by_line.get(Line.UP, 0), by_line.get(Line.DOWN, 0), standing.values("concern").distinct().count(),
        [(code, label, by_fault.get(code, 0)) for code, label in faults],
    )  # fmt: skip


def stuck(by: Actor, unit: Unit) -> ConcernQuerySet:
    """Open matters of a unit and below with a standing cause: whom they concern and whoever handles them sees them."""
    here = within("unit_path", unit.path) | within("handler_path", unit.path)
    seen = Concern.objects.reachable(by=by, to=VIEW).filter(here, status__in=OPEN)
    return seen.filter(pk__in=Cause.objects.filter(settled_on=None, withdrawn_on=None).values("concern"))


def stuck_as(found: ConcernQuerySet, *, line: str = "", level: str = "", fault: str = "") -> ConcernQuerySet:
    """Those of one cell of the table."""
    asked = {name: value for name, value in (("line", line), ("level", level), ("fault", fault)) if value}
    causes = Cause.objects.filter(settled_on=None, withdrawn_on=None, **asked)
    return found.filter(pk__in=causes.values("concern"))


def pushed_to(by: Actor, most: int) -> Sequence[Cause]:
    """报到本单位的上行线成因: rules that this unit owns and that open matters wait for.

    Whoever stated the cause sent rule and evidence here on purpose, so they are read here without the matter itself;
    what is walled off from this unit is not.
    """
    seen = Concern.objects.past_the_wall(by=by).filter(status__in=OPEN)
    found = Cause.objects.filter(
        owner_id=by.unit_id, line=Line.UP, settled_on=None, withdrawn_on=None, concern__in=seen.values("pk")
    )
    return list(found.select_related("concern", "concern__unit", "concern__requester").order_by("at")[:most])


# 附加问题 --------------------------------------------------------------------------------------------------------


def questions_of(concern: Concern) -> list[TopicQuestion]:
    """What is asked besides of this matter: the questions of its topic and of those above."""
    keys, topic = [], concern.topic
    while topic is not None:
        keys.append(topic.pk)
        topic = topic.parent
    return list(TopicQuestion.objects.filter(topic_id__in=keys, valid_to=None)) if keys else []
