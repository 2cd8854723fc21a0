"""What the deeds of the documents have in common: the locked record, a new version, a reason, the journal."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.drafting import Words
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Paper, count_characters
from lianxin.reports.documents import bodies
from lianxin.reports.documents.models import Document, DocumentVersion
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.terms import Origin

MOST_CHARACTERS = 200_000
MOST_TITLE = 120


def standing(document: Document) -> Document:
    """The document, locked until the deed is done."""
    return Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document.pk)


def newest(document: Document) -> DocumentVersion:
    """Its newest version."""
    return DocumentVersion.objects.get(document=document, number=document.version)


def in_chinese(word: Words) -> str:
    """A word as it is kept: in the language of the documents, whatever language the writer's pages are in."""
    with override(settings.LANGUAGE_CODE):
        return str(word)


def reason(typed: str, sentence: str = "", field: str = "reason") -> str:
    """The reason, at most 200 characters. Raises Unfit where there is none."""
    if not typed.strip():
        raise Unfit(sentence or _("请写明原因。"), field)
    return typed.strip()[:200]


def add_version(document: Document, paper: Paper, origin: Origin, by: Actor, at: datetime) -> DocumentVersion:
    """Lay the paper down as the newest version; the document takes its title, addressee and signature."""
    title = paper.title.strip()
    if not title:
        raise Unfit(_("请写标题。"), "title")
    if len(title) > MOST_TITLE or len(paper.addressee) > MOST_TITLE:
        raise Unfit(_("标题和主送机关各不超过 120 字。"), "title")
    text = bodies.read(paper).text
    if len(text) > MOST_CHARACTERS:
        raise Unfit(_("全文超过 20 万字，请分开写。"))
    document.version += 1
    document.title, document.addressee, document.signature = title, paper.addressee, paper.signature[:60]
    return DocumentVersion.objects.create(
        document=document, number=document.version, origin=origin, title=title, addressee=paper.addressee,
        body=bodies.body_of(paper), text=text, characters=count_characters(paper), by_name=by.name, by_post=by.post[:120],
        at=at,
    )  # fmt: skip


def on_newest(document: Document, base: int) -> None:
    """Refuse what was begun on a version that is not the newest any more."""
    if base != document.version:
        raise Unfit(_("您打开以后，这份公文又有了新的版本。请先看新版本，再修改。"))


def tell(
    event: str, document: Document, by: Actor, at: datetime, private: Mapping[str, str] | None = None, **detail: object
) -> None:
    """The deed in the journal."""
    book.record(event, of=document.ref, unit_path=document.unit_path, by=by, at=at, private=private, **detail)
