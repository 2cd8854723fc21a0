"""座谈与征求意见的读法: a sheet's result, a study's chain, what was promised."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils.functional import Promise

from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.gatherings.models import Decision, Gathering, Measure, Opinion, OpinionSheet, Resolution, Study
from lianxin.work.gatherings.terms import OPINION_VIEW, SETTLE, VIEW, OpinionOutcome, QuestionKind, ReturnSource

UNSETTLED_FIRST = (
    Case(When(outcome__in=(OpinionOutcome.OPEN, OpinionOutcome.TO_STUDY), then=0), default=1),
    F("due_on").asc(nulls_last=True),
    "-pk",
)


def gatherings(by: Actor) -> "QuerySet[Gathering]":
    """座谈会 that the actor may see, newest first, each with how many opinions were noted there."""
    return Gathering.objects.reachable(by=by, to=VIEW).select_related("unit").order_by("-held_on", "-pk")


def counted(opinions: "QuerySet[Opinion]") -> dict[str, int]:
    """How many opinions of each outcome; those behind a wall are in none."""
    rows = opinions.order_by().values("outcome").annotate(n=Count("pk"))
    return {row["outcome"]: row["n"] for row in rows}


def noted(by: Actor, gathering_ids: list[int]) -> Counter[int]:
    """How many opinions the actor sees of each of these gatherings."""
    rows = Opinion.objects.reachable(by=by, to=OPINION_VIEW).filter(gathering_id__in=gathering_ids).order_by()
    return Counter(dict(rows.values_list("gathering_id").annotate(n=Count("pk"))))


def opinions(by: Actor, **of: Any) -> "QuerySet[Opinion]":
    """意见 that the actor may see, of a gathering, a sheet or a study."""
    found = Opinion.objects.reachable(by=by, to=OPINION_VIEW).filter(**of)
    return found.select_related("gathering", "sheet", "handler", "concern", "study", "unit").order_by("pk")


def promised(by: Actor) -> "QuerySet[Opinion]":
    """会后研究, for which the actor's own unit is in charge or which was promised by it; most urgent first."""
    found = Opinion.objects.reachable(by=by, to=SETTLE).to_study()
    own = found.filter(Q(handler_path=by.own_path) | Q(unit_path=by.own_path))
    return own.select_related("handler", "unit").order_by("due_on", "pk")


def resolutions_due(by: Actor) -> "QuerySet[Resolution]":
    """议定事项 that the actor's own unit has to carry out, most urgent first."""
    found = Resolution.objects.reachable(by=by, to=SETTLE).unfinished().filter(handler_path=by.own_path)
    return found.select_related("handler", "gathering").order_by("due_on", "pk")


def measures_due(by: Actor) -> "QuerySet[Measure]":
    """措施 that the actor's own unit has to put into practice, most urgent first."""
    found = Measure.objects.reachable(by=by, to=SETTLE).unfinished().filter(handler_path=by.own_path)
    return found.select_related("handler", "study").order_by("due_on", "pk")


@dataclass(frozen=True)
class OptionLine:
    """一个选项: its words, how often it was chosen on paper, on the web, together."""

    word: str
    paper: int
    web: int

    @property
    def total(self) -> int:
        return self.paper + self.web


@dataclass(frozen=True)
class QuestionLine:
    """一题的结果; of a written question there are no options."""

    number: int
    text: str
    options: list[OptionLine]


@dataclass(frozen=True)
class SheetResult:
    """征求意见的结果: sheets handed out and returned, and each question."""

    handed_out: int
    paper: int
    web: int
    questions: list[QuestionLine]


def result(sheet: OpinionSheet) -> SheetResult:
    """The sheet's result, summed over its returns."""
    totals: Counter[tuple[str, str, int]] = Counter()
    returned: Counter[str] = Counter()
    handed_out = 0
    for back in sheet.returns.all():
        handed_out += back.handed_out
        returned[back.source] += back.returned
        for number, given in back.counts.items():
            for option, n in enumerate(given):
                totals[back.source, number, option] += n
    lines = [
        QuestionLine(one.number, one.text, [
            OptionLine(word, *(totals[source, str(one.number), option] for source in (ReturnSource.PAPER, ReturnSource.WEB)))
            for option, word in enumerate(one.options)
        ] if one.kind == QuestionKind.CHOICE else [])
        for one in sheet.questions.all()
    ]  # fmt: skip
    return SheetResult(handed_out, returned[ReturnSource.PAPER], returned[ReturnSource.WEB], lines)


@dataclass(frozen=True)
class Link:
    """链上的一条意见, with its concern's title as the actor may read it, and the decisions that used it."""

    opinion: Opinion
    concern_title: str
    decisions: list[Decision]


@dataclass(frozen=True)
class Chain:
    """专题研究的来龙去脉: opinions → report → decisions → measures."""

    links: list[Link]
    decisions: list[Decision]
    measures: list[Measure]


def chain(study: Study, by: Actor) -> Chain:
    """The chain of a study, as far as the actor may see its opinions."""
    found = list(opinions(by, study=study))
    concerns = Concern.objects.reachable(by=by, to=SEE_CONCERN).select_related("requester").in_bulk(
        [one.concern_id for one in found if one.concern_id]
    )  # fmt: skip
    seen = {one.pk for one in found}
    decisions = list(study.decisions.prefetch_related("used"))
    used: dict[int, list[Decision]] = {}
    for decision in decisions:
        for one in decision.used.all():
            if one.pk in seen:
                used.setdefault(one.pk, []).append(decision)
    links = [
        Link(one, shown(concern.title, concern, by) if (concern := concerns.get(one.concern_id or 0)) else "",
             used.get(one.pk, []))
        for one in found
    ]  # fmt: skip
    return Chain(links, decisions, list(study.measures.select_related("handler", "decision")))


def outcome_word(outcome: str) -> str | Promise:
    """着落 in words."""
    return OpinionOutcome(outcome).label


def is_late(due_on: date | None, today: date) -> bool:
    """Whether the promised day has passed."""
    return due_on is not None and due_on < today
