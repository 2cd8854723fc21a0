"""待核对的材料: a file as text with its bound figures. Plain Python, no Django: it runs in the child process too."""

from dataclasses import dataclass

from lianxin.pure.paper import BoundFigure, plain_text, read_bound
from lianxin.pure.texts import Unreadable, read_text

__all__ = ["Document", "Unreadable", "open_document"]

_ZIP = b"PK\x03\x04"
_NO_NOTES = "未读：脚注和尾注。文中有绑定的数字，只核对正文。"


@dataclass(frozen=True)
class Document:
    """材料: its text, what was not read, and its bound figures, whose places are places in the text."""

    text: str
    notes: tuple[str, ...] = ()
    bound: tuple[BoundFigure, ...] = ()


def open_document(data: bytes, name: str) -> Document:
    """Read a txt, docx or text PDF. Raises `Unreadable` with a Chinese sentence."""
    found = read_text(data, name)
    bound = read_bound(data) if data.startswith(_ZIP) else []
    if not bound:
        return Document(found.text, found.notes)
    body = plain_text(data)
    if found.text.startswith(body):
        return Document(found.text, found.notes, tuple(bound))
    return Document(body, (*found.notes, _NO_NOTES) if len(found.text) > len(body) else found.notes, tuple(bound))
