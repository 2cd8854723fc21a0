"""可比对的文字: the issues of the newsletter as they may be printed today; what was taken back since is left out."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.prose import Passage, Source, codes_of, readable_codes, source
from lianxin.work.examples.models import Example
from lianxin.work.newsletters.models import Newsletter, NewsletterItem
from lianxin.work.newsletters.terms import VIEW
from lianxin.work.publishing.models import Publication

KIND = "newsletter"


def _issued() -> "QuerySet[Newsletter]":
    return Newsletter.objects.issued()


def _passages(found: "QuerySet[Newsletter]") -> Iterator[Passage]:
    """Four statements, however many issues and items there are; the same rule as `queries.lines`."""
    issues = list(found.order_by("pk"))
    items = list(NewsletterItem.objects.filter(newsletter__in=issues).order_by("newsletter_id", "order", "pk"))
    kept = {item.example_id for item in items if item.example_id is not None}
    voiced = {item.publication_id for item in items if item.publication_id is not None}
    library = set(Example.objects.filter(pk__in=kept).library().values_list("pk", flat=True)) if kept else set()
    open_ = Publication.objects.public(localdate()).filter(pk__in=voiced) if voiced else Publication.objects.none()
    voices = set(open_.values_list("pk", flat=True))
    texts: dict[int, list[str]] = {}
    for item in items:
        if item.example_id in (None, *library) and item.publication_id in (None, *voices):
            texts.setdefault(item.newsletter_id, []).append(f"{item.title}\n{item.text}")
    for one in issues:
        if one.pk in texts and one.issued_on is not None:
            yield Passage(one.ref, one.title, "\n".join(texts[one.pk]), one.unit_id, one.unit_path, one.issued_on)


def _readable(refs: Iterable[str], by: Actor) -> set[str]:
    return readable_codes(Newsletter.objects.reachable(by=by, to=VIEW).issued(), KIND, refs)


source(
    Source(
        KIND,
        _("群工动态"),
        rows=lambda: _passages(_issued()),
        found=lambda refs: _passages(_issued().filter(code__in=codes_of(KIND, refs))),
        readable=_readable,
        page="newsletters:newsletter",
    )
)
