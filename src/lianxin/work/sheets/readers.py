"""读一页: a clean JPEG of a page → whose page it is and what is marked; pages → sheets. Knows no database row but forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from lianxin.pure.marks.blocks import LEFT, RIGHT
from lianxin.pure.marks.codes import PageCode
from lianxin.pure.marks.finding import SCALE, Flat, Grey, code_of, darkness_of, lay_flat
from lianxin.pure.marks.layout import PageLayout
from lianxin.pure.marks.reading import BLANK, PageReading, read_page
from lianxin.work.sheets.terms import INCOMPLETE, NO_PAGE, NO_PICTURE, OTHER_CAMPAIGN

QUALITY = 80
AROUND = 3.0  # millimetres shown above and below the boxes of an item

Layouts = Mapping[int, Sequence[PageLayout]]  # number of a form → its pages


@dataclass(frozen=True)
class Page:
    """一页 as read. `n`: its place in the scan, only to say which paper to look for where it is turned back."""

    n: int
    code: PageCode | None = None
    reading: PageReading | None = None
    picture: bytes = b""
    refusal: str = ""


@dataclass
class Sorted:
    """Pages put together to sheets, and those turned back: (place in the scan, why)."""

    sheets: list[list[Page]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def read_one(jpeg: bytes, n: int, layouts: Layouts) -> Page:
    """Read one page. A page of no form here is turned back; one whose code cannot be read waits for a person."""
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None:
        return Page(n, refusal=NO_PICTURE)
    flat = lay_flat(np.asarray(picture, np.uint8))
    if flat is None:
        return Page(n, refusal=NO_PAGE)
    code = code_of(flat, [page.code for pages in layouts.values() for page in pages])
    if code is None:
        return Page(n, picture=_jpeg(flat.picture))
    layout = layout_in(layouts, code)
    if layout is None:
        return Page(n, code, refusal=OTHER_CAMPAIGN)
    return Page(n, code, read_page(flat, layout), _jpeg(flat.picture))


def layout_in(layouts: Layouts, code: PageCode) -> PageLayout | None:
    """The page that a code names, if it is one of these forms."""
    pages = layouts.get(code.number, ())
    return pages[code.page - 1] if code.page <= len(pages) else None


def read_flat(picture: bytes, layout: PageLayout) -> PageReading:
    """Read a page laid flat before, now that a person has said whose it is."""
    flat = np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_UNCHANGED), np.uint8)
    grey: Grey = flat if flat.ndim == 2 else np.asarray(cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY), np.uint8)
    red = darkness_of(np.ascontiguousarray(flat[:, :, 2])) if flat.ndim == 3 else None
    return read_page(Flat(flat, darkness_of(grey), 4, red), layout)


def sorted_sheets(pages: Iterable[Page]) -> Sorted:
    """Pages in the order of the scan → sheets: the pages of one sheet must lie together, in whichever direction."""
    found, waiting = Sorted(), list[Page]()
    for page in pages:
        if page.refusal:
            found.refused.append((page.n, page.refusal))
            continue
        if waiting and not _goes_with(page, waiting):
            found.refused += [(one.n, INCOMPLETE) for one in waiting]
            waiting = []
        waiting.append(page)
        if len(waiting) == _pages_of(page):
            found.sheets.append(sorted(waiting, key=lambda one: one.code.page if one.code else 1))
            waiting = []
    found.refused += [(one.n, INCOMPLETE) for one in waiting]
    return found


def _goes_with(page: Page, waiting: list[Page]) -> bool:
    first = waiting[0].code
    if page.code is None or first is None or page.code.number != first.number:
        return False
    return all(one.code is None or one.code.page != page.code.page for one in waiting)


def _pages_of(page: Page) -> int:
    """How many pages its sheet has; a page without a code stands alone until a person has keyed its digits."""
    return page.of if isinstance(page, NumberedPage) else 1


@dataclass(frozen=True)
class NumberedPage(Page):
    """一页 that knows of how many."""

    of: int = 1


def numbered(page: Page, layouts: Layouts) -> Page:
    """The page with the number of pages of its sheet."""
    if page.code is None or page.refusal:
        return page
    return NumberedPage(page.n, page.code, page.reading, page.picture, "", len(layouts[page.code.number]))


def taken(number: int, reading: PageReading) -> dict[str, Any]:
    """What a sheet keeps of one page: sure answers, doubts, strips to be typed, how far the boxes lie off."""
    answers: dict[str, dict[str, list[str]]] = {}
    for one in reading.items:
        if one.is_sure and one.options:
            answers.setdefault(one.subject, {})[one.item] = list(one.options)
    if reading.items and all(one.doubt == BLANK for one in reading.items):
        doubts = [["", "", BLANK, number, []]]
    else:
        doubts = [[one.subject, one.item, one.doubt, number, list(one.options)] for one in reading.doubts]
    strips = [[one.subject, one.item, number, one.x, one.y, one.width, one.height] for one in reading.written]
    return {"answers": answers, "doubts": doubts, "strips": strips, "shifts": [list(one) for one in reading.shifts]}


def cut_item(picture: bytes, layout: PageLayout, shifts: Sequence[Sequence[int]], subject: str, item: str) -> bytes:
    """题目所在的一行 of the picture, with what is printed beside its boxes."""
    near = [n for n, box in enumerate(layout.boxes) if (box.subject, box.item) == (subject, item)]
    if not near:
        return b""
    drift = sorted(shifts[n][1] for n in near)[len(near) // 2] / SCALE if len(shifts) > max(near) else 0.0
    top = min(layout.boxes[n].y for n in near) - AROUND + drift
    low = max(layout.boxes[n].y + layout.boxes[n].side for n in near) + AROUND + drift
    return cut(picture, LEFT - 4, top, RIGHT - LEFT + 8, low - top)


def cut(picture: bytes, x: float, y: float, width: float, height: float) -> bytes:
    """A part of a page laid flat, in millimetres, as a JPEG."""
    flat = np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_UNCHANGED), np.uint8)
    top, left = max(0, round(y * SCALE)), max(0, round(x * SCALE))
    part = flat[top : max(top + 1, round((y + height) * SCALE)), left : max(left + 1, round((x + width) * SCALE))]
    return _jpeg(part) if part.size else b""


def _jpeg(picture: Grey) -> bytes:
    return bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes())
