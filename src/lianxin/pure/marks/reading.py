"""识读: of every box on a page laid flat, whether it is marked; of every item, the options chosen, or that a person must look.

A claim is only made when it is sure. What is weighed: how dark the strokes in a box are against the paper and against the
page's own empty boxes, how far the ink fills the box, and how the page's other marks look. The rule of correction is the
one printed on the sheet: a box filled solid does not count where another of the item is ticked or crossed; where boxes
are only filled, the filled ones count. Two marks where one is asked for always go to a person, with the picture.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from lianxin.pure.marks.finding import SCALE, Darkness, Flat
from lianxin.pure.marks.layout import Box, PageLayout, Strip

Numbers = npt.NDArray[np.float32]

FAINT, DOUBLE, HIDDEN, BLANK = "faint", "double", "hidden", "blank"
DOUBTS = (FAINT, DOUBLE, HIDDEN, BLANK)

REACH = 2.4  # millimetres that a box may lie beside its place on a bent sheet
INSIDE = 0.6  # millimetres from the line of a box to the part that is looked at
STROKE = 92  # per cent: the darkest twelfth of a box is a stroke, if there is any
EMPTY_BELOW, MARKED_FROM = 0.07, 0.115  # darkness of a stroke above that of empty boxes
LEAST_MEAN = 0.02  # of the whole box
UNLIKE_OTHERS = 0.3  # of the darkness usual on this page; what is fainter may be rubbed out, or dirt
FILLED_FROM, TICKED_BELOW = 0.8, 0.66  # how even the ink is over nine parts of the box: 1 solid, 0 part of it white
WRITTEN_FROM, LEAST_WRITING = 0.13, 0.8  # darkness of writing; square millimetres of it
LIKE_PEN = 0.45  # a tick that corrects a filled box is about as dark as that: the same pen
RED = 0.45  # a stroke that hardly shows in red light is red: a seal, or a red pen
FRAME_LEFT = 0.55  # of the usual strength of a box's line; below that something lies on it


@dataclass(frozen=True)
class Reading:
    """一题: the options chosen as far as can be told; `doubt` says why a person must look, empty where it is sure."""

    subject: str
    item: str
    options: tuple[str, ...]
    doubt: str = ""

    @property
    def is_sure(self) -> bool:
        return not self.doubt


@dataclass(frozen=True)
class PageReading:
    """一页: its items, how far each box lay beside its place (pixels), which strips are written on."""

    items: tuple[Reading, ...]
    shifts: tuple[tuple[int, int], ...]
    written: tuple[Strip, ...]

    @property
    def doubts(self) -> tuple[Reading, ...]:
        return tuple(one for one in self.items if one.doubt)


def read_page(flat: Flat, page: PageLayout) -> PageReading:
    """Every item of the page. The page must be the one that its code names."""
    if not page.boxes:
        return PageReading((), (), _written(flat.darkness, page.strips))
    moved, frames = _places(flat.darkness, page.boxes)
    stroke, mean, even = _inks(flat.darkness, page.boxes, moved)
    states = [_state(*one) for one in zip(stroke, mean, even, frames, strict=True)]
    usual = _usual(stroke, states)
    states = [
        "?" if one in "/~" and ink < UNLIKE_OTHERS * usual else one for one, ink in zip(states, stroke, strict=True)
    ]
    if flat.red is not None:
        in_red = _inks(flat.red, page.boxes, moved)[0]
        pairs = zip(states, stroke, in_red, strict=True)
        states = ["?" if one in "/#~" and red < RED * ink else one for one, ink, red in pairs]
    rows: dict[tuple[str, str], list[int]] = {}
    for n, box in enumerate(page.boxes):
        rows.setdefault((box.subject, box.item), []).append(n)
    is_blank = all(one == " " for one in states)
    items = [_item(page, numbers, states, stroke[numbers], is_blank) for numbers in rows.values()]
    return PageReading(tuple(items), tuple((int(x), int(y)) for x, y in moved), _written(flat.darkness, page.strips))


def _usual(stroke: Numbers, states: list[str]) -> float:
    """How dark a mark usually is on this page."""
    marked = [float(ink) for ink, one in zip(stroke, states, strict=True) if one in "/#~"]
    return float(np.median(marked)) if marked else 0.0


def _state(stroke: float, mean: float, even: float, frame: float) -> str:
    """ " " empty, "/" ticked or crossed, "#" filled, "~" one of the two, "?" neither empty nor a mark for sure, "!" hidden."""
    if frame < FRAME_LEFT and stroke < MARKED_FROM:
        return "!"
    if stroke < EMPTY_BELOW and mean < MARKED_FROM / 2:
        return " "
    if stroke < MARKED_FROM or mean < LEAST_MEAN:
        return "?"
    if even >= FILLED_FROM:
        return "#"
    return "/" if even < TICKED_BELOW else "~"


def _item(page: PageLayout, numbers: list[int], states: list[str], stroke: Numbers, is_blank: bool) -> Reading:
    first = page.boxes[numbers[0]]
    found = {page.boxes[n].option: states[n] for n in numbers}
    ticked = tuple(option for option, one in found.items() if one == "/")
    filled = tuple(option for option, one in found.items() if one in "#~")
    chosen, doubt = ticked or filled, ""
    if "!" in found.values():
        doubt = HIDDEN
    elif "?" in found.values() or (not chosen and stroke.max() > EMPTY_BELOW * 0.75):
        doubt = FAINT
    elif is_blank:
        doubt = BLANK
    elif (len(chosen) > 1 and first.item not in page.many) or (ticked and filled and not _is_corrected(found, stroke)):
        doubt = DOUBLE
    return Reading(first.subject, first.item, chosen, doubt)


def _is_corrected(found: dict[str, str], stroke: Numbers) -> bool:
    """A box filled solid beside one that is clearly not, by the same pen."""
    return "~" not in found.values() and bool(stroke[stroke >= MARKED_FROM].min() >= LIKE_PEN * stroke.max())


def _places(darkness: Darkness, boxes: Iterable[Box]) -> tuple[npt.NDArray[np.int64], Numbers]:
    """How far each box lies beside its printed place, by its own line; how strong that line is against the usual one."""
    template, shifts, strong = _template(next(iter(boxes)).side), [], []
    for box in boxes:
        rest = (template.shape[0] / SCALE - box.side) / 2 + REACH
        part = _cut(darkness, box.x - rest, box.y - rest, box.side + 2 * rest)
        fit = cv2.matchTemplate(part, template, cv2.TM_CCORR)
        _low, high, _where, (x, y) = cv2.minMaxLoc(fit)
        shifts.append((x - (fit.shape[1] - 1) / 2, y - (fit.shape[0] - 1) / 2))
        strong.append(high)
    moved = np.array(shifts)
    middles = np.array([(box.x, box.y) for box in boxes])
    for n, middle in enumerate(middles.copy()):  # a box must move with its neighbours
        near = np.argsort(np.abs(middles - middle).sum(axis=1))[:9]
        usual = np.median(np.array(shifts)[near], axis=0)
        if np.abs(moved[n] - usual).max() > 0.7 * SCALE:
            moved[n], strong[n] = usual, 0.0
    strength = np.array(strong, np.float32)
    return np.round(moved).astype(np.int64), strength / max(float(np.median(strength)), 1e-3)


def _template(side: float) -> Darkness:
    """A box's line, black, with white on both sides; what is inside does not count."""
    size = round((side + 1.2) * SCALE)
    across, down = np.mgrid[0:size, 0:size] + 0.5
    off = np.maximum(np.abs(across - size / 2), np.abs(down - size / 2)) - side * SCALE / 2
    line = (np.abs(off) <= 0.25 * SCALE).astype(np.float32)
    around = (np.abs(off) > 0.3 * SCALE) & (np.abs(off) <= 0.6 * SCALE)
    line[around] = -line.sum() / around.sum()
    return np.asarray(line / np.abs(line).sum(), np.float32)


def _cut(darkness: Darkness, x: float, y: float, side: float) -> Darkness:
    left, top, size = round(x * SCALE), round(y * SCALE), round(side * SCALE)
    left = min(max(left, 0), darkness.shape[1] - size)
    top = min(max(top, 0), darkness.shape[0] - size)
    return darkness[top : top + size, left : left + size]


def _inks(
    darkness: Darkness, boxes: Iterable[Box], moved: npt.NDArray[np.int64]
) -> tuple[Numbers, Numbers, Numbers]:  # fmt: skip
    """For each box, beyond what the page's emptiest boxes show: darkness of its strokes, of the whole, evenness."""
    smooth = np.asarray(cv2.GaussianBlur(darkness, (0, 0), 1.0), np.float32)
    parts = np.array([
        _cut(smooth, box.x + INSIDE + x / SCALE, box.y + INSIDE + y / SCALE, box.side - 2 * INSIDE)
        for box, (x, y) in zip(boxes, moved, strict=True)
    ])  # fmt: skip
    means = parts.mean(axis=(1, 2))
    emptiest = np.argsort(means)[: max(1, len(parts) // 4)]
    rest = parts - np.median(parts[emptiest], axis=0)
    stroke = np.percentile(rest.reshape(len(rest), -1), STROKE, axis=1)
    cells = _nine(rest)
    even = np.sort(cells, axis=1)[:, 1] / np.maximum(cells.max(axis=1), 0.05)
    return stroke.astype(np.float32), rest.mean(axis=(1, 2)).astype(np.float32), even.astype(np.float32)


def _nine(parts: Numbers) -> Numbers:
    """The mean of each of nine cells of every part."""
    size = parts.shape[1]
    cuts = ((0, size // 3), (size // 3, size - size // 3), (size - size // 3, size))
    cells = [parts[:, a:b, c:d].mean(axis=(1, 2)) for a, b in cuts for c, d in cuts]
    return np.stack(cells, axis=1)


def _written(darkness: Darkness, strips: Iterable[Strip]) -> tuple[Strip, ...]:
    """The strips on which something is written: something dark, higher than a line, that is no ruled line itself."""
    found = []
    for one in strips:
        top, low = round((one.y + 1.2) * SCALE), round((one.y + one.height - 1.2) * SCALE)
        left, right = round((one.x + 1.5) * SCALE), round((one.x + one.width - 1.5) * SCALE)
        dark = (darkness[top:low, left:right] > WRITTEN_FROM).astype(np.uint8)
        ruled = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, round(6 * SCALE)), np.uint8))
        dark[cv2.dilate(ruled, np.ones((3, 3), np.uint8)) > 0] = 0
        _count, _labels, parts, _middles = cv2.connectedComponentsWithStats(dark, connectivity=8)
        if sum(int(part[cv2.CC_STAT_AREA]) for part in parts[1:] if _is_writing(part)) > LEAST_WRITING * SCALE * SCALE:
            found.append(one)
    return tuple(found)


def _is_writing(part: npt.NDArray[np.int32]) -> bool:
    """Higher than what is left of a ruled line."""
    high, wide = int(part[cv2.CC_STAT_HEIGHT]), int(part[cv2.CC_STAT_WIDTH])
    return high > 1.2 * SCALE and not (wide > 25 * SCALE and high < 2.5 * SCALE)
