"""回访的读法: what is not yet asked, delivered, reviewed; calls and samples. Everything begins with `reachable`."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery

from lianxin.base.orgs.paths import STEP, after, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.callbacks.models import CallBack, Delivery, Objection, ReviewExit, Sample, SampleItem
from lianxin.work.callbacks.terms import CALL, DECIDE, DELIVER, SAMPLE, Decision, Reach
from lianxin.work.concerns.models import Concern, ConcernQuerySet, ConcernSubject, Rating, Reissue
from lianxin.work.concerns.terms import VIEW, RatedBy, Satisfaction, Status

ANSWERED = (Status.REPLIED, Status.CLOSED)
OWN_WORD = (RatedBy.RESIDENT, RatedBy.REISSUED, RatedBy.PASSED_ON)
RECENT = timedelta(days=90)  # what was answered longer ago is not asked about any more


def _this_round(model: Any, **more: Any) -> Exists:
    return Exists(model.objects.filter(concern=OuterRef("pk"), round=OuterRef("round"), **more))


def answered(by: Actor) -> ConcernQuerySet:
    """已答复、已办结 of what the actor sees."""
    return Concern.objects.reachable(by=by, to=VIEW).filter(status__in=ANSWERED)


def recent(found: ConcernQuerySet, today: date) -> ConcernQuerySet:
    """Answered in the last ninety days."""
    since = today - RECENT
    return found.filter(replied_month__gte=since.year * 12 + since.month - 1, replied_on__gte=since)  # by its index


# 问满意 -----------------------------------------------------------------------------------------------------------


def to_ask(by: Actor, today: date) -> ConcernQuerySet:
    """待问: answered, and the resident himself has not yet spoken in this round (F039)."""
    return recent(answered(by), today).exclude(_this_round(Rating, source__in=OWN_WORD))


def to_call(by: Actor, today: date) -> ConcernQuerySet:
    """待回访: of these, what this actor may call about: his unit did not do the work, and nobody has called yet."""
    found = to_ask(by, today) & Concern.objects.reachable(by=by, to=CALL)
    return not_party(found, by).exclude(_this_round(CallBack))


def not_party(found: Any, by: Actor) -> Any:
    """Without what was done by the actor's own unit or one above it (see concerns.independence.is_party)."""
    own = by.own_path
    above = [own[:n] for n in range(2 * STEP, len(own) + 1, STEP)] + [own[:STEP]] * (len(own) == STEP)
    return found.exclude(Q(handler_path__in=above) | Q(handler_path="", unit_path__in=above))


# 件件有反馈 --------------------------------------------------------------------------------------------------------


def with_feedback(found: Any) -> Any:
    """有反馈记录: delivered, called, or rated by anybody with his slip, in this round (M055)."""
    return found.filter(_this_round(Delivery) | _this_round(CallBack) | _this_round(Rating))


def without_feedback(found: Any) -> Any:
    """没有反馈记录."""
    return found.exclude(_this_round(Delivery) | _this_round(CallBack) | _this_round(Rating))


def without_outcome(found: Any) -> Any:
    """没有处理结果: closed without a word on whether it was solved, as ledgers of former years are."""
    return found.filter(status=Status.CLOSED, outcome="")


def to_deliver(by: Actor, today: date) -> ConcernQuerySet:
    """待送达: answered, and nothing shows that the answer reached the resident (M062)."""
    return without_feedback(recent(answered(by), today) & Concern.objects.reachable(by=by, to=DELIVER))


def mine_to_deliver(by: Actor, today: date) -> ConcernQuerySet:
    """Of these, what his own unit did or took in: theirs it is to tell the resident."""
    return to_deliver(by, today).filter(Q(handler_path=by.own_path) | Q(unit_path=by.own_path))


# 复核出口 ----------------------------------------------------------------------------------------------------------


def _last_word(field: str) -> Subquery:
    spoken = Rating.objects.filter(concern=OuterRef("pk"), round=OuterRef("round"), source__in=OWN_WORD)
    return Subquery(spoken.order_by("-at", "-pk").values(field)[:1])


def dissatisfied(found: Any) -> Any:
    """群众不满意或说没解决: his last word of this round, by either slip."""
    # His own slip's word stands on the concern; only where a slip was reissued must the ratings be looked through.
    bad = Q(rated_month__isnull=False) & (Q(rating=Satisfaction.DISSATISFIED) | Q(rated_solved=False))
    maybe = bad | Q(pk__in=Reissue.objects.values("concern"))
    found = found.filter(maybe).annotate(_rating=_last_word("rating"), _solved=_last_word("solved"))
    return found.filter(Q(_rating=Satisfaction.DISSATISFIED) | Q(_solved=False))


def to_review(by: Actor) -> ConcernQuerySet:
    """不满意而没有重办、也没有复核认定的 (M056)."""
    return dissatisfied(answered(by)).exclude(_this_round(ReviewExit))


def mine_to_review(by: Actor) -> ConcernQuerySet:
    """Of these, what the actor may decide: his unit stands above the one that did the work."""
    found = to_review(by) & Concern.objects.reachable(by=by, to=DECIDE)
    return found.filter(within("handler_path", by.own_path)).exclude(handler_path=by.own_path)


def is_dissatisfied(concern: Concern) -> bool:
    """Whether the resident's last word of this round is that it is not well."""
    return bool(dissatisfied(Concern.objects.filter(pk=concern.pk)).exists())


# 异议 --------------------------------------------------------------------------------------------------------------


def objections_to_decide(by: Actor) -> Any:
    """待认定的异议 for a unit above the one that objects."""
    found = Objection.objects.reachable(by=by, to=DECIDE).filter(decision=Decision.PENDING)
    return found.filter(handler_path__gt=by.own_path, handler_path__lt=after(by.own_path))


def public_objections(by: Actor) -> Any:
    """评价异议清单: open to every post in the county, without what is walled off from it; no name, no text of the matter."""
    return Objection.objects.past_the_wall(by=by).select_related("concern__handler", "concern__unit", "concern__topic")


def set_apart() -> Any:
    """The rated concerns whose rating of this round was set apart."""
    apart = Objection.objects.filter(decision=Decision.SET_APART, round=F("concern__round"))
    return apart.values("concern")


# 抽样 --------------------------------------------------------------------------------------------------------------


def population(by: Actor, first: date, last: date) -> ConcernQuerySet:
    """抽样框: closed in those days, where this actor may draw, not done by his own unit.

    What complains about a person is left out: whoever reads the list must not learn of it by a gap (security.md D2).
    """
    found = Concern.objects.reachable(by=by, to=SAMPLE).filter(closed_on__range=(first, last), status=Status.CLOSED)
    about_persons = ConcernSubject.objects.filter(person__isnull=False).values("concern")
    return not_party(found, by).exclude(pk__in=about_persons)


def samples(by: Actor) -> Any:
    """抽样 that the actor may open: those of his places."""
    return Sample.objects.reachable(by=by, to=SAMPLE)


def items_to_call(by: Actor) -> Any:
    """抽中而还没有回访的."""
    found = SampleItem.objects.filter(sample__in=samples(by).filter(unit_path=by.own_path), calls=None)
    return found.filter(concern__in=Concern.objects.reachable(by=by, to=CALL))


@dataclass(frozen=True)
class Compared:
    """抽样核对: what those who were reached say, beside what the records hold of the very same matters."""

    size: int
    called: int
    reached: int
    contacted: int
    solved: int
    content: int
    claimed_solved: int
    unlike_outcome: int
    rated: int
    unlike_rating: int

    @property
    def unreached(self) -> int:
        return self.called - self.reached


def compared(calls: Any, size: int) -> Compared:
    """核对 of these calls: one statement; a matter called several times counts by its last call."""
    last: dict[int, Any] = {}
    fields = ("reach", "contacted", "solved", "rating", "concern__outcome", "concern__rating", "concern__rated_solved")
    for row in calls.order_by("at", "pk").values("concern_id", *fields):
        if row["reach"] == Reach.REACHED or row["concern_id"] not in last:
            last[row["concern_id"]] = row
    good = (Satisfaction.SATISFIED, Satisfaction.FAIRLY)
    heard = [row for row in last.values() if row["reach"] == Reach.REACHED]
    claimed = [row for row in heard if row["concern__outcome"] == "solved"]
    rated = [row for row in heard if row["concern__rating"]]
    return Compared(
        size=size, called=len(last), reached=len(heard), contacted=sum(row["contacted"] for row in heard),
        solved=sum(row["solved"] for row in heard), content=sum(row["rating"] in good for row in heard),
        claimed_solved=len(claimed), unlike_outcome=sum(not row["solved"] for row in claimed), rated=len(rated),
        unlike_rating=sum(
            (row["rating"] in good) != (row["concern__rating"] in good) or row["solved"] != row["concern__rated_solved"]
            for row in rated
        ),
    )  # fmt: skip


def calls_in(period: Period, path: str, by: Actor) -> Any:
    """独立回访 in a period, by the place of the matter; what is walled off is not counted."""
    found = CallBack.objects.past_the_wall(by=by).filter(within("unit_path", path))
    return found.filter(at__date__range=(period.first, period.last))


# 这一件 ------------------------------------------------------------------------------------------------------------


def beside(concern: Concern) -> dict[str, Any]:
    """What this room knows of one concern, in this round: one statement."""

    def of(model: Any, field: str) -> Subquery:
        found = model.objects.filter(concern=OuterRef("pk"), round=OuterRef("round"))
        return Subquery(found.order_by("-pk").values(field)[:1])

    names = {
        "way": of(Delivery, "way"), "on": of(Delivery, "on"), "exit_rule": of(ReviewExit, "rule"),
        "exit_unit": of(ReviewExit, "unit_name"), "exit_reason": of(ReviewExit, "reason"),
        "objection": of(Objection, "decision"), "objection_rule": of(Objection, "rule"),
        "called": of(CallBack, "reach"), "caller": of(CallBack, "unit_name"), "call_solved": of(CallBack, "solved"),
        "call_rating": of(CallBack, "rating"), "last_rating": _last_word("rating"), "last_solved": _last_word("solved"),
        "reissues": Subquery(Reissue.objects.filter(concern=OuterRef("pk")).order_by("-number").values("number")[:1]),
    }  # fmt: skip
    return dict(
        Concern.objects.filter(pk=concern.pk)
        .annotate(**{f"b_{k}": v for k, v in names.items()})
        .values(*(f"b_{k}" for k in names))
        .get()
    )
