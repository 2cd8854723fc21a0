"""督办积案的读法: what is old, what is stuck and where, when a step of the ladder falls due, when it is quiet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.clocks import quiet
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, ancestors, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.work.concerns.models import Concern, ConcernQuerySet, ConcernSubject, Topic
from lianxin.work.concerns.months import LONG_DAYS
from lianxin.work.concerns.terms import ACKNOWLEDGE, ASSIGN, VIEW, Status
from lianxin.work.supervision.models import Correction, LadderStep, Reminder, SupervisionOrder
from lianxin.work.supervision.terms import LEADS, REMINDED, REPORT, SEE, Fact, Since, Told

OLD_DAYS, OLD_ROUNDS = LONG_DAYS, 3


# 督办 ---------------------------------------------------------------------------------------------------------------


def orders_of(by: Actor) -> Any:
    """督办 that this actor may see, the newest first."""
    found = SupervisionOrder.objects.reachable(by=by, to=SEE).select_related("unit", "to")
    return found.annotate(matters=Count("links")).order_by("-issued_on", "code")


def corrections_of(by: Actor) -> Any:
    """限期整改通知 that this actor may see."""
    return Correction.objects.reachable(by=by, to=SEE).select_related("unit", "to", "upper")


def may_report(record: Any, by: Actor) -> bool:
    """Whether the actor answers for the unit that was told to: nobody answers for another's unit."""
    return by.may(REPORT, record) and record.to_path == by.own_path


def facts_of(unit: Unit, fact: str, today: date, by: Actor) -> ConcernQuerySet:
    """The matters of a unit that give the reason for a correction: none that complains of anybody (T1)."""
    found = Concern.objects.reachable(by=by, to=VIEW).filter(
        within("unit_path", unit.path) | within("handler_path", unit.path)
    )
    found = found.filter(~Exists(ConcernSubject.objects.filter(concern=OuterRef("pk"))), is_confidential=False)
    if fact == Fact.OVERDUE:
        return found.overdue(today)
    return found.open().filter(round__gte=2) if fact == Fact.REPEATED else found.open()


# 积案 ---------------------------------------------------------------------------------------------------------------


def is_old(today: date, days: int = OLD_DAYS) -> Q:
    """积案: open longer than so many days, or in the third round, or declared one (M066)."""
    return (
        Q(received_on__lte=today - timedelta(days=days))
        | Q(round__gte=OLD_ROUNDS)
        | Q(old_case__declared_on__isnull=False)
    )


def old_cases(by: Actor, today: date, days: int = OLD_DAYS) -> ConcernQuerySet:
    """积案台账, the oldest first."""
    return Concern.objects.reachable(by=by, to=VIEW).open().filter(is_old(today, days)).order_by("received_on", "code")


def median_age(received: Iterable[date], today: date) -> int | None:
    """积案天数的中位数: the lower of the two middle ones where their number is even; None without any."""
    ages = sorted((today - day).days for day in received)
    return ages[(len(ages) - 1) // 2] if ages else None


# 卡在哪里, 去哪里看看 --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wait:
    """卡住的一类: what it waits for."""

    code: str
    word: str | Promise
    whom: str | Promise
    where: Q


#: each open matter is in exactly one of these; a pause comes first, because then nothing else moves
PAUSED = Q(paused_on__isnull=False)
WAITS = (
    Wait("sort", _("待分类受理"), _("等登记单位或县群工办"), ~PAUSED & Q(status=Status.REGISTERED, accepted_on=None)),
    Wait("assign", _("待交办"), _("等县或乡镇交办"), ~PAUSED & Q(status=Status.REGISTERED, accepted_on__isnull=False)),
    Wait("returned", _("退回后待重新交办"), _("等县或乡镇重新交办"), ~PAUSED & Q(status=Status.RETURNED)),
    Wait("sign", _("待签收"), _("等承办单位签收"), ~PAUSED & Q(status=Status.ASSIGNED)),
    Wait("answer", _("在办，待答复"), _("等承办单位答复"), ~PAUSED & Q(status=Status.IN_HAND)),
    Wait("merged", _("随主件办理"), _("等主件答复"), ~PAUSED & Q(status=Status.MERGED)),
    Wait("follow_up", _("已答复，待回访办结"), _("等回访、群众确认"), ~PAUSED & Q(status=Status.REPLIED)),
    Wait("paused", _("中止中"), _("等中止的原因消除"), PAUSED),
)


@dataclass(frozen=True)
class Stuck:
    """一类 with how many, how many of them overdue, and since when the oldest waits."""

    wait: Wait
    count: int
    overdue: int
    oldest: date | None


def open_under(by: Actor, path: str = "") -> ConcernQuerySet:
    """Open matters that the actor sees, of a place."""
    found = Concern.objects.reachable(by=by, to=VIEW).open()
    return found.filter(within("unit_path", path) | within("handler_path", path)) if path else found


def stuck(by: Actor, today: date, path: str = "") -> list[Stuck]:
    """卡在哪里: all groups in one statement."""
    late = Q(due_on__lt=today) & ~Q(status=Status.REPLIED)
    asked: dict[str, Any] = {}
    for wait in WAITS:
        asked |= {
            f"{wait.code}_n": Count("pk", filter=wait.where),
            f"{wait.code}_late": Count("pk", filter=wait.where & late),
            f"{wait.code}_since": Min("received_on", filter=wait.where),
        }
    told = open_under(by, path).order_by().aggregate(**asked)
    return [Stuck(w, told[f"{w.code}_n"], told[f"{w.code}_late"], told[f"{w.code}_since"]) for w in WAITS]


@dataclass(frozen=True)
class Spot:
    """一处 or one topic: how much is open, overdue, in a second round or later. Never a person (M076)."""

    key: str
    name: str
    open: int
    overdue: int
    repeated: int


def _counted(found: ConcernQuerySet, field: str, today: date) -> list[dict[str, Any]]:
    late = Q(due_on__lt=today) & ~Q(status=Status.REPLIED)
    rows = found.order_by().values(field).annotate(
        open=Count("pk"), overdue=Count("pk", filter=late), repeated=Count("pk", filter=Q(round__gte=2))
    )  # fmt: skip
    return list(rows)


def spots(by: Actor, today: date, most: int = 12) -> list[Spot]:
    """去哪里看看: the places one step below one's own with most open matters."""
    step = len(by.own_path) + STEP
    sums: dict[str, list[int]] = {}
    for row in _counted(open_under(by, by.own_path), "unit_path", today):
        into = sums.setdefault(row["unit_path"][:step], [0, 0, 0])
        for place, name in enumerate(("open", "overdue", "repeated")):
            into[place] += row[name]
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=list(sums))}
    found = [Spot(str(units[path].pk), units[path].name, *counts) for path, counts in sums.items() if path in units]
    return _most(found, most)


def topics(by: Actor, today: date, most: int = 12) -> list[Spot]:
    """突出的事: topics with most open matters."""
    rows = _counted(open_under(by, by.own_path), "topic_id", today)
    known = {topic.pk: topic for topic in Topic.objects.filter(pk__in=[row["topic_id"] for row in rows])}
    found = [
        Spot(known[row["topic_id"]].code, known[row["topic_id"]].label, row["open"], row["overdue"], row["repeated"])
        for row in rows
        if row["topic_id"] in known
    ]
    return _most(found, most)


def _most(found: list[Spot], most: int) -> list[Spot]:
    return sorted(found, key=lambda spot: (-spot.open, -spot.overdue, spot.key))[:most]


# 提醒阶梯 ------------------------------------------------------------------------------------------------------------


def ladder() -> list[LadderStep]:
    """The steps in their newest versions, in the order of their days."""
    newest: dict[str, LadderStep] = {}
    for step in LadderStep.objects.order_by("code", "version"):
        newest[step.code] = step
    return sorted(newest.values(), key=lambda step: (step.since != Since.ASSIGNED, step.days, step.code))


def is_quiet(at: datetime) -> bool:
    """勿扰时段: at night and on rest days nobody is reminded of anything (F036); the county sets the hours."""
    return quiet.is_quiet(quiet.REMINDERS, at)


def falls_on(step: LadderStep, start: date, calendar: Calendar) -> date:
    """The day on which a step falls: so many days, or workdays, after (before) its start."""
    if not step.in_workdays:
        return start + timedelta(days=step.days)
    day = start
    for _each in range(abs(step.days)):
        day = calendar.next_workday(day) if step.days > 0 else _workday_before(day, calendar)
    return day


def _workday_before(day: date, calendar: Calendar) -> date:
    day -= timedelta(days=1)
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return day


def start_field(step: LadderStep) -> str:
    """The concern's date from which the step counts."""
    return "due_on" if step.since == Since.DUE else "assigned_on"


def candidates(step: LadderStep, today: date) -> Any:
    """Concerns to which the step may have come, and who were not yet reminded at it for this round and date."""
    field = start_field(step)
    given = Reminder.objects.filter(
        concern=OuterRef("pk"), step__code=step.code, round=OuterRef("round"), counted_from=OuterRef(field)
    )
    found = Concern.objects.awaiting_reply().exclude(status=Status.MERGED).filter(~Exists(given), paused_on=None)
    if step.since == Since.ASSIGNED:
        found = found.filter(status=Status.ASSIGNED, assigned_on__lt=today)
    elif step.days <= 0:
        found = found.filter(due_on__gte=today, due_on__lte=today + timedelta(days=7 - 3 * step.days))
    else:
        found = found.filter(due_on__lt=today)
    return found.select_related("unit", "handler").prefetch_related("subjects").order_by("pk")


def reminders_for(by: Actor, most: int) -> list[Reminder]:
    """提醒 that still hold for this office, the newest first: gone as soon as the matter is answered."""
    kinds = [Told.HANDLER] if by.has(ACKNOWLEDGE) or by.has(ASSIGN) else []
    if by.has(LEADS):
        kinds += [Told.LEADER, Told.ABOVE]
    found = Reminder.objects.reachable(by=by, to=REMINDED).filter(unit_path=by.own_path, told__in=kinds)
    running = [Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.RETURNED]
    holds = Q(step__since=Since.DUE, counted_from=F("concern__due_on")) | Q(
        step__since=Since.ASSIGNED, concern__status=Status.ASSIGNED
    )
    found = found.filter(holds, concern__status__in=running, round=F("concern__round"))
    return list(found.select_related("concern__unit", "concern__handler", "concern__requester", "step")[:most])


def told_unit(concern: Concern, told: str, units: dict[str, Unit], led: set[str]) -> Unit | None:
    """Whose office is told: the handler's, or who assigns where there is none; never one complained about (条例 §30)."""
    start = concern.handler or concern.unit
    paths = list(reversed(ancestors(start.path)))
    if concern.handler is None and start.kind in ("village", "community"):
        paths = paths[1:]
    if told == Told.ABOVE:
        paths = paths[1:]
    subjects = [one.unit_path for one in concern.subjects.all() if one.unit_path]
    for path in paths:
        is_about = any(path.startswith(subject) for subject in subjects)
        if not is_about and path in units and (told == Told.HANDLER or path in led):
            return units[path]
    return None
