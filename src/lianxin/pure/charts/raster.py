"""成图: a drawing as a PNG, with the Chinese font that is installed."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from lianxin.pure.charts.fonts import Face, chinese_font
from lianxin.pure.charts.shapes import Box, Dot, Drawing, Line, Run, Shape, Words

LARGEST = 9000  # pixels on a side: beyond, the picture is drawn smaller


class NoFont(LookupError):
    """没有中文字体: a picture would hold empty boxes instead of words."""


def png(drawing: Drawing, *, scale: float = 2.0) -> bytes:
    """The picture. Raises NoFont where no font for Chinese is installed."""
    face = chinese_font()
    if face is None:
        raise NoFont
    scale = min(scale, LARGEST / drawing.height, LARGEST / drawing.width)
    made = Image.new("RGB", (round(drawing.width * scale), round(drawing.height * scale)), "#ffffff")
    pen = ImageDraw.Draw(made)
    for shape in drawing.plain():
        _draw(made, pen, shape, scale, face)
    box = BytesIO()
    made.save(box, "PNG", optimize=True, dpi=(96 * scale, 96 * scale))
    return box.getvalue()


def _draw(made: Image.Image, pen: ImageDraw.ImageDraw, shape: Shape, scale: float, face: Face) -> None:
    if isinstance(shape, Box):
        _box(made, pen, shape, scale)
    elif isinstance(shape, Line):
        ends = ((shape.x1 * scale, shape.y1 * scale), (shape.x2 * scale, shape.y2 * scale))
        _line(pen, ends, shape.stroke, shape.width * scale, shape.is_dashed, scale)
    elif isinstance(shape, Run):
        points = [(x * scale, y * scale) for x, y in shape.points]
        for ends in zip(points, points[1:], strict=False):
            _line(pen, ends, shape.stroke, shape.width * scale, shape.is_dashed, scale)
    elif isinstance(shape, Dot):
        x, y, radius = shape.x * scale, shape.y * scale, shape.radius * scale
        edges = (x - radius, y - radius, x + radius, y + radius)
        pen.ellipse(edges, fill=shape.fill, outline=shape.stroke, width=max(1, round(1.5 * scale)))
    elif isinstance(shape, Words):
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor]
        font = _font(face, round(shape.size * scale))
        bold = 0.35 * scale if shape.is_bold else 0
        pen.text((shape.x * scale, shape.y * scale), shape.text, shape.fill, font, anchor, stroke_width=bold)


def _box(made: Image.Image, pen: ImageDraw.ImageDraw, box: Box, scale: float) -> None:
    left, top = round(box.x * scale), round(box.y * scale)
    right, bottom = round((box.x + box.width) * scale), round((box.y + box.height) * scale)
    if right <= left or bottom <= top:
        return
    if box.fill != "none":
        pen.rectangle((left, top, right - 1, bottom - 1), fill=box.fill)
    if box.pattern:
        _pattern(made, box, (left, top, right, bottom), scale)
    if box.stroke:
        pen.rectangle((left, top, right - 1, bottom - 1), outline=box.stroke, width=max(1, round(scale * 0.75)))


def _pattern(made: Image.Image, box: Box, edges: tuple[int, int, int, int], scale: float) -> None:
    """斜线 or 点 inside the box alone."""
    left, top, right, bottom = edges
    part = Image.new("RGB", (right - left, bottom - top), box.fill)
    pen = ImageDraw.Draw(part)
    step = round(7 * scale)
    if box.pattern == "lines":
        for x in range(-part.height, part.width, step):
            pen.line((x, part.height, x + part.height, 0), fill="#57606a", width=max(1, round(1.4 * scale)))
    else:
        for y in range(step // 2, part.height, step):
            for x in range(step // 2, part.width, step):
                pen.ellipse((x, y, x + scale * 1.6, y + scale * 1.6), fill="#8c959f")
    made.paste(part, (left, top))


def _line(pen: ImageDraw.ImageDraw, ends: tuple[tuple[float, float], tuple[float, float]], stroke: str, width: float,
          is_dashed: bool, scale: float) -> None:  # fmt: skip
    (x1, y1), (x2, y2) = ends
    if not is_dashed:
        pen.line((x1, y1, x2, y2), fill=stroke, width=max(1, round(width)))
        return
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1e-9)
    at = 0.0
    while at < length:
        to = min(at + 5 * scale, length)
        pen.line(
            (x1 + (x2 - x1) * at / length, y1 + (y2 - y1) * at / length, x1 + (x2 - x1) * to / length, y1 + (y2 - y1) * to / length),
            fill=stroke, width=max(1, round(width)),
        )  # fmt: skip
        at += 9 * scale


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.path, size, index=face.index)
