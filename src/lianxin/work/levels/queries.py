"""上下级转办的读法: to whom one may report, and what waits for a signature, an answer, a return."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import OPEN as CONCERN_OPEN
from lianxin.work.concerns.terms import VIEW
from lianxin.work.levels.models import Submission, UpperOrder
from lianxin.work.levels.terms import ANSWER, GIVE_BACK, KEEP, SEE, Matter, State


def is_about(concern: Concern, unit: Unit) -> bool:
    """Whether the concern complains about this unit or one above it: then it must never learn of it."""
    return any(one.unit_path and is_within(unit.path, one.unit_path) for one in concern.subjects.all())


def above(concern: Concern, path: str) -> Unit | None:
    """上级单位: the nearest unit above `path` that is not complained about (条例 §30); None where there is none."""
    higher = Unit.objects.filter(path__in=ancestors(path)[:-1]).order_by("-path")
    return next((unit for unit in higher if not is_about(concern, unit)), None)


def may(verb: str, submission: Submission, by: Actor) -> bool:
    """Whether this step is the actor's: the receiver's own unit signs and answers; of one sent outside the sender's."""
    if verb == "withdraw" or submission.to_id is None:
        return by.may(KEEP, submission) and submission.unit_path == by.own_path
    return by.may(ANSWER, submission) and submission.to_path == by.own_path


def orders_of(by: Actor) -> Any:
    """上级来件 that this actor may see, the most urgent first."""
    found = UpperOrder.objects.reachable(by=by, to=VIEW)
    return found.select_related("concern__unit", "concern__handler", "concern__requester").order_by("return_by", "pk")


def sent(by: Actor) -> Any:
    """上报件 sent from here or below."""
    found = Submission.objects.reachable(by=by, to=SEE)
    here = Q(pk__in=())
    for root in by.grants.get(SEE.code, ()):
        here |= Q(unit_path__gte=root, unit_path__lt=root + "g")
    return _told(found.filter(here))


def received(by: Actor) -> Any:
    """上报件 sent to one's own unit."""
    return _told(Submission.objects.reachable(by=by, to=SEE).filter(to_path=by.own_path))


def _told(found: Any) -> Any:
    return found.select_related("concern__unit", "concern__handler", "concern__requester", "unit", "to").order_by(
        "-sent_on", "code"
    )


def waiting_answers(by: Actor, most: int) -> list[Submission]:
    """等我签收、答复的上报件, the oldest first."""
    found = Submission.objects.reachable(by=by, to=ANSWER).open().filter(to_path=by.own_path)
    return list(found.select_related("concern__requester", "unit").order_by("sent_on", "code")[:most])


def waiting_returns(by: Actor, until: date, most: int) -> list[UpperOrder]:
    """要向上级反馈的: due until that day, at the unit that answers for it."""
    found = UpperOrder.objects.reachable(by=by, to=GIVE_BACK).to_return().filter(return_by__lte=until)
    return list(found.select_related("concern__unit", "concern__requester").order_by("return_by", "pk")[:most])


def held_up_by_policy(by: Actor) -> "QuerySet[Submission, dict[str, Any]]":
    """政策障碍 per receiving body: how many open concerns wait for its answer, and how many got none yet."""
    found = Submission.objects.reachable(by=by, to=SEE).filter(
        matter=Matter.POLICY, concern__status__in=CONCERN_OPEN
    ).exclude(state=State.WITHDRAWN)  # fmt: skip
    return (
        found.order_by("to_body")
        .values("to_body")
        .annotate(
            concerns=Count("concern", distinct=True),
            unanswered=Count("concern", filter=Q(state__in=(State.SENT, State.RECEIVED)), distinct=True),
        )
    )
