"""公文的成文: what a unit issued, for whoever looks for shared passages (F114); a draft is compared only when it is asked for.

Sentences that were composed from the records are nobody's wording: every unit's summary has them, with its own figures. Of a
document that was drafted here only what people wrote is compared.
"""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.prose import Passage, Source, codes_of, readable_codes, source
from lianxin.reports.documents.models import Document, DocumentVersion
from lianxin.reports.documents.models.documents import DocumentQuerySet
from lianxin.reports.documents.terms import NOT_OWN, VIEW, Origin, State

KIND = "document"
_SENTENCE, _FIGURE = re.compile(r"[^。；\n]+[。；\n]*|[。；\n]+"), re.compile(r"[\d.,，\s]+")


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
    composed = DocumentVersion.objects.filter(origin=Origin.COMPOSED).only("document_id", "text")
    held = documents.with_text().prefetch_related(Prefetch("versions", composed, to_attr="composed"))
    for one in held.order_by("pk").iterator(chunk_size=500):
        on = one.issued_on or one.drafted_on
        text = own_words(one.words, [version.text for version in one.composed])
        yield Passage(one.ref, one.title, text, one.unit_id, one.unit_path, on, one.drafter_id)


def own_words(text: str, composed: Iterable[str]) -> str:
    """What people wrote in a text: without the sentences that were composed, whatever their figures are now.

    >>> own_words("本月受理12件。\\n三组的水管换了。", ["本月受理9件。"])
    '三组的水管换了。'
    """
    made = {_bare(sentence) for one in composed for sentence in _SENTENCE.findall(one)}
    return "".join(one for one in _SENTENCE.findall(text) if _bare(one) not in made).strip() if made else text


def _bare(sentence: str) -> str:
    return _FIGURE.sub("", sentence).strip("。；")


source(Source(KIND, _("公文"), rows, found, readable, "documents:document"))
