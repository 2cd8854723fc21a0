"""窗口服务的读法: the tallies of a day and a month, what an agent owes, what the public reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, DurationField, ExpressionWrapper, F, Max, Q, QuerySet, Sum, When
from django.utils.functional import Promise

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.windows.limits import read_limit
from lianxin.work.windows.models import Errand, GuideEntry, HeartCount, PhoneCall, Service, Tally
from lianxin.work.windows.terms import SERVE, VIEW, ErrandStatus, Heart, Mark, ServiceResult, SmallService


@dataclass(frozen=True)
class Button:
    """一个按钮 of the counter: what is sent, its words, how many people today and this month."""

    key: str
    word: str | Promise
    today: int
    month: int


def buttons(unit: Unit, today: date) -> tuple[list[Button], list[Button]]:
    """The two rows of buttons of a unit, with the day's and the month's people: two statements."""
    first = today.replace(day=1)
    rows = (
        Tally.objects.filter(unit=unit, on__gte=first, on__lte=today)
        .values("topic_id", "item")
        .annotate(month=Sum("people"), day=Sum("people", filter=Q(on=today)))
    )
    found: dict[tuple[int | None, str], tuple[int, int]] = {
        (row["topic_id"], row["item"]): (row["day"] or 0, row["month"]) for row in rows
    }
    topics = Topic.objects.filter(parent=None, valid_to=None).order_by("code")
    consults = [Button(one.code, one.label, *found.get((one.pk, ""), (0, 0))) for one in topics]
    services = [Button(code, label, *found.get((None, code), (0, 0))) for code, label in SmallService.choices]
    return consults, services


def top_topic(code: str) -> Topic | None:
    """The topic behind a button."""
    return Topic.objects.filter(code=code, parent=None, valid_to=None).first()


def owed(by: Actor, today: date) -> "QuerySet[Errand]":
    """我的代办, not yet reported back, the most urgent first."""
    found = Errand.objects.reachable(by=by, to=SERVE).unreported().filter(taker_id=by.person_id)
    return found.order_by(_due(), "pk")


def _due() -> Any:
    sent = Q(status=ErrandStatus.SENT, promised_on__lt=F("report_by"))
    return Case(When(sent, then=F("promised_on")), default=F("report_by"))


def errands(by: Actor) -> "QuerySet[Errand]":
    """Errands that the actor may see, those that are open first, most urgent first."""
    found = Errand.objects.reachable(by=by, to=VIEW).select_related("unit", "taker", "concern")
    is_told = Case(When(status=ErrandStatus.REPORTED, then=1), default=0)
    return found.order_by(is_told, _due(), "-pk")


def calls_due(by: Actor, until: date) -> "QuerySet[PhoneCall]":
    """Calls to be returned until that day."""
    found = PhoneCall.objects.reachable(by=by, to=SERVE).filter(called_back_on=None, call_back_on__lte=until)
    return found.select_related("concern", "concern__requester", "unit").order_by("call_back_on", "pk")


@dataclass(frozen=True)
class HeartLine:
    """一心: its word, how often each mark."""

    word: str | Promise
    good: int
    fair: int
    poor: int


def hearts(units: Iterable[str], first: date, last: date) -> list[HeartLine]:
    """五心 over these units' paths and days, counted."""
    rows = HeartCount.objects.filter(unit_path__in=list(units), on__gte=first, on__lte=last)
    found = {(row["heart"], row["mark"]): row["n"] for row in rows.values("heart", "mark").annotate(n=Sum("number"))}
    return [
        HeartLine(heart.label, *(found.get((heart.value, mark.value), 0) for mark in (Mark.GOOD, Mark.FAIR, Mark.POOR)))
        for heart in Heart
    ]


def guide(today: date, words: str = "") -> "QuerySet[GuideEntry]":
    """现行办事指南, for everybody."""
    found = GuideEntry.objects.valid(today).select_related("unit")
    if words:
        found = found.filter(Q(item__icontains=words) | Q(unit__name__icontains=words) | Q(place__icontains=words))
    return found.order_by("unit_path", "item", "pk")


@dataclass(frozen=True)
class Kept:
    """服务承诺的兑现: one published matter; how many were done this year, how many of those with a limit within it."""

    entry: GuideEntry
    done: int = 0
    judged: int = 0
    in_limit: int = 0
    longest: int | None = None

    @property
    def is_read(self) -> bool:
        """Whether its limit names days."""
        return read_limit(self.entry.limit) is not None


def kept_limits(entries: Iterable[GuideEntry], year: int) -> list[Kept]:
    """The entries, each with what was done under any of its versions in the year, in one statement. Nobody is in it."""
    rows = list(entries)
    done = Service.objects.filter(
        guide__code__in=[one.code for one in rows], result=ServiceResult.DONE, finished_on__year=year
    )
    counts = done.order_by().values("guide__code").annotate(
        done=Count("pk"),
        judged=Count("pk", filter=Q(due_on__isnull=False)),
        in_limit=Count("pk", filter=Q(finished_on__lte=F("due_on"))),
        longest=Max(ExpressionWrapper(F("finished_on") - F("began_on"), DurationField())),
    )  # fmt: skip
    found = {row["guide__code"]: row for row in counts}
    return [_kept(one, found.get(one.code)) for one in rows]


def _kept(entry: GuideEntry, row: dict[str, Any] | None) -> Kept:
    if row is None:
        return Kept(entry)
    return Kept(entry, row["done"], row["judged"], row["in_limit"], row["longest"].days)


def beside(concern: Concern) -> dict[str, Any]:
    """What the counter has beside a concern: its trips, its call back, its errand; one statement."""
    one = Concern.objects.filter(pk=concern.pk).select_related("service", "phone_call", "errand__taker").first()
    return {name: getattr(one, name, None) for name in ("service", "phone_call", "errand")}
