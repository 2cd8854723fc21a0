"""打印出来的版面: the lines of a PDF with their places, in millimetres from the corner of the page."""

import ctypes
from dataclasses import dataclass
from typing import Any

from lianxin.pure.paper import pdf

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """一行: its words without blanks, where it begins, ends and stands."""

    text: str
    left: float
    top: float
    right: float


@dataclass(frozen=True)
class Page:
    """一面: its lines from the top down; the last one of an upright page with a number is the number."""

    lines: tuple[Line, ...]
    is_turned: bool

    @property
    def number(self) -> Line | None:
        """— 1 —"""
        last = self.lines[-1] if self.lines else None
        return last if last and last.text.strip("—").isdigit() and last.text.startswith("—") else None

    @property
    def body(self) -> tuple[Line, ...]:
        """All but the number."""
        return self.lines[:-1] if self.number else self.lines


def printed(docx: bytes) -> list[Page]:
    """The docx as the product prints it."""
    return read_pdf(pdf.to_pdf(docx))


def read_pdf(data: bytes) -> list[Page]:
    """The pages of a PDF with the words in them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    found = [_page(page, pypdfium2.raw) for page in document]
    document.close()
    return found


def _page(page: Any, raw: Any) -> Page:
    text, lines = page.get_textpage(), dict[int, list[tuple[float, str, float, float]]]()
    for place in range(text.count_chars()):
        left, _, right, top = text.get_charbox(place, loose=True)
        if (letter := text.get_text_range(place, 1)).strip():
            lines.setdefault(_baseline(text, place, raw), []).append((left, letter, page.get_height() - top, right))
    made = []
    for _, line in sorted(lines.items(), reverse=True):
        places = (min(line)[0], min(line)[2], max(line)[3])
        made.append(Line("".join(one[1] for one in sorted(line)), *(place / POINTS_PER_MM for place in places)))
    turned = page.get_width() > page.get_height()
    text.close()
    page.close()
    return Page(tuple(made), turned)


def _baseline(text: Any, place: int, raw: Any) -> int:
    """How high a character stands, the same for all of a line: digits have other boxes than Chinese."""
    across, up = ctypes.c_double(), ctypes.c_double()
    assert raw.FPDFText_GetCharOrigin(text, place, across, up)
    return round(up.value / 3)
