"""接待日的读法: sessions and log books as far as one may see them, who may take a turn, what waits for whom."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.roles import ROLES
from lianxin.pure.schedule import SessionDay, session_days
from lianxin.pure.workdays import ClockRule, run
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.sorting_terms import AskerCategory
from lianxin.work.concerns.terms import ACKNOWLEDGE, ANSWER_NOW, ASSIGN, CLASSIFY, REGISTER, Channel
from lianxin.work.concerns.terms import VIEW as VIEW_CONCERN
from lianxin.work.reception.models import (
    AgendaMeeting,
    EntryQuerySet,
    ReceptionEntry,
    ReceptionRule,
    ReceptionSession,
    RosterPerson,
    SessionQuerySet,
)
from lianxin.work.reception.terms import OFFICE, PACK, RECORD, VIEW, Disposition, SessionStatus

LENT = (REGISTER, CLASSIFY, ANSWER_NOW, ASSIGN)
AHEAD = 60  # days of which the public page and the notice tell


def due(rule: ClockRule, on: date) -> date:
    """The day on which this clock of the reception rule ends."""
    return run(rule, on, clocks.calendar()).on


_CATEGORIES = {str(one.label): str(one.value) for one in AskerCategory}


def category_code(word: str) -> str:
    """A category as it is stored: the code of a common one, else the unit's own word."""
    return _CATEGORIES.get(word, word)[:20]


def category_label(code: str) -> str:
    """A stored category in words."""
    return str(AskerCategory(code).label) if code in AskerCategory.values else code


def days_of(rule: ReceptionRule, first: date, last: date) -> tuple[SessionDay, ...]:
    """The days of a rule in a range, within its validity, holidays and 调休 considered."""
    first = max(first, rule.valid_from)
    last = min(last, rule.valid_to) if rule.valid_to else last
    return session_days(set(rule.weekdays), first, last, calendar=clocks.calendar(), skips_holidays=rule.skips_holidays)


def may_receive(unit: Unit, on: date) -> QuerySet[Person]:
    """Who may take a turn: persons with a post in this very unit on that day."""
    posted = Posting.objects.valid(on).filter(unit=unit).values("person_id")
    return Person.objects.filter(pk__in=posted, is_active=True).order_by("name", "pk")


def posted_under(unit: Unit, on: date) -> QuerySet[Person]:
    """To whom a matter may be handed: persons with a post in the unit or below it."""
    posted = Posting.objects.valid(on).filter(within("unit__path", unit.path)).values("person_id")
    return Person.objects.filter(pk__in=posted, is_active=True).order_by("name", "pk")


def units_with_office(by: Actor) -> QuerySet[Unit]:
    """The units that hold reception days and whose office the actor is."""
    ruled = ReceptionRule.objects.reachable(by=by, to=OFFICE).values("unit_id")
    return Unit.objects.filter(pk__in=ruled).order_by("path")


def units_with_rules(by: Actor) -> QuerySet[Unit]:
    """The units in reach that hold reception days."""
    ruled = ReceptionRule.objects.reachable(by=by, to=VIEW).values("unit_id")
    return Unit.objects.filter(pk__in=ruled).order_by("path")


def swappable(session: ReceptionSession, today: date) -> QuerySet[ReceptionSession]:
    """The coming sessions of the same rule that somebody else holds."""
    coming = ReceptionSession.objects.filter(rule=session.rule_id, status=SessionStatus.PLANNED, on__gte=today)
    return coming.exclude(receiver=session.receiver_id).select_related("receiver").order_by("on")


def has_handler(unit: Unit, on: date) -> bool:
    """Whether somebody in this unit may sign for what is handed to it."""
    handling = [role.code for role in ROLES.values() if ACKNOWLEDGE.code in role.grants]
    return Posting.objects.valid(on).filter(unit=unit, role__in=handling).exists()


def unit_of(person: Person, under: Unit, on: date) -> Unit | None:
    """The unit in which a leader holds his post, within a unit."""
    found = Posting.objects.valid(on).filter(within("unit__path", under.path), person=person)
    posting = found.select_related("unit").order_by("unit__path").first()
    return posting.unit if posting else None


def is_on_duty(by: Actor, session: ReceptionSession) -> bool:
    """Whether the session is his own turn."""
    return by.person_id is not None and by.person_id == session.receiver_id


def on_duty(by: Actor, session: ReceptionSession) -> Actor:
    """值班: for the matters of his own session the roster lends the receiver the deeds of intake, in that unit alone."""
    if not is_on_duty(by, session):
        return by
    lent = {one.code: (*by.grants.get(one.code, ()), session.unit_path) for one in LENT}
    return replace(by, grants={**by.grants, **lent})


def may_record(by: Actor, session: ReceptionSession) -> bool:
    """The receiver himself, or who keeps the book for him."""
    return is_on_duty(by, session) or by.may(RECORD, session)


def sessions(by: Actor) -> SessionQuerySet:
    """Sessions one may see, with how many concerns of the book one may see."""
    found: SessionQuerySet = ReceptionSession.objects.reachable(by=by, to=VIEW)
    hidden = Q(entries__concern__in=Concern.objects.behind_the_wall(by=by))
    return found.select_related("unit", "receiver", "rule").annotate(count=Count("entries", filter=~hidden))


def public_sessions(today: date, *, under: str = "") -> list[ReceptionSession]:
    """接待日公布: what is to come, on days that are really held: a holiday published since then takes it off at once."""
    found = ReceptionSession.objects.standing().filter(on__range=(today, today + timedelta(days=AHEAD)))
    found = found.filter(within("unit_path", under)) if under else found
    rows = list(found.select_related("unit", "receiver", "rule").order_by("unit_path", "on"))
    return [one for one in rows if _is_held(one)]


def _is_held(session: ReceptionSession) -> bool:
    days = days_of(session.rule, session.on, session.on)
    return not days or days[0].is_held  # a day that the rule no longer names was arranged by hand and stands


def with_people() -> EntryQuerySet:
    """Lines of log books with what their pages name."""
    found: EntryQuerySet = ReceptionEntry.objects.all()
    return found.select_related(
        "session__unit", "session__receiver", "concern__unit", "concern__handler", "concern__requester",
        "concern__topic", "to_unit", "to_person", "meeting__unit",
    )  # fmt: skip


def entries(by: Actor) -> EntryQuerySet:
    """Lines of log books one may see, with what their pages name."""
    found: EntryQuerySet = with_people().reachable(by=by, to=VIEW)
    return found


def book_of(session: ReceptionSession, by: Actor) -> list[ReceptionEntry]:
    """记录簿: the lines of a session, in order, with their replies."""
    return list(entries(by).filter(session=session).prefetch_related("concern__replies").order_by("number"))


def register(by: Actor) -> EntryQuerySet:
    """转办和会议事项登记: a view of the books that were handed over, never a ledger of its own (M013)."""
    kinds = (Disposition.TRANSFERRED, Disposition.MEETING, Disposition.LATER)
    return entries(by).filter(disposition__in=kinds).order_by("-session__on", "number", "pk")


def agenda(by: Actor, unit: Unit | None = None) -> EntryQuerySet:
    """会议议题: what waits for a meeting of the units in reach, the oldest first."""
    found = entries(by).on_agenda()
    found = found.filter(meeting__unit=unit) if unit else found
    return found.order_by("meeting_id", "at", "pk")


def meetings(by: Actor) -> QuerySet[AgendaMeeting]:
    """研究会议 of the units in reach."""
    return AgendaMeeting.objects.reachable(by=by, to=VIEW).select_related("unit")


def pack_due(found: Iterable[ReceptionEntry]) -> date | None:
    """By when the items must be gathered for the head of the unit: a week after the oldest that no pack holds."""
    waiting = [one.session.on for one in found if one.packed_on is None]
    return due(PACK, min(waiting)) if waiting else None


def packed(by: Actor, unit_id: int, on: date) -> list[ReceptionEntry]:
    """The items of one 议题汇编."""
    return list(entries(by).filter(meeting__unit_id=unit_id, packed_on=on).order_by("meeting_id", "at", "pk"))


def packs(by: Actor) -> list[tuple[int, str, date, int]]:
    """议题汇编 made so far: the unit, the day and how many items, the newest first."""
    found = ReceptionEntry.objects.reachable(by=by, to=VIEW).filter(packed_on__isnull=False)
    counted = found.values_list("meeting__unit_id", "meeting__unit__name", "packed_on").annotate(n=Count("pk"))
    return list(counted.order_by("-packed_on", "meeting__unit__name")[:24])


def mailbox(by: Actor) -> QuerySet[Concern]:
    """信箱来信: concerns that came through the head's letter box; the unanswered first, by their clock."""
    found: QuerySet[Concern] = Concern.objects.reachable(by=by, to=VIEW_CONCERN).filter(channel=Channel.MAILBOX)
    return found.select_related("unit", "handler", "requester").order_by("replied_on", "due_on", "code")


def undertaken(concern: Concern) -> date | None:
    """承诺解决日期: the day by which the receiver, or the office that sorted the matter, said it would be solved (M017)."""
    entry = ReceptionEntry.objects.filter(concern=concern).only("promised_on").first()
    if entry is not None and entry.promised_on is not None:
        return entry.promised_on
    return concern.sortings.values_list("promised_on", flat=True).last()


def waiting_sessions(by: Actor, today: date) -> list[ReceptionSession]:
    """要我办的 of sessions: my turn today, my books to fill in and to hand over, what the office is to take over."""
    mine = Q(receiver=by.person_id) & (
        Q(status=SessionStatus.PLANNED, on__lte=today) | Q(status=SessionStatus.COMPLETED)
    )
    if by.person_id is None:
        mine = Q(pk__in=())
    if by.has(OFFICE):
        mine |= Q(status=SessionStatus.HANDED_OVER, unit_path=by.own_path)
    return list(ReceptionSession.objects.filter(mine).select_related("unit", "receiver").order_by("on")[:20])


def waiting_entries(by: Actor) -> list[ReceptionEntry]:
    """要我办的 of the office: books received of which something is still to be handed out, and open items of meetings."""
    if not by.has(OFFICE):
        return []
    here = entries(by).filter(unit_path=by.own_path)
    received = here.to_transfer().filter(session__received_on__isnull=False)
    unpacked = here.on_agenda().filter(packed_on=None)
    return list((received | unpacked).order_by("at")[:20])


def with_roster() -> Prefetch:
    """The roster with its persons, for a list of rules."""
    return Prefetch("roster", queryset=RosterPerson.objects.select_related("person"))
