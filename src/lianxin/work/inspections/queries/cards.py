"""提示卡: for each leader, before a work day: his townships, the theme, open matters, absences, last findings, next steps.

Read together for all leaders in a constant number of statements (M221). What stands on a card is walled twice: by whoever
prints it, and by the leader who gets it: what complains of him or his office is neither listed nor counted.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import actor_for
from lianxin.base.orgs.roles import ROLES
from lianxin.work.concerns.models import Concern, ConcernSubject
from lianxin.work.concerns.queries import RUNNING, shown
from lianxin.work.concerns.terms import OPEN
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.inspections import reminding
from lianxin.work.inspections.models import Assignment, CardSent, InspectionPlan
from lianxin.work.inspections.queries.assigned import leaders
from lianxin.work.inspections.queries.drawing import TOWNSHIP
from lianxin.work.inspections.terms import VIEW
from lianxin.work.workdays import queries as workdays
from lianxin.work.workdays.queries import WorkDay

TITLES = 8  # of a leader with one township; who has several gets a share of each, so that it stays one page
LINES = 6  # of those on leave, and of each part that another room adds
LOOKS = 10
SPARE = 12  # read besides, for what a leader's own wall takes away
NOBODY = Actor(ref="", name="", post="")


@dataclass(frozen=True)
class Matter:
    """一件未办结的: its title as the leader may read it, until when."""

    code: str
    title: str
    due_on: date | None
    is_overdue: bool


@dataclass
class Place:
    """卡上的一个乡镇. `open` is None where the leader's post opens no concern of it."""

    unit: Unit
    open: int | None = None
    overdue: int = 0
    matters: list[Matter] = field(default_factory=list)
    absences: list[str] = field(default_factory=list)
    parts: list[tuple[str | Promise, list[str]]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


@dataclass
class Card:
    """提示卡 of one leader for one work day."""

    key: str
    code: str
    name: str
    post: str
    day: WorkDay | None
    places: list[Place]
    look_at: list[str]
    sent: CardSent | None = None


@dataclass(frozen=True)
class _Open:
    """What is open in the townships: how many, how many overdue, the first titles, and whom concerns complain of."""

    counts: Mapping[str, tuple[int, int]]
    firsts: Mapping[str, list[Concern]]
    subjects: list[dict[str, Any]]


def cards(unit: Unit, on: date, by: Actor, today: date, key: str = "") -> list[Card]:
    """提示卡 of all leaders under a unit for the work day on that day (of one, with his `key`).

    About a dozen statements, whether there is one leader or twenty-eight.
    """
    held = {one: rows for one, rows in leaders(unit, on).items() if not key or one == key}
    if not held:
        return []
    day = next(iter(workdays.days(unit, on, on, decided=True)), None)
    open_ = _open(unit, by, today)
    absent = _absent(unit, on)
    actors = _actors(held, today)
    sent = {one.key: one for one in CardSent.objects.filter(unit=unit, day=on)}
    units = list({one.unit_id: one.unit for rows in held.values() for one in rows}.values())
    told = [(part.label, part.of_all(units, on, by)) for part in reminding.PARTS.values()]
    look_at = _look_at(unit, on, by, day)
    found = []
    for each, rows in held.items():
        posts = actors.get(rows[0].person_id or 0, [])
        places = [_place(one, posts, open_, absent, told, today) for one in rows]
        for place in places:
            _shorten(place, len(places))
        found.append(Card(each, rows[0].code, rows[0].name, rows[0].post, day, places, look_at, sent.get(each)))
    return found


def _place(
    one: Assignment, posts: list[Actor], open_: _Open, absent: Mapping[str, list[str]],
    told: list[tuple[str | Promise, Mapping[int, list[str]]]], today: date,
) -> Place:  # fmt: skip
    place = Place(one.unit, absences=absent.get(one.unit_path, []))
    place.parts = [(label, lines[one.unit_id]) for label, lines in told if lines.get(one.unit_id)]
    if one.person_id is not None and not any(post.may_at(SEE_CONCERN, one.unit_path) for post in posts):
        return place
    hidden = {row["concern_id"]: row for row in open_.subjects
              if is_within(row["concern__unit_path"], one.unit_path) and _is_of(row, one, posts)}  # fmt: skip
    place.open, place.overdue = open_.counts.get(one.unit_path, (0, 0))
    place.open -= len(hidden)
    place.overdue -= sum(_is_overdue(row["concern__status"], row["concern__due_on"], today) for row in hidden.values())
    reader = next((post for post in posts if post.may_at(SEE_CONCERN, one.unit_path)), NOBODY)
    firsts = [concern for concern in open_.firsts.get(one.unit_path, []) if concern.pk not in hidden]
    place.matters = [
        Matter(c.code, shown(c.title, c, reader), c.due_on, _is_overdue(c.status, c.due_on, today))
        for c in firsts[:TITLES]
    ]
    return place


def _shorten(place: Place, share: int) -> None:
    """One A4 page: a share of the lines for each township, and how many more there are."""
    lines = max(2, LINES // share)
    place.steps = _steps(place)
    place.matters = place.matters[: max(3, TITLES // share)]
    more = len(place.absences) - lines
    if more > 0:
        words = ngettext("另有 %(n)s 人请假", "另有 %(n)s 人请假", more)
        place.absences = [*place.absences[:lines], words % {"n": more}]
    place.parts = [(label, told[:lines]) for label, told in place.parts]


def _steps(place: Place) -> list[str]:
    """下一步, from what stands above it."""
    found = []
    if place.overdue:
        words = ngettext(
            "超期的 %(n)s 件，问清卡在哪里，定下办结日期。",
            "超期的 %(n)s 件，问清卡在哪里，定下办结日期。",
            place.overdue,
        )
        found.append(words % {"n": place.overdue})
    if alone := sum(one.endswith(_("没有替代人员")) for one in place.absences):
        words = ngettext("%(n)s 人请假没有替代人员，请总站落实。", "%(n)s 人请假没有替代人员，请总站落实。", alone)
        found.append(words % {"n": alone})
    return found


def _is_of(row: Mapping[str, Any], one: Assignment, posts: list[Actor]) -> bool:
    """Whether a concern complains of this leader, or of an office of his; one without an account is known by his name."""
    if one.person_id is None:
        return bool(row["person__name"]) and row["person__name"] == one.name
    path = row["unit_path"]
    return row["person_id"] == one.person_id or any(path and is_within(post.own_path, path) for post in posts)


def _is_overdue(status: str, due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on < today and status in RUNNING


def _open(unit: Unit, by: Actor, today: date) -> _Open:
    """Four statements."""
    found = Concern.objects.reachable(by=by, to=SEE_CONCERN).matters().filter(
        within("unit_path", unit.path), status__in=OPEN
    )  # fmt: skip
    placed = found.order_by().annotate(town=Substr("unit_path", 1, TOWNSHIP))
    late = Q(due_on__lt=today, status__in=RUNNING)
    rows = placed.values("town").annotate(n=Count("pk"), late=Count("pk", filter=late)).values_list("town", "n", "late")
    counts = {town: (n, overdue) for town, n, overdue in rows}
    order = [F("due_on").asc(nulls_last=True), F("code").asc()]
    ranked = placed.annotate(nth=Window(RowNumber(), partition_by=[F("town")], order_by=order))
    keys = dict(ranked.filter(nth__lte=TITLES + SPARE).values_list("pk", "town"))
    firsts: dict[str, list[Concern]] = defaultdict(list)
    for one in (
        Concern.objects.reachable(by=by, to=SEE_CONCERN)
        .filter(pk__in=keys)
        .select_related("requester")
        .order_by(*order)
    ):
        firsts[keys[one.pk]].append(one)
    about = ConcernSubject.objects.filter(concern__in=found.order_by().values("pk")).order_by("pk")
    subjects: list[Any] = list(about.values(
        "concern_id", "unit_path", "person_id", "person__name", "concern__unit_path", "concern__status", "concern__due_on"
    ))  # fmt: skip
    return _Open(counts, firsts, subjects)


def _absent(unit: Unit, on: date) -> dict[str, list[str]]:
    """请假 known for that day by township: name and post, who stands in; never the private reason. One statement."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in workdays.absences_on(unit.path, on):
        who = _("%(unit)s %(name)s（%(post)s）请假") % {
            "unit": one.station.unit.name, "name": one.member.name, "post": one.member.post,
        }  # fmt: skip
        instead = _("由%(name)s替代") % {"name": one.substitute.name} if one.substitute else _("没有替代人员")
        found[one.unit_path[:TOWNSHIP]].append(f"{who}，{instead}")
    return found


def _actors(held: Mapping[str, list[Assignment]], today: date) -> dict[int, list[Actor]]:
    """The posts of those leaders who have an account: one statement."""
    persons = {rows[0].person_id for rows in held.values() if rows[0].person_id}
    posts = Posting.objects.valid(today).filter(person_id__in=persons, person__is_active=True, role__in=ROLES)
    found: dict[int, list[Actor]] = defaultdict(list)
    for post in posts.select_related("unit", "person").order_by("unit__path", "pk"):
        found[post.person_id].append(actor_for(post))
    return found


def _look_at(unit: Unit, on: date, by: Actor, day: WorkDay | None) -> list[str]:
    """检查的重点内容: what the month's theme stresses, and what the approved plans of that day look at, without their names."""
    found = list(day.theme.stress) if day and day.theme else []
    if by.may_at(VIEW, unit.path):
        for lines in (
            InspectionPlan.objects.filter(unit=unit).approved().during(on, on).values_list("look_at", flat=True)
        ):
            found += lines
    return list(dict.fromkeys(str(line) for line in found))[:LOOKS]
