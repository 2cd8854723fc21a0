"""群工动态的读法: the archive, one issue as it may be read today, what may be picked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from lianxin.base.orgs.permissions import Actor
from lianxin.work.examples import queries as examples
from lianxin.work.examples.models import Example
from lianxin.work.newsletters.models import Newsletter, NewsletterItem
from lianxin.work.newsletters.terms import ISSUE, VIEW, NewsletterStatus, Section
from lianxin.work.publishing.models import Publication

OFFERED = 60


def newsletters(by: Actor, *, status: str = "", year: int | None = None) -> "QuerySet[Newsletter]":
    """各期, the newest first."""
    found = Newsletter.objects.reachable(by=by, to=VIEW)
    if status:
        found = found.filter(status=status)
    if year is not None:
        found = found.filter(issued_on__range=(date(year, 1, 1), date(year, 12, 31)))
    return found.select_related("unit", "dispatch").annotate(n=Count("items")).order_by("-begun_on", "-pk")


def to_issue(by: Actor) -> "QuerySet[Newsletter]":
    """要我签发的: submitted, by another than oneself."""
    if not by.has(ISSUE):
        return Newsletter.objects.none()
    found = Newsletter.objects.reachable(by=by, to=ISSUE).filter(status=NewsletterStatus.SUBMITTED)
    return found.exclude(edited_by=by.ref).select_related("unit").order_by("begun_on", "pk")


@dataclass(frozen=True)
class Line:
    """一条 as it stands today: whether it may still be printed, and whether everybody may read it."""

    item: NewsletterItem
    is_printable: bool
    is_public: bool


def lines(newsletter: Newsletter, on: date) -> list[Line]:
    """The items section by section; what rests on an example or a voice that was taken back since is not printed.

    Three statements, however many items there are.
    """
    items = list(newsletter.items.all())
    kept = {item.example_id for item in items if item.example_id is not None}
    library = set(Example.objects.filter(pk__in=kept).library().values_list("pk", flat=True)) if kept else set()
    open_ = set(Example.objects.filter(pk__in=kept).public().values_list("pk", flat=True)) if kept else set()
    voiced = {item.publication_id for item in items if item.publication_id is not None}
    voices = set(Publication.objects.public(on).filter(pk__in=voiced).values_list("pk", flat=True)) if voiced else set()
    order = {section: place for place, section in enumerate(Section.values)}
    found = []
    for item in sorted(items, key=lambda one: (order[one.section], one.order, one.pk)):
        if item.example_id is not None:
            line = Line(item, item.example_id in library, item.example_id in open_)
        elif item.publication_id is not None:
            line = Line(item, item.publication_id in voices, item.publication_id in voices)
        else:
            line = Line(item, True, item.may_be_public)
        found.append(line)
    return found


def by_section(found: Iterable[Line]) -> list[tuple[Section, list[Line]]]:
    """The lines under their headings; empty sections are left out."""
    shelves: dict[str, list[Line]] = {}
    for line in found:
        shelves.setdefault(line.item.section, []).append(line)
    return [(section, shelves[section]) for section in Section if section in shelves]


def may_go_public(found: Iterable[Line]) -> bool:
    """Whether every item that is printed may be read by everybody, and there is one."""
    printed = [line for line in found if line.is_printable]
    return bool(printed) and all(line.is_public for line in printed)


def public(on: date) -> "QuerySet[Newsletter]":
    """上网公开的各期, the newest first."""
    found = Newsletter.objects.filter(status=NewsletterStatus.ISSUED, public_on__lte=on)
    return found.select_related("unit", "dispatch").order_by("-issued_on", "-pk")


def examples_to_pick(by: Actor, newsletter: Newsletter) -> list[Example]:
    """可选的典型: of the library, as far as the editor sees it, not yet in this issue; what was never used first."""
    taken = newsletter.items.filter(example__isnull=False).values("example_id")
    found = examples.library(by).exclude(pk__in=taken).annotate(used=Count("uses"))
    return list(found.order_by("used", "-approved_on", "-pk")[:OFFERED])


def voices_to_pick(by: Actor, newsletter: Newsletter, on: date) -> list[Publication]:
    """可选的群众心声: only what is public already."""
    taken = newsletter.items.filter(publication__isnull=False).values("publication_id")
    found = Publication.objects.public(on).past_the_wall(by=by).exclude(pk__in=taken).select_related("shown")
    return list(found.order_by("-publish_on", "code")[:OFFERED])
