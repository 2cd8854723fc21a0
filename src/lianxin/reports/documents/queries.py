"""公文的读法: the archive by filters, one version's words, and the unit's own texts for whoever compares them."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F, QuerySet

from lianxin.base.drafting import COMPOSERS
from lianxin.base.drafting.examples import barred
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Paper
from lianxin.pure.paper.document import LONG
from lianxin.pure.periods import Period
from lianxin.reports.documents import bodies
from lianxin.reports.documents.models import Document, DocumentVersion, PageText
from lianxin.reports.documents.models.documents import DocumentQuerySet
from lianxin.reports.documents.terms import ISSUE, PUBLISH, VIEW, PageState, State


@dataclass(frozen=True)
class Archived:
    """存档的一篇: its record, kind, title, the period it covers where it has one, its day, its words."""

    ref: str
    kind: str
    title: str
    period: Period | None
    on: date
    text: str


def texts_of(unit: Unit, by: Actor, before: date | None = None) -> list[Archived]:
    """本单位的成文: the issued documents of exactly this unit that the reader may open, newest first; in one statement.

    `before` leaves out what is of that day or later. Leaders' talks and documents from above are not the unit's words.
    """
    found = Document.objects.reachable(by=by, to=VIEW).own_words().with_text().filter(unit=unit)
    if before:
        found = found.filter(issued_on__lt=before)
    return [
        Archived(one.ref, one.kind, one.title, one.about, one.issued_on, one.words)
        for one in found.order_by("-issued_on", "-pk")
    ]


@dataclass(frozen=True)
class Wanted:
    """要看哪些: everything empty means all."""

    states: tuple[str, ...] = ()
    kind: str = ""
    unit: Unit | None = None
    year: int | None = None
    period: str = ""
    words: str = ""


def documents(by: Actor, wanted: Wanted = Wanted()) -> DocumentQuerySet:
    """公文, newest first."""
    found = Document.objects.reachable(by=by, to=VIEW)
    if wanted.states:
        found = found.filter(state__in=wanted.states)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.unit:
        found = found.filter(unit=wanted.unit)
    if wanted.year:
        found = found.filter(issued_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.period:
        found = found.filter(period=wanted.period)
    if wanted.words:
        found = found.filter(versions__number=F("version"), versions__text__contains=wanted.words)
    return found.select_related("unit").order_by("-drafted_on", "-pk")


def by_kind(by: Actor, wanted: Wanted = Wanted()) -> list[tuple[str, str, int]]:
    """各文种几件: code, word, how many that stand; one statement."""
    found = (
        documents(by, wanted).standing().order_by().values("kind", "kind_label").annotate(n=Count("pk", distinct=True))
    )
    return sorted((row["kind"], row["kind_label"], row["n"]) for row in found)


def to_sign(by: Actor) -> "QuerySet[Document]":
    """等我签发的."""
    found = Document.objects.reachable(by=by, to=ISSUE).filter(state=State.SUBMITTED)
    return found.select_related("unit").order_by("submitted_on", "pk")


def newest(document: Document) -> DocumentVersion:
    """The newest version."""
    return DocumentVersion.objects.get(document=document, number=document.version)


def staff_names(unit: Unit) -> list[str]:
    """Names of those who hold a post at the unit or above it: officials, not private persons. One statement."""
    found = Posting.objects.filter(unit__path__in=unit.ancestor_paths())
    return sorted(set(found.values_list("person__name", flat=True)))


def most_characters(kind: str) -> int:
    """篇幅: how long a document of this kind may be in characters before a reason is asked for (JF-9)."""
    return COMPOSERS[kind].most if kind in COMPOSERS else LONG


def public_words(paper: Paper) -> str:
    """The words of a paper for everybody: its body alone, one paragraph a line; title and date stand above it."""
    return bodies.read(replace(paper, title="", number="", addressee="", signature="", dated=None)).text.strip()


def words_shown(page: PageText) -> str:
    """What everybody reads of a page text: without the sentences of a typical case that was taken out since."""
    text = page.text
    for words in barred(text):
        text = text.replace(words, "")
    return text


def page_of(document: Document) -> PageText | None:
    """The page text of a document that is prepared or shown."""
    return PageText.objects.filter(document=document, state__in=(PageState.PREPARED, PageState.SHOWN)).first()


def pages_to_confirm(by: Actor) -> "QuerySet[PageText]":
    """Page texts that another prepared and that wait for this person's confirmation."""
    found: QuerySet[PageText] = PageText.objects.reachable(by=by, to=PUBLISH).filter(state=PageState.PREPARED)
    return found.exclude(prepared_by=by.ref).select_related("unit", "document").order_by("prepared_on", "pk")


def shown_of(unit: Unit) -> "QuerySet[PageText]":
    """What the unit's public page shows, the newest first."""
    found: QuerySet[PageText] = PageText.objects.shown().filter(unit=unit)
    return found.order_by("-on", "-pk")
