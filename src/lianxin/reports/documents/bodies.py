"""正文 of a version as it is kept: headings, paragraphs, tables, runs of words and bound figures, as plain JSON.

A run is a string of words, or {"t": text, "b": [indicator, version, unit, period, value], "l": label, "p": printed}; "p" only
where a hand has changed the text since it was bound.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any

from lianxin.pure.paper import (
    MINUTES,
    Attachment,
    Binding,
    BoundFigure,
    Figure,
    Head,
    Heading,
    Imprint,
    Item,
    Paper,
    Para,
    Run,
    Table,
    Text,
    blocks,
    official_date,
)
from lianxin.pure.paper.document import Cell
from lianxin.reports.documents.models import Document, DocumentVersion

Json = dict[str, Any]


def body_of(paper: Paper) -> Json:
    """What is kept of a paper beside its title, addressee, number and dates: who signed it then too."""
    return {
        "items": [_item(one) for one in paper.body],
        "attachments": [{"name": one.name, "items": [_item(item) for item in one.body]} for one in paper.attachments],
        "is_sealed": paper.is_sealed,
        "cosigners": list(paper.cosigners),
        "remark": paper.remark,
        "signature": paper.signature[:60],
        "rolls": [list(one) for one in paper.rolls],
    }


def paper_of(document: Document, version: DocumentVersion, dated: date | None = None) -> Paper:
    """The paper of a version, with the number and the date that the document bears (or the one handed in).

    An issued document has the head of its form; a draft has none, so that its file can be taken in again.
    """
    body: Json = version.body
    rolls = tuple((who, names) for who, names in body.get("rolls", ()))
    is_headed = bool(document.form and document.number)
    return Paper(
        title=version.title, body=items_of(body), addressee=version.addressee, attachments=attachments_of(body),
        signature=body.get("signature", document.signature), dated=document.issued_on or dated, number=document.number,
        is_sealed=bool(body.get("is_sealed")), cosigners=tuple(body.get("cosigners", ())), rolls=rolls,
        remark=body.get("remark", ""), head=_head(document) if is_headed else None,
        imprint=Imprint(printer=document.unit.name, printed_on=document.issued_on) if is_headed else None,
    )  # fmt: skip


def _head(document: Document) -> Head:
    """版头: the unit's name; of a 纪要 or 简报 its own name, with who edits it and the day above the rule (10.3)."""
    name = document.unit.name
    if document.form != MINUTES:
        return Head((name,), document.form)
    word = document.kind_label.partition("（")[0]
    return Head((f"{name}{word}",), MINUTES, left=name, right=official_date(document.issued_on or document.drafted_on))


def items_of(body: Json) -> tuple[Item, ...]:
    """The body's items."""
    return tuple(_item_from(row) for row in body["items"])


def attachments_of(body: Json) -> tuple[Attachment, ...]:
    """The attachments, each with its own items."""
    return tuple(
        Attachment(row["name"], tuple(_item_from(item) for item in row["items"])) for row in body.get("attachments", ())
    )


def figures_in(items: Iterable[Item]) -> Iterator[Figure]:
    """Every bound figure, in reading order."""
    for parts in runs_in(items):
        yield from (part for part in parts if isinstance(part, Figure))


def runs_in(items: Iterable[Item]) -> Iterator[tuple[Run, ...]]:
    """The runs of every heading, paragraph and cell, in reading order."""
    for item in items:
        if isinstance(item, Table):
            for row in (item.header, *item.rows):
                yield from (as_runs(cell) for cell in row)
        else:
            yield item.runs
            if isinstance(item, Heading):
                yield item.then


def as_runs(cell: Cell) -> tuple[Run, ...]:
    """A cell's runs; a plain word is one."""
    return ((Text(cell),) if cell else ()) if isinstance(cell, str) else cell


@dataclass(frozen=True)
class Reading:
    """成文的文字: the words as they are read, one block or cell a line, and where the bound figures stand in them."""

    text: str
    bound: tuple[BoundFigure, ...]


def read(paper: Paper) -> Reading:
    """The words of a paper and its bound figures."""
    words: list[str] = []
    bound: list[BoundFigure] = []
    length = 0
    for parts in _lines(paper):
        for part in parts:
            if isinstance(part, Figure):
                printed = part.printed or part.text
                bound.append(BoundFigure(part.binding, part.text, length, length + len(part.text), printed))
            words.append(part.text)
            length += len(part.text)
        words.append("\n")
        length += 1
    return Reading("".join(words).rstrip("\n"), tuple(bound))


def part_at(paper: Paper, start: int, end: int) -> tuple[Run, int] | None:
    """The run of the body in which a piece of the reading lies whole, and where that run begins; None across several."""
    here = 0
    for parts in _lines(paper):
        for part in parts:
            if here <= start and end <= here + len(part.text):
                return part, here
            here += len(part.text)
        here += 1
    return None


def with_words(paper: Paper, start: int, end: int, words: str) -> Paper | None:
    """The paper with other words at a place of its reading; None where a figure or a number of the layout stands there."""
    found = part_at(paper, start, end)
    if found is None or not isinstance(found[0], Text):
        return None
    old, here = found
    new = Text(old.text[: start - here] + words + old.text[end - here :])
    changed = mapped(paper, lambda parts: tuple(new if part is old else part for part in parts))
    if changed != paper:
        return changed
    quote = old.text[start - here : end - here]
    return replace(paper, title=paper.title.replace(quote, words, 1)) if quote in paper.title else None


def _lines(paper: Paper) -> Iterator[tuple[Run, ...]]:
    for block in blocks(paper):
        if block.table is not None:
            for row in (block.table.header, *block.table.rows):
                yield from (as_runs(cell) for cell in row)
        else:
            yield (*([Text(block.number)] if block.number else []), *block.runs, *block.then)


def _item(item: Item) -> Json:
    if isinstance(item, Heading):
        return {"k": "h", "level": item.level, "runs": _runs(item.runs), "then": _runs(item.then)}
    if isinstance(item, Para):
        return {"k": "p", "runs": _runs(item.runs)}
    return {
        "k": "t", "header": [_runs(as_runs(cell)) for cell in item.header],
        "rows": [[_runs(as_runs(cell)) for cell in row] for row in item.rows], "caption": item.caption,
        "landscape": item.is_landscape, "widths": list(item.widths),
    }  # fmt: skip


def _runs(parts: Iterable[Run]) -> list[Any]:
    kept: list[Any] = []
    for part in parts:
        if isinstance(part, Figure):
            row: Json = {"t": part.text, "b": list(astuple(part.binding))}
            kept.append(row | ({"l": part.label} if part.label else {}) | ({"p": part.printed} if part.printed else {}))
        elif part.text and kept and isinstance(kept[-1], str):
            kept[-1] += part.text
        elif part.text:
            kept.append(part.text)
    return kept


def _item_from(row: Json) -> Item:
    if row["k"] == "h":
        return Heading(row["level"], _runs_from(row["runs"]), _runs_from(row["then"]))
    if row["k"] == "p":
        return Para(_runs_from(row["runs"]))
    return Table(
        tuple(_runs_from(cell) for cell in row["header"]),
        tuple(tuple(_runs_from(cell) for cell in line) for line in row["rows"]),
        row["caption"], row["landscape"], tuple(row["widths"]),
    )  # fmt: skip


def _runs_from(rows: Iterable[Any]) -> tuple[Run, ...]:
    return tuple(
        Text(row) if isinstance(row, str) else Figure(row["t"], Binding(*row["b"]), row.get("l", ""), row.get("p", ""))
        for row in rows
    )


def mapped(paper: Paper, change: Callable[[tuple[Run, ...]], tuple[Run, ...]]) -> Paper:
    """The paper with every line of runs replaced by what `change` makes of it."""
    return replace(
        paper, body=tuple(_mapped(item, change) for item in paper.body),
        attachments=tuple(
            replace(one, body=tuple(_mapped(item, change) for item in one.body)) for one in paper.attachments
        ),
    )  # fmt: skip


def _mapped(item: Item, change: Callable[[tuple[Run, ...]], tuple[Run, ...]]) -> Item:
    if isinstance(item, Table):
        header = tuple(change(as_runs(cell)) for cell in item.header)
        return replace(item, header=header, rows=tuple(tuple(change(as_runs(c)) for c in row) for row in item.rows))
    if isinstance(item, Heading):
        return replace(item, runs=change(item.runs), then=change(item.then))
    return Para(change(item.runs))
