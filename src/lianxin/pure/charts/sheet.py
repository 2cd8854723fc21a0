"""表作图: a table drawn as it would be printed, to be passed on as a picture."""

from collections.abc import Sequence

from lianxin.pure.charts.shapes import INK, INK_2, WHITE, Box, Drawing, Line, Shape, Words, fitted, width_of

SIZE, HIGH, PAD, EDGE, WIDEST = 14, 30, 10, 24, 300


def sheet(
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    notes: Sequence[str] = (),
    numbers: Sequence[int] = (),
) -> Drawing:
    """The picture of a table; `numbers` are the columns that stand to the right. Long words are cut with …, never the figures."""
    widths = [
        max([width_of(text, SIZE) for text in (column, *(row[place] for row in rows if place < len(row)))] + [28.0])
        for place, column in enumerate(head)
    ]
    widths = [min(width, WIDEST) + 2 * PAD for width in widths]
    wide = max(sum(widths), width_of(title, 18)) + 2 * EDGE
    shapes: list[Shape] = [Words(wide / 2, EDGE + 18, title, 18, "middle", INK, is_bold=True)]
    y = EDGE + 36.0
    for number, row in enumerate([head, *rows]):
        shapes += _line(row, widths, y, is_head=number == 0, numbers=numbers)
        y += HIGH
    for note in notes:
        y += 22
        shapes.append(Words(EDGE, y, note, 12, "start", INK_2))
    high = y + EDGE
    wide = max(wide, max([width_of(note, 12) for note in notes] + [0.0]) + 2 * EDGE)
    return Drawing(wide, high, title, (Box(0, 0, wide, high, WHITE), *shapes))


def _line(
    row: Sequence[str], widths: Sequence[float], y: float, *, is_head: bool, numbers: Sequence[int]
) -> list[Shape]:
    x = float(EDGE)
    found: list[Shape] = []
    found.append(Line(EDGE, y, EDGE + sum(widths), y, INK if is_head else "#c9cdd2", 1))
    for place, width in enumerate(widths):
        text = fitted(row[place], SIZE, width - 2 * PAD + 1) if place < len(row) else ""
        if place in numbers:
            found.append(Words(x + width - PAD, y + 20, text, SIZE, "end", INK, is_bold=is_head))
        else:
            found.append(Words(x + PAD, y + 20, text, SIZE, "start", INK, is_bold=is_head))
        x += width
    found.append(Line(EDGE, y + HIGH, EDGE + sum(widths), y + HIGH, INK if is_head else "#c9cdd2", 1))
    return found
