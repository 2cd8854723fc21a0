"""The paper laid out as a list of blocks, in reading order: what docx, page and print have in common."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lianxin.pure.paper.document import (
    Attachment,
    Heading,
    Item,
    Paper,
    Para,
    Run,
    Table,
    heading_number,
    official_date,
    runs,
    text_of,
)
from lianxin.pure.paper.titles import title_lines


@dataclass(frozen=True)
class Block:
    """One block of the page. `kind` says which, and which fields it fills:

    number · title (one per line) · addressee · heading (`level`, `number`, `then`) · para · table ·
    caption · attachment_note (`number` is 附件： or 附件：1. or 2.) · signature · date ·
    attachment_label · attachment_title. `is_landscape`: it stands on a turned sheet.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    number: str = ""
    then: tuple[Run, ...] = ()
    table: Table | None = None
    is_landscape: bool = False

    @property
    def text(self) -> str:
        """All words of the block, as they are read (a table's words are in `table`)."""
        return self.number + text_of(self.runs) + text_of(self.then)


def blocks(paper: Paper) -> tuple[Block, ...]:
    """The paper as blocks, numbered and in order, for a template: `{% for run in block.runs %}`.

    A run has `.text`, and `.binding`, which is empty for plain words. No HTML is made here.
    """
    return tuple(_blocks(paper))


def _blocks(paper: Paper) -> Iterator[Block]:
    if paper.number:
        yield Block("number", runs(paper.number))
    for line in title_lines(paper.title):
        yield Block("title", runs(line))
    if paper.addressee:
        yield Block("addressee", runs(paper.addressee.rstrip("：:") + "："))
    yield from _body(paper.body)
    yield from _notes(paper.attachments)
    if paper.signature:
        yield Block("signature", runs(paper.signature))
    if paper.dated:
        yield Block("date", runs(official_date(paper.dated)))
    for place, attachment in enumerate(paper.attachments, start=1):
        if attachment.body:
            number = str(place) if len(paper.attachments) > 1 else ""
            first = attachment.body[0]
            is_landscape = isinstance(first, Table) and first.is_landscape
            yield Block("attachment_label", runs(f"附件{number}"), is_landscape=is_landscape)
            for line in title_lines(attachment.name):
                yield Block("attachment_title", runs(line), is_landscape=is_landscape)
            yield from _body(attachment.body)


def _notes(attachments: tuple[Attachment, ...]) -> Iterator[Block]:
    """附件说明: numbered only when there are several; no mark after the name (GB/T 9704 7.3.4)."""
    for place, attachment in enumerate(attachments, start=1):
        head = "附件：" if place == 1 else ""
        number = f"{place}." if len(attachments) > 1 else ""
        yield Block("attachment_note", runs(attachment.name), number=head + number)


def _body(items: Iterable[Item]) -> Iterator[Block]:
    counts = [0, 0, 0, 0]
    for item in items:
        if isinstance(item, Heading):
            counts[item.level - 1] += 1
            counts[item.level :] = [0] * (4 - item.level)
            number = heading_number(item.level, counts[item.level - 1])
            yield Block("heading", item.runs, level=item.level, number=number, then=item.then)
        elif isinstance(item, Para):
            yield Block("para", item.runs)
        else:
            if item.caption:
                yield Block("caption", runs(item.caption), is_landscape=item.is_landscape)
            yield Block("table", table=item, is_landscape=item.is_landscape)
