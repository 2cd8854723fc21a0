"""办理中的事的读法: what hangs on a concern between intake and answer, and the lists of it across concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import overlap
from lianxin.pure.workdays import Calendar, Due, run
from lianxin.work.concerns.models import (
    Ask,
    Concern,
    HandedPaper,
    Merge,
    Note,
    OutsideRequest,
    Pausing,
    Reply,
    ReplyTemplate,
    Review,
)
from lianxin.work.concerns.regimes import STAGES, regime_of
from lianxin.work.concerns.terms import VIEW

COMPARED = 30  # replies of the same unit that a new one is compared with
ALIKE = 0.9  # share of the shorter text


@dataclass(frozen=True)
class Hanging:
    """办理中的事 of one concern, as its page shows them."""

    copies: list[Concern]
    parts: list[Concern]
    merges: list[Merge]
    pauses: list[Pausing]
    asks: list[Ask]
    notes: list[Note]
    papers: list[HandedPaper]
    outside: list[OutsideRequest]
    reviews: list[Review]

    def __bool__(self) -> bool:
        return any(vars(self).values())


TABLES: tuple[tuple[str, Any], ...] = (
    ("copies", "copies"), ("parts", "parts"), ("merges", "merges"), ("pauses", "pauses"), ("asks", "asks"),
    ("notes", "notes"), ("papers", "papers"), ("outside", "outside_requests"), ("reviews", "reviews"),
)  # fmt: skip


def hanging(concern: Concern, by: Actor) -> Hanging:
    """All of it: one statement that counts, then one for each kind that there is. Copies and parts past the wall."""
    found = Concern.objects.filter(pk=concern.pk)
    counts = found.aggregate(**{name: Count(related, distinct=True) for name, related in TABLES})
    rows: dict[str, list[Any]] = {name: [] for name, _related in TABLES}
    for name, related in TABLES:
        if not counts[name]:
            continue
        query = getattr(concern, related).all()
        if name in ("copies", "parts"):
            rows[name] = list(query.reachable(by=by, to=VIEW).select_related("unit", "requester").order_by("pk"))
        elif name == "merges":
            rows[name] = list(query.select_related("main"))
        elif name == "pauses":
            rows[name] = list(query)
        else:
            rows[name] = list(query.select_related("unit"))
    return Hanging(**rows)


@dataclass(frozen=True)
class Stage:
    """一步的时限: its word, the day it was to be done by and why, the day it was done, how it stands."""

    word: Any
    due: Due
    done_on: date | None
    is_late: bool


DONE = {"accept": "accepted_on", "transfer": "assigned_on", "tell": "accepted_on", "reply": "replied_on"}


def stages(concern: Concern, today: date, calendar: Calendar) -> list[Stage]:
    """各步时限: the clocks of the channel's regime beside the answer's own (1-3-5-15, 15-60-30 …)."""
    regime, found = regime_of(concern.channel, concern.received_on), []
    for step, word in STAGES.items():
        code = regime.steps.get(step)
        if code is None or step not in DONE:
            continue
        due = run(clocks.rule(code, on=concern.received_on).rule, concern.received_on, calendar)
        done_on = getattr(concern, DONE[step])
        found.append(Stage(word, due, done_on, (done_on or today) > due.on))
    return found


def seen(by: Actor, of: str = "concern") -> Exists:
    """Whether this actor may see the concern on which a record hangs: asked of each of the few, never of all concerns."""
    return Exists(Concern.objects.reachable(by=by, to=VIEW).filter(pk=OuterRef(f"{of}_id")))


def open_asks(by: Actor) -> Any:
    """Applications that wait for a decision, oldest first."""
    return (
        Ask.objects.filter(seen(by), decision="").select_related("concern__unit", "concern__requester", "unit")
    ).order_by("at")


def resting(by: Actor, today: date) -> Any:
    """Concerns whose clock rests today."""
    running = Pausing.objects.filter(seen(by), first__lte=today, last__gte=today)
    return running.select_related("concern__unit", "concern__requester").order_by("last")


def merged(by: Actor) -> Any:
    """Merges that hold, newest first."""
    held = Merge.objects.filter(seen(by, "copy"), seen(by, "main"), undone_at=None)
    return held.select_related("copy__unit", "copy__requester", "main__unit", "main__requester").order_by("-at")


def unanswered_outside(by: Actor) -> Any:
    """Outside requests without an answer, oldest first."""
    open_ = OutsideRequest.objects.filter(seen(by), answered_on=None)
    return open_.select_related("concern__unit", "concern__requester", "unit").order_by("sent_on")


def open_reviews(by: Actor) -> Any:
    """复查、复核 in hand, by their date."""
    open_ = Review.objects.filter(seen(by), decided_on=None)
    return open_.select_related("concern__unit", "concern__requester", "unit").order_by("due_on")


def templates_for(concern: Concern, path: str, today: date, most: int = 6) -> list[ReplyTemplate]:
    """答复参考 that fit: of this unit and those above it, of this topic first; only what still holds."""
    found = ReplyTemplate.objects.valid(today).filter(unit_path__in=ancestors(path))
    topics = [concern.topic_id, concern.topic.parent_id] if concern.topic else []
    return list(
        found.filter(Q(topic=None) | Q(topic__in=[one for one in topics if one])).order_by("-topic", "title")[:most]
    )


@dataclass(frozen=True)
class Likeness:
    """雷同的答复: how many of the unit's latest replies are nearly this one, and of how many."""

    alike: int
    compared: int
    share: int


def like_replies(text: str, path: str, besides: int, texts: Sequence[str] | None = None) -> Likeness | None:
    """Whether this answer is word for word what the unit told others lately (of other concerns than `besides`)."""
    plain = "".join(text.split())
    if len(plain) < 12:
        return None
    if texts is None:
        rows = Reply.objects.filter(unit__path=path).exclude(concern_id=besides).order_by("-pk")
        texts = list(rows.values_list("text", flat=True)[:COMPARED])
    shares = [_share(plain, "".join(other.split())) for other in texts]
    alike = [share for share in shares if share >= ALIKE]
    return Likeness(len(alike), len(texts), round(max(alike) * 100)) if alike else None


def _share(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if not a or not b or min(len(a), len(b)) / max(len(a), len(b)) < ALIKE:
        return 0.0
    return overlap.compare(a, b, least=4).share


def is_resting(concern: Concern, today: date) -> bool:
    """Whether its clock rests on that day; one statement."""
    return Pausing.objects.filter(concern=concern, round=concern.round, first__lte=today, last__gte=today).exists()
