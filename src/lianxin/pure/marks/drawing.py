"""图元: what a page consists of, in millimetres from its upper left corner; and how wide a text is, roughly.

Widths are reckoned, not measured: the browser prints with the reader's own fonts, and room is left for them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 210.0, 297.0  # A4
POINT = 0.3528  # one point in millimetres


@dataclass(frozen=True)
class Bar:
    """A filled rectangle. `shade`: 0 black … 1 white."""

    x: float
    y: float
    width: float
    height: float
    shade: float = 0.0


@dataclass(frozen=True)
class Frame:
    """An empty rectangle; the line runs along the middle of its edge."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.3
    shade: float = 0.0


@dataclass(frozen=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    line: float = 0.2
    shade: float = 0.0


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is its base line, `anchor` start, middle or end; `size` the height of a character."""

    x: float
    y: float
    text: str
    size: float = 3.5
    anchor: str = "start"
    is_bold: bool = False


@dataclass(frozen=True)
class Modules:
    """A square of black and white modules (a QR code, a registration mark)."""

    x: float
    y: float
    side: float
    rows: tuple[tuple[bool, ...], ...]


Shape = Bar | Frame | Stroke | Words | Modules


def width_of(text: str, size: float) -> float:
    """About how wide a line is: Chinese characters one height, Latin letters and digits a good half."""
    return sum(size if ord(one) > 0x2E7F or one in "“”‘’…—" else size * 0.56 for one in text)


NOT_FIRST = "，。、；：？！”’）》】％…"
_PIECES = re.compile(r"[0-9A-Za-z.%/+-]+|.", re.DOTALL)


def wrapped(text: str, size: float, width: float) -> list[str]:
    """The text in lines of at most `width`; no line begins with a closing mark, no number is torn apart.

    >>> wrapped("服务态度好，办事快", 4.0, 20.0)
    ['服务态度', '好，办事快']
    """
    lines, line = [], ""
    for piece in _PIECES.findall(" ".join(text.split())):
        if line and width_of(line + piece, size) > width:
            if piece in NOT_FIRST and len(line) > 1:
                lines.append(line[:-1])
                line = line[-1] + piece
                continue
            lines.append(line)
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line] if line or not lines else lines


def beside(shapes: Sequence[Shape], kind: type[Shape]) -> list[Shape]:
    """The shapes of one kind, in their order."""
    return [one for one in shapes if isinstance(one, kind)]
