"""二维码 as the outline of one SVG path, so that it needs no HTML of its own; drawn here, nothing is asked of anybody."""

from dataclasses import dataclass

import segno

BORDER = 4


@dataclass(frozen=True)
class Picture:
    """The path and the side of the square that it lies in."""

    path: str
    side: int


def picture(text: str) -> Picture:
    """The QR code of a text: each dark run of modules is one box of the path."""
    matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    boxes = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                boxes.append(f"M{start + BORDER} {y + BORDER}h{x - start}v1h-{x - start}z")
            x += 1
    return Picture("".join(boxes), len(matrix) + 2 * BORDER)
