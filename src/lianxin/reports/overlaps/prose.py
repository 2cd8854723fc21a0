"""可比对的文字: the library that offices keep of texts from elsewhere and of earlier years."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.prose import Passage, Source, codes_of, readable_codes, source
from lianxin.reports.overlaps.models import LibraryQuerySet, LibraryText
from lianxin.reports.overlaps.terms import ANSWER, VIEW

LIBRARY = "library"


def _kept() -> LibraryQuerySet:
    found: LibraryQuerySet = LibraryText.objects.standing()
    return found


def _library(found: LibraryQuerySet) -> Iterator[Passage]:
    for one in found.order_by("pk").iterator():
        yield Passage(one.ref, one.title, one.text, one.unit_id, one.unit_path, one.on)


def _readable_library(refs: Iterable[str], by: Actor) -> set[str]:
    """His unit's own and what is shared with all, for whoever has this room at all."""
    if not (by.has(VIEW) or by.has(ANSWER)):
        return set()
    return readable_codes(_kept().open_to(by), LIBRARY, refs)


source(
    Source(
        LIBRARY,
        _("比对文库"),
        rows=lambda: _library(_kept()),
        found=lambda refs: _library(_kept().filter(code__in=codes_of(LIBRARY, refs))),
        readable=_readable_library,
        page="overlaps:library_text",
    )
)
