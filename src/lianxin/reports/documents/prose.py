"""公文的成文: what a unit issued, for whoever looks for shared passages (F114); a draft is compared only when it is asked for."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.prose import Passage, Source, codes_of, readable_codes, source
from lianxin.reports.documents.models import Document
from lianxin.reports.documents.models.documents import DocumentQuerySet
from lianxin.reports.documents.terms import NOT_OWN, VIEW, State

KIND = "document"


def rows() -> Iterator[Passage]:
    """Every issued text of the units' own."""
    return _passages(Document.objects.all().own_words())


def found(refs: Iterable[str]) -> Iterator[Passage]:
    """Some texts as they stand now, also drafts; none that was voided."""
    standing = Document.objects.exclude(kind__in=NOT_OWN).exclude(state=State.VOIDED)
    return _passages(standing.filter(code__in=codes_of(KIND, refs)))


def readable(refs: Iterable[str], by: Actor) -> set[str]:
    """Those that the reader may open."""
    return readable_codes(Document.objects.reachable(by=by, to=VIEW), KIND, refs)


def _passages(documents: DocumentQuerySet) -> Iterator[Passage]:
    for one in documents.with_text().order_by("pk").iterator(chunk_size=500):
        on = one.issued_on or one.drafted_on
        yield Passage(one.ref, one.title, one.words, one.unit_id, one.unit_path, on, one.drafter_id)


source(Source(KIND, _("公文"), rows, found, readable, "documents:document"))
