"""版面的各部分: a row of a table, a list of options, lines for remarks; each paints itself at a height of the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lianxin.pure.marks.drawing import Frame, Shape, Stroke, Words, width_of, wrapped
from lianxin.pure.questions import MANY, TEXT, Form, Item, Scale, Sheet, Subject

LEFT, RIGHT = 12.0, 198.0
SIDE = 4.4  # a box
TEXT_SIZE, LABEL_SIZE, LEADING = 3.5, 3.1, 4.6
COLUMN, WIDEST, MOST_COLUMNS = 13.0, 108.0, 8
STRIP, STRIP_EACH, HEADING = 25.0, 14.0, 7.0
GREY = 0.55


@dataclass(frozen=True)
class Box:
    """方框 for one option at one place (subject "" where the item is about none): left, top and side."""

    x: float
    y: float
    side: float
    subject: str
    item: str
    option: str


@dataclass(frozen=True)
class Strip:
    """写意见的地方 of one place."""

    x: float
    y: float
    width: float
    height: float
    subject: str
    item: str


@dataclass
class Filling:
    """What stands on a page so far."""

    shapes: list[Shape] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)

    def box(self, x: float, y: float, subject: str, item: str, option: str) -> None:
        """A box to be marked."""
        self.boxes.append(Box(round(x, 2), round(y, 2), SIDE, subject, item, option))
        self.shapes.append(Frame(round(x, 2), round(y, 2), SIDE, SIDE))

    def lines(self, x: float, y: float, lines: list[str], size: float, *, is_bold: bool = False) -> None:
        """Lines of text below each other, the first with its base line at y."""
        self.shapes += [Words(x, y + LEADING * n, line, size, "start", is_bold) for n, line in enumerate(lines)]

    def rule(self, y: float, shade: float = GREY) -> None:
        """A thin line across the page."""
        self.shapes.append(Stroke(((LEFT, y), (RIGHT, y)), 0.15, shade))


@dataclass(frozen=True)
class Block:
    """A part that is not torn between pages. `head` is painted above it where it begins a page."""

    height: float
    paint: Callable[[Filling, float], None]
    head: "Block | None" = None
    is_heading: bool = False


def blocks_of(sheet: Sheet, row: float, strip: float = STRIP) -> list[Block]:
    """The whole sheet as blocks; `row` is the least height of a table row, `strip` the height of a place for remarks."""
    numbers = {item.code: n for n, item in enumerate(sheet.form.items, start=1)}
    return [
        block
        for section in sheet.form.sections
        for block in _Section(sheet, section.title, section.items, numbers, (row, strip)).blocks()
    ]


class _Section:
    """The blocks of one section: runs of items with the same scale share a table head."""

    def __init__(
        self, sheet: Sheet, title: str, items: tuple[Item, ...], numbers: dict[str, int], heights: tuple[float, float]
    ) -> None:
        self.sheet, self.title, self.items, self.numbers = sheet, title, items, numbers
        self.row, self.strip = heights

    def blocks(self) -> Iterator[Block]:
        """In the order of the paper."""
        head, of, title = None, "", self.title
        for item in self.items:
            words, scale = self._words(item), self.sheet.form.scale_of(item)
            if item.kind == TEXT or scale is None or not _fits_table(scale):
                if title:
                    yield _heading(title)
                head, of = None, ""
                yield from self._apart(item, words, scale)
            elif item.each and len(self.sheet.subjects) != 1:
                if title:
                    yield _heading(title)
                each = _table_head(words, scale)
                yield each
                yield from (_row(one.label, scale, one, item, self.row, each) for one in self.sheet.subjects)
                head, of = None, ""
            else:
                if head is None or of != scale.code:
                    head, of = _table_head(title, scale), scale.code
                    yield head
                yield _row(words, scale, self._only(item), item, self.row, head)
            title = ""

    def _only(self, item: Item) -> Subject | None:
        """The subject that stands at the head of the sheet: its items need no line of its own."""
        return self.sheet.subjects[0] if item.each and len(self.sheet.subjects) == 1 else None

    def _apart(self, item: Item, words: str, scale: Scale | None) -> Iterator[Block]:
        yield _wording(words)
        is_named = self._only(item) is None
        for subject in self.sheet.subjects if item.each else (None,):
            if item.kind == TEXT or scale is None:
                yield _remark(item, subject if is_named else None, subject, self.strip)
            else:
                yield _listed(scale, item, subject, is_named)

    def _words(self, item: Item) -> str:
        """The item's number and wording, and what it asks for beyond one mark."""
        words = f"{self.numbers[item.code]}．{item.wording}"
        if item.kind == MANY:
            words += "（可多选）"
        if item.only_if:
            words += _condition(self.sheet.form, self.numbers, item.only_if)
        return words


def _condition(form: Form, numbers: dict[str, int], only_if: tuple[str, tuple[str, ...]]) -> str:
    before = form.item(only_if[0])
    scale = form.scale_of(before) if before else None
    labels = [option.label for option in scale.options if option.code in only_if[1]] if scale else []
    return f"（第 {numbers[only_if[0]]} 题选“{'”“'.join(labels)}”的填）"


def _column(scale: Scale) -> float:
    return max(COLUMN, max(width_of(one.label, LABEL_SIZE) for one in scale.options) + 3.0)


def _fits_table(scale: Scale) -> bool:
    return len(scale.options) <= MOST_COLUMNS and _column(scale) * len(scale.options) <= WIDEST


def _middles(scale: Scale) -> list[float]:
    wide = _column(scale)
    return [RIGHT - wide * (len(scale.options) - n - 0.5) for n in range(len(scale.options))]


def _room(scale: Scale) -> float:
    return RIGHT - LEFT - _column(scale) * len(scale.options) - 3.0


def _table_head(words: str, scale: Scale) -> Block:
    lines = wrapped(words, TEXT_SIZE, _room(scale))

    def paint(page: Filling, y: float) -> None:
        page.lines(LEFT, y + 4.9, lines, TEXT_SIZE, is_bold=True)
        for option, x in zip(scale.options, _middles(scale), strict=True):
            page.shapes.append(Words(x, y + 4.9, option.label, LABEL_SIZE, "middle"))
        page.rule(y + height, 0.2)

    height = max(HEADING, 2.4 + LEADING * len(lines))
    return Block(height, paint, is_heading=True)


def _row(words: str, scale: Scale, subject: Subject | None, item: Item, least: float, head: Block) -> Block:
    lines = wrapped(words, TEXT_SIZE, _room(scale))
    height = max(least, 2.4 + LEADING * len(lines))

    def paint(page: Filling, y: float) -> None:
        page.lines(LEFT, y + height / 2 + 1.3 - LEADING * (len(lines) - 1) / 2, lines, TEXT_SIZE)
        for option, x in zip(scale.options, _middles(scale), strict=True):
            page.box(
                x - SIDE / 2, y + (height - SIDE) / 2, subject.code if subject else "", item.code, option.code
            )  # fmt: skip
        page.rule(y + height)

    return Block(height, paint, head)


def _heading(title: str) -> Block:
    lines = wrapped(title, TEXT_SIZE, RIGHT - LEFT)

    def paint(page: Filling, y: float) -> None:
        page.lines(LEFT, y + 4.9, lines, TEXT_SIZE, is_bold=True)

    return Block(max(HEADING, 2.4 + LEADING * len(lines)), paint, is_heading=True)


def _wording(words: str) -> Block:
    lines = wrapped(words, TEXT_SIZE, RIGHT - LEFT)

    def paint(page: Filling, y: float) -> None:
        page.lines(LEFT, y + 4.4, lines, TEXT_SIZE)

    return Block(1.6 + LEADING * len(lines), paint, is_heading=True)


def _listed(scale: Scale, item: Item, subject: Subject | None, is_named: bool) -> Block:
    """Options too many or too long for a table: each with its words behind its box, as many in a line as fit."""
    start = LEFT + (30.0 if subject and is_named else 3.0)
    places, x, line = [], start, 0
    for option in scale.options:
        words = wrapped(option.label, LABEL_SIZE, RIGHT - start - SIDE - 2.0)
        wide = SIDE + 1.6 + max(width_of(one, LABEL_SIZE) for one in words) + 6.0
        if x > start and x + wide > RIGHT + 6.0:
            x, line = start, line + 1
        places.append((x, line, option, words))
        x, line = (start, line + len(words)) if len(words) > 1 else (x + wide, line)
    height = 7.2 * (max(line + len(words) for _x, line, _option, words in places)) + 1.0

    def paint(page: Filling, y: float) -> None:
        if subject and is_named:
            page.lines(LEFT + 2.0, y + 4.8, wrapped(subject.label, LABEL_SIZE, 27.0)[:2], LABEL_SIZE)
        for x, line, option, words in places:
            page.box(x, y + 1.2 + 7.2 * line, subject.code if subject else "", item.code, option.code)
            page.lines(x + SIDE + 1.6, y + 4.6 + 7.2 * line, words, LABEL_SIZE)
        page.rule(y + height)

    return Block(height, paint)


def _remark(item: Item, named: Subject | None, subject: Subject | None, strip: float) -> Block:
    indent, height = (30.0, STRIP_EACH) if named else (0.0, strip)

    def paint(page: Filling, y: float) -> None:
        if named:
            page.lines(LEFT + 2.0, y + 5.4, wrapped(named.label, LABEL_SIZE, 27.0)[:2], LABEL_SIZE)
        x, width = LEFT + indent, RIGHT - LEFT - indent
        page.shapes.append(Frame(x, y + 0.6, width, height - 2.2, 0.2, GREY))
        lines = int((height - 2.2) // 7.4)
        for n in range(1, lines + (0 if (height - 2.2) % 7.4 < 3 else 1)):
            dotted = y + 0.6 + n * 7.4
            page.shapes.append(Stroke(((x + 2, dotted), (x + width - 2, dotted)), 0.1, 0.75))
        page.strips.append(Strip(x, round(y + 0.6, 2), width, height - 2.2, subject.code if subject else "", item.code))

    return Block(height, paint)
