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
from lianxin.pure.paper.formal import FILE, LETTER, MINUTES
from lianxin.pure.paper.titles import title_lines


@dataclass(frozen=True)
class Block:
    """One block of the page. `kind` says which, and which fields it fills:

    urgency · mark (发文机关标志, one per issuer) · number · signers · issue (of a 纪要: who and when) · rule ·
    title (one per line) · addressee · heading (`level`, `number`, `then`) · para · table · caption ·
    attachment_note (`number` is 附件： or 附件：1. or 2.) · roll (`number` is 出席：) · signature (one per unit) · date ·
    remark · attachment_label · attachment_title · sent_to and copied_to (`number` is 主送： or 抄送：) · printed
    (`then` is the date). `is_landscape`: it stands on a turned sheet.
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


def is_kept(block: Block) -> bool:
    """Whether a block must not be the last on its page: a heading on a line of its own, not one that is a sentence."""
    return block.kind == "heading" and not block.then and not block.text.endswith(("。", "；", "："))


def _blocks(paper: Paper) -> Iterator[Block]:
    yield from _head(paper)
    for line in title_lines(paper.title):
        yield Block("title", runs(line))
    if paper.addressee:
        yield Block("addressee", runs(paper.addressee.rstrip("：:") + "："))
    yield from _body(paper.body)
    yield from _notes(paper.attachments)
    for word, names in paper.rolls:
        yield Block("roll", runs(names), number=f"{word}：")
    for name in (paper.signature, *paper.cosigners):
        if name:
            yield Block("signature", runs(name))
    if paper.dated:
        yield Block("date", runs(official_date(paper.dated)))
    if paper.remark:
        yield Block("remark", runs(f"（{paper.remark.strip('（）()')}）"))
    for place, attachment in enumerate(paper.attachments, start=1):
        if attachment.body:
            number = str(place) if len(paper.attachments) > 1 else ""
            first = attachment.body[0]
            is_landscape = isinstance(first, Table) and first.is_landscape
            yield Block("attachment_label", runs(f"附件{number}"), is_landscape=is_landscape)
            for line in title_lines(attachment.name):
                yield Block("attachment_title", runs(line), is_landscape=is_landscape)
            yield from _body(attachment.body)
    yield from _imprint(paper)


def _head(paper: Paper) -> Iterator[Block]:
    """版头 in the order of each form; a paper without one bears only its number."""
    head = paper.head
    number = (Block("number", runs(paper.number)),) if paper.number else ()
    if head is None:
        yield from number
        return
    urgency = (Block("urgency", runs(head.urgency)),) if head.urgency else ()
    if head.form == LETTER:  # 10.1: one name, then the rules, then urgency and number below them
        yield from (Block("mark", runs(head.issuers[0])), Block("rule"), *urgency, *number)
        return
    yield from urgency
    word = head.word if head.form == FILE else ""
    for name in head.issuers:
        yield Block("mark", runs(name + word if len(head.issuers) == 1 else name))
    if word and len(head.issuers) > 1:
        yield Block("mark", runs(word))
    yield from number
    if head.signers:
        yield Block("signers", runs("　".join(head.signers)), number="签发人：")
    if head.form == MINUTES and (head.left or head.right):
        yield Block("issue", runs(head.left), then=runs(head.right))
    yield Block("rule")


def _imprint(paper: Paper) -> Iterator[Block]:
    """版记 (7.4): 主送 where it was moved here, 抄送, 印发; a 信函 names no printer."""
    imprint = paper.imprint
    if imprint is None:
        return
    for kind, word, names in (("sent_to", "主送", imprint.sent_to), ("copied_to", "抄送", imprint.copied_to)):
        if names:
            yield Block(kind, runs(names.rstrip("。") + "。"), number=f"{word}：")
    is_letter = paper.head is not None and paper.head.form == LETTER
    if not is_letter and (imprint.printer or imprint.printed_on):
        day = f"{official_date(imprint.printed_on)}印发" if imprint.printed_on else ""
        yield Block("printed", runs(imprint.printer), then=runs(day))


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
