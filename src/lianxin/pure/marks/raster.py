"""成图: a page as a grey picture, for proofs and for a demonstration without a scanner.

Texts are drawn with a font for Chinese where one is found, else as grey bars of the same length.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from lianxin.pure.marks.drawing import HEIGHT, WIDTH, Bar, Frame, Modules, Shape, Stroke, Words, width_of

FONTS = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "wqy-microhei.ttc", "wqy-zenhei.ttc", "uming.ttc")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def picture(shapes: Iterable[Shape], *, scale: float) -> Image.Image:
    """The page at `scale` pixels per millimetre (about 8 for 200 dpi), black on white."""
    made = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    draw = ImageDraw.Draw(made)
    for one in shapes:
        _draw(draw, one, scale)
    return made


def _draw(draw: ImageDraw.ImageDraw, one: Shape, scale: float) -> None:
    if isinstance(one, Bar):
        draw.rectangle(_rectangle(one.x, one.y, one.width, one.height, scale), fill=round(one.shade * 255))
    elif isinstance(one, Frame):
        half = one.line / 2
        outer = _rectangle(one.x - half, one.y - half, one.width + one.line, one.height + one.line, scale)
        draw.rectangle(outer, outline=round(one.shade * 255), width=max(1, round(one.line * scale)))
    elif isinstance(one, Stroke):
        points = [(x * scale, y * scale) for x, y in one.points]
        draw.line(points, fill=round(one.shade * 255), width=max(1, round(one.line * scale)), joint="curve")
    elif isinstance(one, Modules):
        size = one.side / len(one.rows)
        for n, row in enumerate(one.rows):
            for m, black in enumerate(row):
                if black:
                    draw.rectangle(_rectangle(one.x + m * size, one.y + n * size, size, size, scale), fill=0)
    else:
        _write(draw, one, scale)


def _rectangle(x: float, y: float, width: float, height: float, scale: float) -> tuple[int, int, int, int]:
    """Pixels from edge to edge; the last row and column belong to it."""
    left, top = round(x * scale), round(y * scale)
    return left, top, max(left, round((x + width) * scale) - 1), max(top, round((y + height) * scale) - 1)


def _write(draw: ImageDraw.ImageDraw, one: Words, scale: float) -> None:
    font = _font(round(one.size * scale))
    x, y = one.x * scale, one.y * scale
    if font is not None:
        draw.text((x, y), one.text, fill=0, font=font, anchor={"start": "ls", "middle": "ms", "end": "rs"}[one.anchor])
        return
    wide = width_of(one.text, one.size) * scale
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[one.anchor] * wide
    draw.rectangle((left, y - one.size * scale * 0.7, left + wide, y), fill=150)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | None:
    path = _font_path()
    return ImageFont.truetype(str(path), size) if path else None


@cache
def _font_path() -> Path | None:
    """The first font for Chinese that is installed."""
    found = {one.name: one for folder in FONT_FOLDERS if folder.is_dir() for one in folder.rglob("*.tt[cf]")}
    return next((found[name] for name in FONTS if name in found), None)
