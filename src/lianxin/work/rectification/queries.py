"""整改的读法: what answers a source, how an item stands today, what waits for whom, how far the talks are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.work.rectification.models import (
    Rectification,
    RectificationQuerySet,
    RectificationRound,
    Talk,
    TalkPlan,
)
from lianxin.work.rectification.terms import REPORT, SIGN_OFF, TALK, VIEW, Status

SOON, LATER = 10, 20  # 天: “剩余10天”, “剩余20天” of the ledgers that offices keep (rules.md §6.3)


def ledger() -> "RectificationQuerySet":
    """Items with what a line of the ledger shows: two statements for however many."""
    found: RectificationQuerySet = Rectification.objects.select_related("unit", "owner")
    return found.prefetch_related("rounds", "ratings")


def of_source(ref: str, by: Actor) -> "QuerySet[Rectification]":
    """整改事项 that answer this record, as far as the actor may see them, oldest first."""
    return ledger().reachable(by=by, to=VIEW).of(ref).order_by("pk")


@dataclass(frozen=True)
class Standing:
    """现状: the words of the ledger, their tone, and the days that are left (None where nothing runs)."""

    words: str
    tone: str
    days: int | None = None


def standing(item: Rectification, today: date) -> Standing:
    """已销号, 超时限 5 天, 剩余 8 天: computed from the dates, never typed."""
    if item.status != Status.ISSUED:
        tone = {Status.SIGNED_OFF: "done", Status.REPORTED: "doing", Status.DISSATISFIED: "late"}
        return Standing(str(Status(item.status).label), tone.get(Status(item.status), "quiet"))
    days = (item.due_on - today).days
    if days < 0:
        return Standing(ngettext("超时限 %(days)s 天", "超时限 %(days)s 天", -days) % {"days": -days}, "late", days)
    words = ngettext("剩余 %(days)s 天", "剩余 %(days)s 天", days) % {"days": days}
    return Standing(words if days else _("今天到期"), "todo" if days <= SOON else "doing", days)


#: the tabs of the ledger: what each of them holds
def tab(code: str, today: date) -> Q | None:
    """The condition of a tab; None where there is no such tab."""
    running = Q(status=Status.ISSUED)
    return {
        "open": ~Q(status__in=(Status.SIGNED_OFF, Status.WITHDRAWN)),
        "late": Q(status__in=(Status.ISSUED, Status.DISSATISFIED), due_on__lt=today),
        "soon": running & Q(due_on__range=(today, today + timedelta(days=SOON))),
        "later": running & Q(due_on__range=(today + timedelta(days=SOON + 1), today + timedelta(days=LATER))),
        "reported": Q(status=Status.REPORTED),
        "dissatisfied": Q(status=Status.DISSATISFIED),
        "signed_off": Q(status=Status.SIGNED_OFF),
        "untold": Q(status=Status.SIGNED_OFF, told_on=None),
        "all": Q(),
    }.get(code)


def present(item: Rectification) -> RectificationRound | None:
    """本轮 of an item whose rounds were fetched with it."""
    return next((one for one in item.rounds.all() if one.number == item.round), None)


def owed(by: Actor, today: date) -> "QuerySet[Rectification]":
    """The actor's own unit must put these right: late, or due within ten days, the most urgent first."""
    found = Rectification.objects.reachable(by=by, to=REPORT).filter(owner_path=by.own_path, status=Status.ISSUED)
    return (
        found.filter(due_on__lte=today + timedelta(days=SOON)).select_related("unit", "owner").order_by("due_on", "pk")
    )


def to_check(by: Actor) -> "QuerySet[Rectification]":
    """Issued by the actor's own unit: reported and waiting to be checked, or the giver was not satisfied."""
    found = Rectification.objects.reachable(by=by, to=SIGN_OFF).filter(unit_path=by.own_path)
    found = found.filter(status__in=(Status.REPORTED, Status.DISSATISFIED))
    return found.select_related("unit", "owner").order_by("due_on", "pk")


def to_talk(by: Actor) -> "QuerySet[Talk]":
    """Talks that the actor himself is to hold."""
    found = Talk.objects.standing().filter(talker_id=by.person_id, held_on=None)
    return found.select_related("plan").order_by("plan__until", "pk")


@dataclass(frozen=True)
class Column:
    """谈话人 of a plan: how many of his talks were held."""

    name: str
    held: int
    total: int


@dataclass(frozen=True)
class Line:
    """谈话对象 of a plan: his layer, and his talk with each talker (None: they have none)."""

    name: str
    layer: str
    cells: tuple[Talk | None, ...]


@dataclass(frozen=True)
class Matrix:
    """谁和谁谈: talkers across, those talked to down; `open` is the list of those not yet talked to, in the plan's order."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    open: tuple[Talk, ...]
    held: int
    total: int


def matrix(talks: Iterable[Talk]) -> Matrix:
    """约谈矩阵 and its coverage. Nobody is ranked: the order is that in which they were arranged."""
    found = [talk for talk in talks if not talk.dropped_reason]
    talkers = list(dict.fromkeys(talk.talker_name for talk in found))
    people = list(dict.fromkeys((talk.layer, talk.name) for talk in found))
    cells = {(talk.talker_name, talk.layer, talk.name): talk for talk in found}
    columns = [[talk for talk in found if talk.talker_name == name] for name in talkers]
    return Matrix(
        tuple(Column(name, sum(one.held_on is not None for one in his), len(his)) for name, his in zip(talkers, columns, strict=True)),
        tuple(Line(name, layer, tuple(cells.get((who, layer, name)) for who in talkers)) for layer, name in people),
        tuple(talk for talk in found if talk.held_on is None),
        sum(talk.held_on is not None for talk in found),
        len(found),
    )  # fmt: skip


def plans(by: Actor) -> "QuerySet[TalkPlan]":
    """Rounds of talks that the actor may see, the newest first."""
    return TalkPlan.objects.reachable(by=by, to=TALK).select_related("unit").order_by("-planned_on", "-pk")
