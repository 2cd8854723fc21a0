"""公文模板的读法: an office's own templates, those that a document can be laid out in, and a document in one of them."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.drafting import COMPOSERS
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import FILE, Head, Imprint, Unreadable, own, read_paragraphs
from lianxin.pure.paper.own_sample import EXPLAINED, field
from lianxin.reports.documents import bodies
from lianxin.reports.documents.models import Document, DocumentTemplate, DocumentVersion
from lianxin.reports.documents.models.templates import TemplateQuerySet
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.documents.terms import OTHER, VIEW, State

#: how many of a unit's templates a returned file may have been laid out in
_MOST_FRAMES = 10


def templates(by: Actor) -> TemplateQuerySet:
    """看得到的模板, those in use first, the newest first; without the files themselves."""
    found = DocumentTemplate.objects.reachable(by=by, to=VIEW).select_related("unit").defer("data")
    return found.order_by("unit_path", "kind", "-set_on", "-pk")


def offered(document: Document, by: Actor) -> TemplateQuerySet:
    """这份公文能套用的: its own unit's that are in use, for its kind or for all; nobody writes under another's red head."""
    here = templates(by).in_use().filter(unit_id=document.unit_id, kind__in=("", document.kind))
    return here.order_by("-kind")


def tried_on(template: DocumentTemplate, by: Actor, most: int = 20) -> list[Document]:
    """可以试填的: the newest documents of the template's unit and kind that this person may read."""
    found = Document.objects.reachable(by=by, to=VIEW).written_here().filter(unit_id=template.unit_id)
    if template.kind:
        found = found.filter(kind=template.kind)
    return list(found.exclude(state=State.VOIDED).order_by("-drafted_on", "-pk")[:most])


@dataclass(frozen=True)
class Field:
    """一个栏目: its name, what it is filled with, what becomes of it where there is nothing; where a template has it."""

    name: str
    meaning: str
    if_empty: str
    places: str = ""

    @property
    def written(self) -> str:
        """As it is written in a template."""
        return field(self.name)


def fields(places: list[tuple[str, str]] | None = None) -> list[Field]:
    """能填的栏目, each explained; with `places` those of one template."""
    found: dict[str, list[str]] = {}
    for name, where in places or ():
        found.setdefault(name, []).append(where)
    return [Field(name, *said, places="、".join(found.get(name, ()))) for name, said in EXPLAINED.items()]


def frame_of(unit: Unit) -> list[str]:
    """The lines of a unit's templates, retired ones too, with their fields in braces: they are no text of a document."""
    lines: dict[str, None] = {}
    for template in DocumentTemplate.objects.filter(unit=unit).order_by("-pk")[:_MOST_FRAMES]:
        with suppress(Unreadable):
            lines |= dict.fromkeys(line for line in read_paragraphs(bytes(template.data)) if line.strip())
    return list(lines)


def kind_label(kind: str) -> str:
    """The word of a kind of document; all where it is empty."""
    if not kind:
        return _("各种公文")
    return str(COMPOSERS[kind].label) if kind in COMPOSERS else _("其他公文") if kind == OTHER else kind


def filled(
    template: DocumentTemplate, document: Document, version: DocumentVersion, dated: date | None = None
) -> own.Filled:
    """套用模板: the document in the office's own file, its figures bound as they were. Raises Unfit with a sentence."""
    paper = bodies.paper_of(document, version, dated)
    unit = document.unit.name
    head = Head((unit,), document.form or FILE, signers=(document.signer,) if document.signer else ())
    printed = Imprint(printer=unit, printed_on=document.issued_on) if document.issued_on else paper.imprint
    try:
        return own.filled(bytes(template.data), replace(paper, head=head, imprint=printed))
    except own.Unreadable as refusal:
        raise Unfit(str(refusal)) from refusal
