"""诉求的读法: the tabs of the list, what needs whom, how long is left, who may know the requester.

Everything here begins with `reachable`, so that what one may not see is in no list, no count and no search.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.base.clocks import queries as clocks
from lianxin.base.custody.queries import granted
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.protection.masks import mask_text
from lianxin.base.search import index
from lianxin.pure.workdays import Calendar
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.searching import holds_all, searched
from lianxin.work.concerns.terms import (
    ACKNOWLEDGE,
    ASSIGN,
    CLASSIFY,
    CLOSE,
    FLOW,
    PERMISSION_OF,
    REPLY,
    REVEAL,
    VERBS,
    VIEW,
    Status,
)  # fmt: skip

SOON = 2  # 快到期: due within so many workdays
NOT_CLOSED = tuple(state for state in Status if state != Status.CLOSED)
RUNNING = (Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.RETURNED, Status.MERGED)


#: what `first_of` reads of each: a model built from sixty columns takes longer than the statement
SHOWN = (
    "code", "title", "kind", "status", "is_confidential", "minor", "unit_path", "handler_path", "round", "received_on", "closed_on",
    "first_due_on", "due_on", "due_is_provisional", "clock", "clock_version", "unit__name", "handler__name",
    "requester__name",
)  # fmt: skip


@dataclass(frozen=True)
class Left:
    """还剩多少: words, their tone, and whether the date is 暂定."""

    text: str
    tone: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class Tab:
    """一个标签: its code in the address, its words, the order of its list."""

    code: str
    word: str | Promise
    by_due: bool = True


TABS = (
    Tab("to_sort", gettext_lazy("待分办")),
    Tab("in_hand", gettext_lazy("待签收、在办")),
    Tab("soon", gettext_lazy("快到期")),
    Tab("overdue", gettext_lazy("超期")),
    Tab("replied", gettext_lazy("待回访")),
    Tab("closed", gettext_lazy("已办结"), by_due=False),
    Tab("all", gettext_lazy("全部"), by_due=False),
)


def soon_until(today: date, calendar: Calendar) -> date:
    """The last day that counts as 快到期."""
    day = today
    for _step in range(SOON):
        day = calendar.next_workday(day)
    return day


STATES_OF_TAB = {
    "to_sort": (Status.REGISTERED, Status.RETURNED),
    "in_hand": (Status.ASSIGNED, Status.IN_HAND, Status.MERGED),
    "replied": (Status.REPLIED,),
    "closed": (Status.CLOSED,),
}


def tab_conditions(today: date, calendar: Calendar) -> dict[str, Q]:
    """What each tab holds."""
    running = Q(status__in=RUNNING)
    return {
        **{code: Q(status__in=states) for code, states in STATES_OF_TAB.items()},
        # Closed ⇔ closed_on is set. Asked by the state, SQLite takes the index of states and sorts nearly all there is.
        "closed": Q(closed_on__isnull=False),
        "soon": running & Q(due_on__gte=today, due_on__lte=soon_until(today, calendar)),
        "overdue": running & Q(due_on__lt=today),
        "all": Q(),
    }


def count_whole(by: Actor, words: str = "") -> int:
    """How many concerns an actor sees under no filter but these words: what lies in his places less what is walled off.

    Without a row: the county's are all there are; in a smaller place those of its own, those it handles for others,
    and those it helps others with.
    """
    everything = Concern.objects.all()
    if not holds_all(by, VIEW):
        here, handed, helped = Q(pk__in=()), Q(pk__in=()), Q(pk__in=())
        for root in by.grants.get(VIEW.code, ()):
            here, handed = here | within("unit_path", root), handed | within("handler_path", root)
            helped |= everything.beyond(root, VIEW)
        parts = (
            everything.filter(here), everything.filter(handed).exclude(here),
            everything.filter(helped).exclude(here).exclude(handed),
        )  # fmt: skip
        placed = sum(_sifted(part, words, by).count() for part in parts)
    elif not words:
        placed = everything.count()
    else:
        placed = index.count("concern", words) if _counts_all(by) else searched(everything, words, by).count()
    walled = Concern.objects.placed(by=by, to=VIEW).behind_the_wall(by=by)
    return placed - _sifted(walled, words, by).count()


def _counts_all(by: Actor) -> bool:
    """Whether every hit is his: the index alone can count them only where no minor's matter is there."""
    return holds_all(by, CLASSIFY) and not Concern.objects.exclude(minor="").exists()


def _sifted(found: ConcernQuerySet, words: str, by: Actor) -> Any:
    return searched(found, words, by, is_sifted=True) if words else found


def count_tabs(
    found: ConcernQuerySet, conditions: dict[str, Q], *, whole: int | None = None, is_search: bool = False
) -> dict[str, int]:
    """The exact number behind every tab. By status first: that walks one index; the two by date look at the open ones.

    `whole`: how many `found` has, where that is known (`count_whole`): then the closed ones, nearly all there is,
    are what the others leave. What a search finds is costly to find and little, so there all is counted in one passage.
    """
    found, dated = found.order_by(), {code: conditions[code] for code in ("soon", "overdue")}
    looked_at = found if whole is None else found.filter(status__in=NOT_CLOSED)
    at_once = {code: Count("pk", filter=condition) for code, condition in dated.items()} if is_search else {}
    by_status = {row["status"]: row for row in looked_at.values("status").annotate(number=Count("*"), **at_once)}
    if is_search:
        counts = {code: sum(row[code] for row in by_status.values()) for code in dated}
    else:
        counts = {code: found.filter(condition).count() for code, condition in dated.items()}
    for code, states in STATES_OF_TAB.items():
        counts[code] = sum(by_status[state]["number"] for state in states if state in by_status)
    counts["all"] = sum(row["number"] for row in by_status.values())
    if whole is not None:
        counts |= {"closed": whole - counts["all"], "all": whole}
    return counts


def first_of(found: "QuerySet[Concern]", most: int) -> list[Concern]:
    """The first so many of an ordered, reachable list, with what a row shows.

    Keys first: a sort carries every column that is asked for, and half a million texts are much to carry.
    """
    keys = list(found.values_list("pk", flat=True)[:most])
    rows = Concern.objects.select_related("unit", "handler", "requester").only(*SHOWN).in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def left(concern: Concern, today: date, calendar: Calendar) -> Left:
    """还有几日: for a list or a chip; a closed one says whether it was in time."""
    if concern.status == Status.CLOSED:
        late = concern.first_due_on and concern.closed_on and concern.closed_on > concern.first_due_on
        return Left(_("超期办结"), "late") if late else Left(_("按期办结"), "done")
    if concern.status in (Status.DECLINED, Status.VOIDED):
        return Left("")
    if concern.status == Status.REPLIED:
        return Left(_("已答复"), "done")
    if concern.due_on is None:
        return Left(_("未定期限"), "quiet")
    if concern.due_on < today:
        over = (today - concern.due_on).days
        return Left(ngettext("超期 %(days)s 日", "超期 %(days)s 日", over) % {"days": over}, "late")
    if concern.due_on == today:
        return Left(_("今天到期"), "soon", concern.due_is_provisional)
    days, words = _days_until(concern, concern.due_on, today, calendar)
    tone = "soon" if concern.due_on <= soon_until(today, calendar) else ""
    return Left(words % {"days": days}, tone, concern.due_is_provisional)


def _days_until(concern: Concern, due_on: date, today: date, calendar: Calendar) -> tuple[int, str]:
    workday = not concern.clock or clocks.rule(concern.clock, concern.clock_version).rule.unit == "workday"
    days = calendar.workdays_after(today, due_on) if workday else 0
    if days:
        return days, ngettext("还有 %(days)s 个工作日", "还有 %(days)s 个工作日", days)
    days = (due_on - today).days
    return days, ngettext("还有 %(days)s 日", "还有 %(days)s 日", days)


def may_know_asker(by: Actor, concern: Concern) -> bool:
    """Whether this actor may ask who the requester is; of a confidential one only who takes concerns in (T7).

    Of a minor's nobody: each look is approved by another person (未成年人网络保护条例 第三十六条).
    """
    return not concern.minor and by.may(REVEAL, concern) and (not concern.is_confidential or by.may(CLASSIFY, concern))


def may_look(by: Actor, concern: Concern, at: datetime) -> bool:
    """The same, or by a grant that stands at this moment."""
    return may_know_asker(by, concern) or (by.may(REVEAL, concern) and bool(granted(concern.ref, by, at)))


def sees_asker(by: Actor, concern: Concern) -> bool:
    """The same for the masked name in a list: weighed by paths alone, costs no query."""
    return not concern.is_confidential or (not concern.minor and _takes_in(by, concern))


def _takes_in(by: Actor, concern: Concern) -> bool:
    return any(is_within(concern.unit_path, root) for root in by.grants.get(CLASSIFY.code, ()))


def is_withheld(concern: Concern, by: Actor) -> bool:
    """涉及未成年人: the words of it are read by the unit that handles it and by who takes matters in there, nobody else."""
    handles = bool(by.own_path) and concern.handler_path == by.own_path
    return bool(concern.minor) and not handles and not _takes_in(by, concern)


def shown(text: str, concern: Concern, by: Actor) -> str:
    """Title or text as this actor may read it: of a confidential one without telephones and the requester's name."""
    if is_withheld(concern, by):
        return _("（涉及未成年人，不显示）")
    if sees_asker(by, concern):
        return text
    asker = getattr(concern, "requester", None)
    return mask_text(text, [asker.name] if asker and len(asker.name) > 1 else [])


@dataclass(frozen=True)
class Duty:
    """要我办的一件: the verb, the concern, its title as one may read it, how long is left."""

    verb: str
    word: str | Promise
    concern: Concern
    title: str
    left: Left


#: what a state asks for, of whom; the handler's deeds only where his own unit is the handler
ASKS: tuple[tuple[str, Permission, Q], ...] = (
    ("classify", CLASSIFY, Q(status__in=(Status.REGISTERED, Status.RETURNED), accepted_on=None)),
    ("assign", ASSIGN, Q(status__in=(Status.REGISTERED, Status.RETURNED), accepted_on__isnull=False)),
    ("acknowledge", ACKNOWLEDGE, Q(status=Status.ASSIGNED)),
    ("reply", REPLY, Q(status=Status.IN_HAND)),
    ("close", CLOSE, Q(status=Status.REPLIED)),
)


def _asked(by: Actor, permission: Permission, state: Q) -> "QuerySet[Concern]":
    found = Concern.objects.reachable(by=by, to=permission).filter(state)
    if permission.weighed_at == ("handler",):
        found = found.filter(handler_path=by.own_path)
    return found


def duties(by: Actor, today: date, calendar: Calendar, most: int) -> list[Duty]:
    """要我办的: over all verbs, most urgent first, at most so many."""
    found: list[Duty] = []
    for verb, permission, state in ASKS:
        if not by.has(permission):
            continue
        rows = (
            _asked(by, permission, state)
            .select_related("unit", "handler", "requester")
            .order_by("due_on", "code")[:most]
        )
        found += [Duty(verb, VERBS[verb], row, shown(row.title, row, by), left(row, today, calendar)) for row in rows]
    return sorted(found, key=_urgency)[:most]


def _urgency(duty: Duty) -> tuple[bool, date, str]:
    concern = duty.concern
    return concern.status == Status.REPLIED, concern.due_on or date.max, concern.code


def count_duties(by: Actor) -> list[tuple[str, str | Promise, int]]:
    """How many of each verb, exactly; verbs with none are left out."""
    counted = [
        (verb, VERBS[verb], _asked(by, permission, state).count())
        for verb, permission, state in ASKS
        if by.has(permission)
    ]
    return [row for row in counted if row[2]]


def awaited(by: Actor, today: date, calendar: Calendar, most: int) -> list[Duty]:
    """等别人办的: handed out and not yet answered, the latest first."""
    rows = (
        Concern.objects.reachable(by=by, to=VIEW)
        .filter(status__in=(Status.ASSIGNED, Status.IN_HAND))
        .exclude(handler_path=by.own_path)
        .select_related("unit", "handler", "requester")
        .order_by("due_on", "code")[:most]
    )
    words = {Status.ASSIGNED: VERBS["acknowledge"], Status.IN_HAND: VERBS["reply"]}
    return [
        Duty("", words[Status(row.status)], row, shown(row.title, row, by), left(row, today, calendar)) for row in rows
    ]


@dataclass(frozen=True)
class Closed:
    """现在不能做的: a verb and the sentence that says why."""

    word: str | Promise
    why: str


def deeds_open(concern: Concern, by: Actor, today: date) -> tuple[list[str], list[Closed]]:
    """What this actor may do with it now (the next step first), and why not the rest."""
    open_, closed = [], []
    for verb, permission in PERMISSION_OF.items():
        if not by.may(permission, concern):
            if FLOW.can(verb, concern.status):
                closed.append(
                    Closed(VERBS[verb], _("您现在的职务没有这项权限：%(what)s。") % {"what": permission.label})
                )
        elif not FLOW.can(verb, concern.status):
            closed.append(Closed(VERBS[verb], _wrong_state(verb, concern)))
        elif why := _hindered(verb, concern, today):
            closed.append(Closed(VERBS[verb], why))
        else:
            open_.append(verb)
    return sorted(open_, key=_next_first(concern)), closed


def _wrong_state(verb: str, concern: Concern) -> str:
    needed = "、".join(f"“{Status(state).label}”" for state in FLOW.moves[verb][0])
    return _("要在%(needed)s时才能办，现在是“%(now)s”。") % {"needed": needed, "now": Status(concern.status).label}


def _hindered(verb: str, concern: Concern, today: date) -> str:
    if verb == "assign" and concern.accepted_on is None:
        return _("请先分类受理，再交办。")
    if verb != "extend":
        return ""
    rule = clocks.rule(concern.clock, concern.clock_version).rule if concern.clock else None
    if rule is None or not rule.max_extension:
        return _("这类时限按规定不能延期。")
    if concern.extended_by:
        return _("已经延期一次，不能再延。")
    if concern.due_on is not None and concern.due_on < today:
        return _("期限已过，不能再延期。")
    return ""


ORDER = ("assign", "acknowledge", "reply", "close", "classify", "answer_now", "note_follow_up", "extend", "reopen",
         "send_back", "decline", "void")  # fmt: skip


def _next_first(concern: Concern) -> Callable[[str], tuple[bool, int]]:
    first = {
        Status.REGISTERED: "classify" if concern.accepted_on is None else "assign",
        Status.CLOSED: "note_follow_up",
    }
    wanted = first.get(Status(concern.status), "")
    return lambda verb: (verb != wanted, ORDER.index(verb))
