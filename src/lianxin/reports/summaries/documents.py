"""待核对的材料: a file as text with its bound figures. Plain Python, no Django: it runs in the child process too."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate

from lianxin.pure.checking import Checked, check
from lianxin.pure.checking.tables import check_tables
from lianxin.pure.figures import checked
from lianxin.pure.paper import BoundFigure, plain_text, read_bound, read_paragraphs
from lianxin.pure.texts import ReadText, Table, Unreadable, read_text, tables_in

__all__ = ["Document", "Unreadable", "check_document", "open_document", "typed"]

_NO_NOTES = "未读：脚注和尾注。文中有绑定的数字，只核对正文。"


@dataclass(frozen=True)
class Document:
    """材料: its text, what was not read, and its bound figures, whose places are places in the text.

    `kind` is docx, pdf, xlsx, html or txt; `is_body` says that the text is the plain body of a docx alone, without
    automatic numbers and notes.
    """

    text: str
    notes: tuple[str, ...] = ()
    bound: tuple[BoundFigure, ...] = ()
    kind: str = "txt"
    tables: tuple[Table, ...] = ()
    is_body: bool = False


def open_document(data: bytes, name: str) -> Document:
    """Read a txt, docx, xlsx, html or text PDF. Raises `Unreadable` with a Chinese sentence."""
    found = read_text(data, name)
    bound = read_bound(data) if found.kind == "docx" else []
    if not bound:
        return Document(found.text, found.notes, kind=found.kind, tables=found.tables)
    placed = _placed(found, bound, read_paragraphs(data))
    if placed:
        return Document(found.text, found.notes, placed, found.kind, found.tables)
    notes = (*found.notes, _NO_NOTES) if "〔脚注〕" in found.text or "〔尾注〕" in found.text else found.notes
    return Document(plain_text(data), notes, tuple(bound), found.kind, is_body=True)


def typed(data: bytes) -> Document:
    """Words that somebody typed or pasted, in UTF-8. Raises `Unreadable` where there are none."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("没有可核对的文字。")
    return Document(text)


def _placed(found: ReadText, bound: list[BoundFigure], paragraphs: list[str]) -> tuple[BoundFigure, ...]:
    """The figures with their places in the whole text; nothing if the two readings do not agree in their paragraphs."""
    if [len(one) for one in paragraphs] != [length for _start, length in found.paragraphs]:
        return ()
    starts = list(accumulate((len(one) + 1 for one in paragraphs[:-1]), initial=0))
    out = []
    for figure in bound:
        number = bisect_right(starts, figure.start) - 1
        start = found.paragraphs[number][0] + figure.start - starts[number]
        moved = replace(figure, start=start, end=start + figure.end - figure.start)
        if found.text[moved.start : moved.end] != figure.text:
            return ()
        out.append(moved)
    return tuple(out)


def check_document(document: Document) -> Checked:
    """What the sentences and the tables of a document say of themselves, in one list."""
    found, tables = check(document.text), document.tables or tables_in(document.text)
    return checked([*found.claims, *check_tables(tables)]) if tables else found
