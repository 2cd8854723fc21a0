"""谁报了、谁没报: the returns below one, level by level; every number is a list. 迟报 and 漏报 are facts, not accusations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from lianxin.base.indicators.kinds import percent
from lianxin.base.orgs.paths import within
from lianxin.reports.returns.models import FigureQuery, MonthReturn
from lianxin.reports.returns.terms import HANDED_IN, QueryState, Stage


def conditions(today: date) -> dict[str, Q]:
    """What is counted of a level, by name: each of them is a condition on returns."""
    handed_in, excused = Q(stage__in=HANDED_IN), ~Q(excused="")
    return {
        "asked": Q(excused=""), "handed_in": handed_in, "in_time": handed_in & Q(reported_on__lte=F("due_on")),
        "late": handed_in & Q(reported_on__gt=F("due_on")), "waiting": ~handed_in & ~excused & Q(due_on__gte=today),
        "overdue": ~handed_in & ~excused & Q(due_on__lt=today), "excused": excused,
    }  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """一级的完整和及时: how many returns of units of one kind are asked for, handed in, in time, late, missing."""

    kind: str
    counts: dict[str, int]

    @property
    def complete(self) -> str:
        """完整率: handed in ÷ asked for."""
        return self._rate("handed_in", "asked")

    @property
    def timely(self) -> str:
        """及时率: handed in in time ÷ asked for."""
        return self._rate("in_time", "asked")

    def _rate(self, part: str, whole: str) -> str:
        found = percent(self.counts[part], self.counts[whole])
        return "—" if found is None else f"{found}%"


def under(month: MonthReturn) -> "QuerySet[MonthReturn]":
    """All returns below one, of the same form and period, whatever their level."""
    found: QuerySet[MonthReturn] = MonthReturn.objects.filter(
        within("unit_path", month.unit_path), form_code=month.form_code, month=month.month
    ).exclude(pk=month.pk)
    return found


def standings(month: MonthReturn, today: date) -> list[Standing]:
    """完整和及时 of each level below, from the top down: one statement."""
    asked = {name: Count("pk", filter=condition) for name, condition in conditions(today).items()}
    rows: list[dict[str, Any]] = list(under(month).order_by().values("unit__kind").annotate(**asked))  # type: ignore[arg-type]
    order = [kind for level in month.form.levels for kind in level["kinds"]]
    found = [Standing(row.pop("unit__kind"), row) for row in rows]
    return sorted(found, key=lambda one: order.index(one.kind) if one.kind in order else len(order))


def listed(month: MonthReturn, today: date, *, kind: str = "", state: str = "") -> "QuerySet[MonthReturn]":
    """The returns behind one number of a level; without a state those that report to this one directly."""
    found = conditions(today)
    if state not in found:
        return annotated(MonthReturn.objects.filter(above=month))
    return annotated(under(month).filter(found[state], **({"unit__kind": kind} if kind else {})))


def annotated(found: "QuerySet[MonthReturn]") -> "QuerySet[MonthReturn]":
    """Each with its open questions, and how many of those below it are done; in the order of the tree."""
    is_open = ~Q(figures__queries__state=QueryState.CLOSED) & Q(figures__queries__isnull=False)
    done = Q(lower__stage=Stage.ACCEPTED) | (Q(lower__isnull=False) & ~Q(lower__excused=""))
    return found.select_related("unit", "form", "above__unit").annotate(
        open_queries=Count("figures__queries", filter=is_open, distinct=True), lower_all=Count("lower", distinct=True),
        lower_done=Count("lower", filter=done, distinct=True),
    ).order_by("unit_path")  # fmt: skip


def questions_of(month: MonthReturn, *, below: bool = False) -> Sequence[FigureQuery]:
    """疑问 about the return's figures that are open, or about those of the returns below it; oldest first, at most fifty."""
    where: dict[str, Any] = {"figure__of__above": month} if below else {"figure__of": month}
    found = FigureQuery.objects.filter(**where).exclude(state=QueryState.CLOSED).order_by("asked_on", "pk")
    return list(found.select_related("figure__line", "figure__of__unit").prefetch_related(Prefetch("words"))[:50])
