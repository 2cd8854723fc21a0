"""行高: how high a row must be for its longest text to be read; office programs do not grow the rows of a file that they open.

>>> units("问题 12"), lines_of("窗口一次说不清要什么材料。", 14), height_of("窗口一次说不清要什么材料。", 14, 11)
(7, 2, 34.1)

An estimate: a Chinese character is two digits wide, a line 1.55 times its letters high, which suits the usual fonts.
"""

import math
import unicodedata

LINE, HIGHEST = 1.55, 409.0  # a row is at most 409 points high


def units(text: str) -> int:
    """How wide a text is, in digits."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column so many digits wide."""
    across = max(width - 1, 2)
    return sum(max(1, math.ceil(units(part) / across)) for part in text.split("\n"))


def height_of(text: str, width: float, size: float) -> float:
    """How high its row must be, in points, at a size of letters."""
    return min(round(lines_of(text, width * 11 / size) * size * LINE, 1), HIGHEST)
