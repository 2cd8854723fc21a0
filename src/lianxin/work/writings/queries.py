"""日记与报告的读法: one's own by month, what was handed to a unit, passages shared with other reports."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.overlap import LEAST, Overlap, compare, packed
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.drives.models import Drive
from lianxin.work.drives.terms import VIEW as SEE_DRIVE
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VIEW as SEE_VISIT
from lianxin.work.writings.models import Publicity, Writing
from lianxin.work.writings.terms import ANSWER, STANDING, VIEW, WritingKind, WritingStatus

REPORTS = (WritingKind.FIELD_REPORT, WritingKind.RESEARCH, WritingKind.SUGGESTION, WritingKind.EXPERIENCE)
COMPARED = (WritingKind.FIELD_REPORT, WritingKind.RESEARCH, WritingKind.EXPERIENCE)
MOST_COMPARED, MOST_SHARED = 300, 5


def own(by: Actor) -> "QuerySet[Writing]":
    """我写的, newest first."""
    found = Writing.objects.filter(person_id=by.person_id or 0)
    return found.select_related("unit", "home", "visit__unit", "drive").order_by("-on", "-pk")


def diary(by: Actor, first: date, last: date) -> "QuerySet[Writing]":
    """我的民情日记 of some days, in the order in which it was lived."""
    return own(by).filter(kind=WritingKind.DIARY, on__range=(first, last)).order_by("on", "pk")


def handed_in(by: Actor) -> "QuerySet[Writing]":
    """交来的: reports and suggestions of others that this actor may read; diaries too where their writers handed them in."""
    found = Writing.objects.reachable(by=by, to=VIEW).filter(status__in=STANDING).exclude(person_id=by.person_id or 0)
    return found.select_related("person", "home", "unit").order_by("-submitted_on", "-pk")


def to_answer(by: Actor) -> "QuerySet[Writing]":
    """待答复的建议 that went to the actor's own unit, the oldest first."""
    found = Writing.objects.reachable(by=by, to=ANSWER).filter(kind=WritingKind.SUGGESTION, unit_path=by.own_path)
    waiting = found.filter(status=WritingStatus.SUBMITTED).exclude(person_id=by.person_id or 0)
    return waiting.select_related("person", "home", "unit").order_by("submitted_on", "pk")


def answered(by: Actor, since: date) -> "QuerySet[Writing]":
    """我的建议有了答复, since that day."""
    return own(by).filter(kind=WritingKind.SUGGESTION, answered_on__gte=since)


def counted(person: Person | int, first: date, last: date) -> dict[str, int]:
    """How many of each kind a person has handed in; of diaries, which nobody has to hand in, all that he wrote."""
    key = person if isinstance(person, int) else person.pk
    found = Writing.objects.filter(person_id=key, on__range=(first, last))
    kept = found.filter(Q(status__in=STANDING) | Q(kind=WritingKind.DIARY))
    return dict(kept.order_by().values_list("kind").annotate(n=Count("pk")))


@dataclass(frozen=True)
class Shared:
    """雷同: another report that the writer may read, and the passages that both have."""

    other: Writing
    overlap: Overlap
    passages: tuple[str, ...]


def shared_passages(writing: Writing, by: Actor) -> list[Shared]:
    """与别的报告相同的段落, the longest first: only with reports that this actor may read himself (security.md T18).

    It says what is the same, for the writer to look at; it blocks nothing and goes into no figure.
    """
    mine, _places = packed(writing.text)
    grams = {mine[i : i + LEAST] for i in range(len(mine) - LEAST + 1)}
    if not grams:
        return []
    others = Writing.objects.reachable(by=by, to=VIEW).filter(kind__in=COMPARED).exclude(pk=writing.pk)
    found = []
    for other in others.select_related("person", "home").order_by("-on", "-pk")[:MOST_COMPARED]:
        text, _places = packed(other.text)
        if any(text[i : i + LEAST] in grams for i in range(len(text) - LEAST + 1)):
            found.append(_shared(writing, other))
    return sorted(found, key=lambda one: -one.overlap.chars)[:MOST_SHARED]


def _shared(writing: Writing, other: Writing) -> Shared:
    """The passages as the writer wrote them, without the marks that happen to stand at their ends."""
    overlap = compare(writing.text, other.text)
    found = (writing.text[one.start_a : one.end_a].strip(" \r\n、，。；：,.;:") for one in overlap.passages)
    return Shared(other, overlap, tuple(found))


@dataclass(frozen=True)
class Backing:
    """佐证: the record that is reported on, of those that this reader may see; None where he may not."""

    concern: Concern | None = None
    visit: Visit | None = None
    drive: Drive | None = None

    def __bool__(self) -> bool:
        return bool(self.concern or self.visit or self.drive)


def backings(rows: list[Publicity] | list[Writing], by: Actor) -> dict[int, Backing]:
    """佐证 of several rows by their key, as this reader may see them: three statements, however many rows."""
    seen: dict[str, dict[int, object]] = {}
    for name, table, see in (
        ("visit", Visit, SEE_VISIT),
        ("drive", Drive, SEE_DRIVE),
        ("concern", Concern, SEE_CONCERN),
    ):
        keys = {key for row in rows if (key := _key(row, name))}
        found = table.objects.reachable(by=by, to=see).filter(pk__in=keys) if keys else ()
        seen[name] = {one.pk: one for one in found}
    return {row.pk: Backing(**{name: seen[name].get(_key(row, name) or 0) for name in seen}) for row in rows}  # type: ignore[arg-type]


def _key(row: Publicity | Writing, name: str) -> int | None:
    if name == "concern" and isinstance(row, Writing):
        spread = getattr(row, "spread", None)
        return spread.concern_id if spread else None
    key: int | None = getattr(row, f"{name}_id")
    return key


def publicity(by: Actor) -> "QuerySet[Publicity]":
    """宣传稿件 that this actor may see, newest first."""
    found = Publicity.objects.reachable(by=by, to=VIEW).select_related("home")
    return found.order_by("-published_on", "-pk")


def published_of(unit: Unit) -> "QuerySet[Publicity]":
    """媒体报道 of exactly this unit for everybody, the newest first; nothing about a matter that is kept confidential."""
    found = Publicity.objects.filter(home=unit, withdrawn_on=None)
    secret = Q(concern__is_confidential=True) | Q(concern__kind__in=CONFIDENTIAL_KINDS)
    return found.exclude(secret).order_by("-published_on", "-pk")


def own_visits(by: Actor) -> "QuerySet[Visit]":
    """我的走访, to be named in what I write."""
    return Visit.objects.standing().by_person(by.person_id or 0).select_related("unit").order_by("-on", "-pk")


def visits_to_report_on(by: Actor) -> "QuerySet[Visit]":
    """走访 that this actor may see and that publicity can report on."""
    found = Visit.objects.reachable(by=by, to=SEE_VISIT).standing()
    return found.select_related("unit").order_by("-on", "-pk")


def drives_to_name(by: Actor) -> "QuerySet[Drive]":
    """走访活动 that this actor may see."""
    return Drive.objects.reachable(by=by, to=SEE_DRIVE).order_by("-starts_on", "-pk")


def about(concern: Concern, by: Actor) -> "QuerySet[Publicity]":
    """宣传 about a concern, for whoever sees the concern."""
    return publicity(by).filter(concern=concern, withdrawn_on=None)
