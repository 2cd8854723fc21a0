"""图形: the few shapes that charts are made of. Coordinates are pixels from the upper left corner."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

INK, INK_2, RULE, WHITE, ACT, PALE = "#1f2328", "#57606a", "#d5d8dc", "#ffffff", "#1f4e79", "#e8f0f8"
LATIN = 0x2E7F  # beyond it characters are as wide as they are high
Pattern = Literal["", "lines", "dots"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Box:
    """方块; with a pattern it is told from others in grey print too."""

    x: float
    y: float
    width: float
    height: float
    fill: str = WHITE
    stroke: str = ""
    pattern: Pattern = ""


@dataclass(frozen=True)
class Line:
    """直线."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = INK_2
    width: float = 1
    is_dashed: bool = False


@dataclass(frozen=True)
class Run:
    """折线 through points."""

    points: tuple[tuple[float, float], ...]
    stroke: str = INK_2
    width: float = 1.5
    is_dashed: bool = False


@dataclass(frozen=True)
class Dot:
    """圆点."""

    x: float
    y: float
    radius: float
    fill: str = INK
    stroke: str = INK


@dataclass(frozen=True)
class Words:
    """文字; `y` is the base line."""

    x: float
    y: float
    text: str
    size: float = 13
    anchor: Anchor = "start"
    fill: str = INK
    is_bold: bool = False


@dataclass(frozen=True)
class Opens:
    """可以打开的: shapes that stand for one figure, what it says, and the address of its records ("" = none)."""

    url: str
    title: str
    shapes: tuple["Shape", ...]


Shape = Box | Line | Run | Dot | Words | Opens


@dataclass(frozen=True)
class Drawing:
    """一张图; `label` says in words what it shows, for those who do not see it."""

    width: float
    height: float
    label: str
    shapes: tuple[Shape, ...]

    def plain(self) -> Iterator[Shape]:
        """All shapes in the order of drawing, without what opens."""
        for shape in self.shapes:
            yield from shape.shapes if isinstance(shape, Opens) else (shape,)


def width_of(text: str, size: float) -> float:
    """About how wide a text is drawn: a Chinese character is as wide as it is high, others a little over half.

    >>> width_of("石桥村 12", 10)
    44.4
    """
    wide = sum(size if ord(char) > LATIN else size * (0.3 if char == " " else 0.57) for char in text)
    return round(wide, 1)


def fitted(text: str, size: float, most: float) -> str:
    """The text, or its beginning with … where it would be too wide; empty where not even two characters fit."""
    if width_of(text, size) <= most:
        return text
    while text and width_of(text + "…", size) > most:
        text = text[:-1]
    return text + "…" if len(text) > 1 else ""
