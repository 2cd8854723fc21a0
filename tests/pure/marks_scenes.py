"""假答卷: sheets filled by many invented hands, then scanned or photographed badly. Shares no constant with the reader.

`scene(n)` is the same for the same n on every machine. `truth` says what the hand meant by the rule that is printed on
the sheet. What the mission names is drawn by `scene`; what goes beyond it (curl, hard shadow, stamp, erasure, scribbled
out) by `scene(n, beyond="curl")` and so on.
"""

import math
from dataclasses import dataclass
from datetime import date
from functools import cache

import cv2
import numpy as np

from lianxin.pure.marks import layout, raster
from lianxin.pure.questions import Form, Item, Option, Scale, Section, Sheet

FOUR = Scale(
    "four", "满意度", (Option("s", "满意"), Option("f", "基本满意"), Option("d", "不满意"), Option("u", "不了解"))
)
ASPECTS = (("政治纪律", 4), ("服务态度", 4), ("办事效率", 3), ("依法行政", 4), ("廉洁自律", 3), ("工作实效", 3))
PRINTED = 10.0  # pixels a millimetre of the clean print
BEYOND = ("curl", "fold", "shadow", "stamp", "erasure", "scribble")


@dataclass(frozen=True)
class Scene:
    """A photograph of a sheet (JPEG bytes), whose sheet it is, what was marked: item → options."""

    jpeg: bytes
    number: int
    truth: dict[str, frozenset[str]]
    what: str


@cache
def six_aspects(title: str = "定安县住房和城乡建设局群众评议表") -> Sheet:
    """Six aspects, twenty-one items, four options (001)."""
    sections, n = [], 0
    for aspect, count in ASPECTS:
        items = []
        for k in range(count):
            n += 1
            items.append(Item(f"q{n}", f"该局{aspect}方面第 {k + 1} 项工作做得怎么样", scale="four"))
        sections.append(Section(f"s{len(sections)}", aspect, tuple(items)))
    return Sheet(Form(title, sections=tuple(sections), scales=(FOUR,)))


@cache
def printed(number: int) -> tuple[layout.PageLayout, np.ndarray]:
    """The page and its clean picture."""
    (page,) = layout.pages(six_aspects(), number=number, label="服务层卷", closes=date(2026, 11, 20))
    return page, np.array(raster.picture(page.shapes, scale=PRINTED))


class Hand:
    """One hand: its pen, how it ticks. Darkness 0 paper … 1 black."""

    def __init__(self, chance: np.random.Generator) -> None:
        self.chance = chance
        self.is_pencil = chance.random() < 0.25
        self.dark = chance.uniform(0.22, 0.5) if self.is_pencil else chance.uniform(0.6, 0.95)
        self.wide = chance.uniform(0.4, 0.75) if self.is_pencil else chance.uniform(0.28, 0.8)
        self.habit = chance.choice(["tick", "tick", "tick", "cross", "fill", "mixed"])
        self.slip = chance.uniform(0.0, 0.55)

    def mark(self, ink: np.ndarray, box: layout.Box, how: str = "") -> None:
        """Mark a box on the layer of ink."""
        how = how or (str(self.chance.choice(["tick", "cross", "fill"])) if self.habit == "mixed" else str(self.habit))
        cx = box.x + box.side / 2 + self.chance.normal(0, self.slip)
        cy = box.y + box.side / 2 + self.chance.normal(0, self.slip)
        getattr(self, f"_{how}")(ink, cx, cy, box)

    def rub(self, ink: np.ndarray, box: layout.Box) -> None:
        """A tick rubbed out: a soft trace of it stays."""
        rubbed = np.zeros_like(ink)
        self._tick(rubbed, box.x + box.side / 2, box.y + box.side / 2, box)
        np.maximum(ink, cv2.GaussianBlur(rubbed, (0, 0), 2.0) * self.chance.uniform(0.1, 0.3), out=ink)

    def _tick(self, ink: np.ndarray, cx: float, cy: float, box: layout.Box) -> None:
        size = box.side * self.chance.uniform(0.75, 1.45)
        points = [(-0.42, -0.02), (-0.12, 0.36), (0.46, -0.44)]
        self._line(ink, [(cx + (x + self._shake()) * size, cy + (y + self._shake()) * size) for x, y in points])

    def _cross(self, ink: np.ndarray, cx: float, cy: float, box: layout.Box) -> None:
        half = box.side * self.chance.uniform(0.32, 0.6)
        for turn in (1, -1):
            ends = [(-half, -half * turn), (half, half * turn)]
            self._line(ink, [(cx + x + self._shake(), cy + y + self._shake()) for x, y in ends])

    def _fill(self, ink: np.ndarray, cx: float, cy: float, box: layout.Box) -> None:
        """Strokes side by side until hardly any white is left."""
        cx, cy = (box.x + box.side / 2 + cx) / 2, (box.y + box.side / 2 + cy) / 2
        half, y, step = box.side * self.chance.uniform(0.44, 0.56), 0.0, self.wide * 0.8
        points = []
        while y <= 2 * half:
            sides = (-half, half) if len(points) % 4 == 0 else (half, -half)
            points += [(cx + x + self._shake() * 3, cy - half + y) for x in sides]
            y += step
        self._line(ink, points)

    def _shake(self) -> float:
        return float(self.chance.normal(0, 0.05))

    def _line(self, ink: np.ndarray, points: list[tuple[float, float]]) -> None:
        dots = np.array(points) * PRINTED
        low = np.maximum(np.floor(dots.min(axis=0) - 2 * PRINTED).astype(int), 0)
        high = np.minimum(np.ceil(dots.max(axis=0) + 2 * PRINTED).astype(int), ink.shape[::-1])
        part = ink[low[1] : high[1], low[0] : high[0]]
        layer = np.zeros_like(part)
        place = np.round((dots - low) * 8).astype(np.int32)[None]
        cv2.polylines(layer, place, False, 1.0, max(1, round(self.wide * PRINTED)), cv2.LINE_AA, 3)
        if self.is_pencil:  # graphite leaves out the valleys of the paper
            grain = self.chance.random((part.shape[0] // 2 + 1, part.shape[1] // 2 + 1), np.float32)
            layer *= 0.6 + 0.4 * cv2.resize(grain, part.shape[::-1], interpolation=cv2.INTER_LINEAR)
        np.maximum(part, layer * self.dark, out=part)


def scene(n: int, *, number: int = 48217730, beyond: str = "", seed: int = 2026) -> Scene:
    """Sheet number n: filled at random, then distorted."""
    chance = np.random.default_rng([seed, n])
    page, clean = printed(number)
    hand, ink = Hand(chance), np.zeros_like(clean, np.float32)
    truth = {}
    for item in dict.fromkeys(box.item for box in page.boxes):
        truth[item] = _answer(hand, ink, [box for box in page.boxes if box.item == item], beyond)
    paper = clean.astype(np.float32) / 255 * (1 - ink)
    if beyond == "stamp":
        _stamp(paper, chance)
    what, photo = _photographed(paper, chance, beyond)
    done, jpeg = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, 40])
    assert done
    return Scene(jpeg.tobytes(), number, truth, f"{hand.habit} {'pencil' if hand.is_pencil else 'pen'} {what}")


def _answer(hand: Hand, ink: np.ndarray, boxes: list[layout.Box], beyond: str) -> frozenset[str]:
    """One item: mostly one mark; now and then none, two, or one corrected as the sheet says."""
    order = [boxes[n] for n in hand.chance.permutation(len(boxes))]
    luck = hand.chance.random()
    if luck < 0.02:
        return frozenset()
    if luck < 0.03:
        how = str(hand.chance.choice(["tick", "cross"]))
        for box in order[:2]:
            hand.mark(ink, box, how)
        return frozenset(box.option for box in order[:2])
    if luck < 0.07:
        hand.mark(ink, order[1], "fill")
        hand.mark(ink, order[0], str(hand.chance.choice(["tick", "tick", "cross"])))
    elif beyond == "erasure" and luck < 0.17:
        hand.rub(ink, order[1])
        hand.mark(ink, order[0])
    elif beyond == "scribble" and luck < 0.17:  # not as the sheet says: a mark struck through, another made
        hand.mark(ink, order[1], "tick")
        hand.mark(ink, order[1], "cross")
        hand.mark(ink, order[0], "tick")
    else:
        hand.mark(ink, order[0])
    return frozenset({order[0].option})


def _stamp(paper: np.ndarray, chance: np.random.Generator) -> None:
    """A round seal, as a grey scanner sees red."""
    middle = (int(chance.uniform(100, 190) * PRINTED), int(chance.uniform(80, 240) * PRINTED))
    layer = np.zeros_like(paper)
    cv2.circle(layer, middle, int(20 * PRINTED), 1.0, int(1.2 * PRINTED), cv2.LINE_AA)
    cv2.circle(layer, middle, int(6 * PRINTED), 1.0, -1, cv2.LINE_AA)
    paper *= 1 - layer * chance.uniform(0.3, 0.5)


def _photographed(paper: np.ndarray, chance: np.random.Generator, beyond: str) -> tuple[str, np.ndarray]:
    """Tilted, turned, unevenly lit, blurred, grainy, at 100 to 300 dpi."""
    dpi = float(chance.choice([100, 120, 150, 200, 300]))
    if beyond in ("curl", "fold"):
        paper = _bent(paper, chance, beyond)
    photo = _tilted(paper, chance, dpi / 25.4)
    photo *= _light(photo.shape, chance)
    if beyond == "shadow":
        photo *= _shadow(photo.shape, chance)
    blur = chance.uniform(0.0, 0.2) * dpi / 25.4 + chance.uniform(0.0, 0.5)
    if blur > 0.2:
        photo = cv2.GaussianBlur(photo, (0, 0), blur)
    photo = photo * 255 + chance.standard_normal(photo.shape, np.float32) * chance.uniform(1, 6)
    turn = int(chance.integers(0, 4))
    photo = np.rot90(np.clip(photo, 0, 255).astype(np.uint8), turn)
    return f"{dpi:.0f} dpi, blur {blur:.1f} px, turned {turn}", np.ascontiguousarray(photo)


def _tilted(paper: np.ndarray, chance: np.random.Generator, scale: float) -> np.ndarray:
    """±8° and a perspective of up to 3 %, on a table darker or lighter than paper."""
    high, wide = paper.shape
    turn = math.radians(chance.uniform(-8, 8))
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float64) - (wide / 2, high / 2)
    spin = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    seen = corners @ spin * (scale / PRINTED)
    seen *= 1 + chance.uniform(-0.03, 0.03, seen.shape)
    margin = chance.uniform(6, 40)
    seen += margin - seen.min(axis=0)
    size = tuple(int(one) for one in np.ceil(seen.max(axis=0) + margin))
    lens = cv2.getPerspectiveTransform((corners + (wide / 2, high / 2)).astype(np.float32), seen.astype(np.float32))
    table = float(chance.choice([0.05, 0.3, 0.6, 0.97]))
    soft = paper if scale > 6 else cv2.GaussianBlur(paper, (0, 0), 0.42 * PRINTED / scale)
    return cv2.warpPerspective(soft, lens, size, flags=cv2.INTER_LINEAR, borderValue=table)


def _light(shape: tuple[int, ...], chance: np.random.Generator) -> np.ndarray:
    """A lamp from one side."""
    high, wide = shape
    x, y = np.meshgrid(np.linspace(-1, 1, wide, dtype=np.float32), np.linspace(-1, 1, high, dtype=np.float32))
    angle, fall = chance.uniform(0, 2 * math.pi), chance.uniform(0, 0.22)
    even = chance.uniform(0.72, 1.0) - fall * (x * math.cos(angle) + y * math.sin(angle)) - fall * 0.5 * (x * x + y * y)
    return np.clip(even, 0.15, 1.0)


def _shadow(shape: tuple[int, ...], chance: np.random.Generator) -> np.ndarray:
    """The straight edge of somebody's arm or telephone."""
    high, wide = shape
    edge = np.ones(shape, np.float32)
    a, b = chance.uniform(0.2, 0.8, 2) * wide
    cv2.fillPoly(edge, [np.array([[a, 0], [wide, 0], [wide, high], [b, high]], np.int32)], chance.uniform(0.5, 0.8))
    return cv2.GaussianBlur(edge, (0, 0), wide / 300)


def _bent(paper: np.ndarray, chance: np.random.Generator, how: str) -> np.ndarray:
    """A curled sheet, or one that was folded in three: lines move by up to two millimetres."""
    high, wide = paper.shape
    x, y = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high, dtype=np.float32))
    if how == "curl":
        move = chance.uniform(0.8, 2.0) * PRINTED * np.sin(y / high * math.pi)
        return cv2.remap(paper, x + move, y + move * 0.5, cv2.INTER_LINEAR, borderValue=1.0)
    third = np.abs((y / high * 3 + 0.5) % 1 - 0.5) * 2
    moved = cv2.remap(paper, x, y + third * chance.uniform(0.4, 1.0) * PRINTED, cv2.INTER_LINEAR, borderValue=1.0)
    return moved * (0.86 + 0.14 * np.minimum(1, third * 3))
