"""版面: a Sheet of questions set on A4 pages: where every box, every line for remarks and every mark stands.

The same sheet always gives the same pages, so what was printed can be read later by the places kept with it
(`PageLayout.data`, `layout_of`). Twenty-one items with four options fit one page; several subjects make a matrix.

>>> from lianxin.pure.questions import Form, Item, Option, Scale, Section, Sheet
>>> scale = Scale("two", "二档", (Option("yes", "满意"), Option("no", "不满意")))
>>> form = Form("评议表", sections=(Section("s", "作风", (Item("q1", "服务态度", scale="two"),)),), scales=(scale,))
>>> page, = pages(Sheet(form), number=48217730, label="群众代表卷")
>>> [(one.item, one.option) for one in page.boxes]
[('q1', 'yes'), ('q1', 'no')]
>>> layout_of(page.data()).boxes == page.boxes
True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxin.pure.marks.blocks import Block, Box, Filling, Strip, blocks_of
from lianxin.pure.marks.codes import PageCode, matrix, read_digits
from lianxin.pure.marks.drawing import HEIGHT, WIDTH, Bar, Frame, Modules, Shape, Stroke, Words, wrapped
from lianxin.pure.questions import MANY, Sheet

__all__ = ["Box", "PageLayout", "Strip", "corners", "layout_of", "pages", "qr_place"]

MARK, INSET = 9.0, 8.0  # registration marks: side, distance from the edge of the paper
QR_SIDE, QR_X, QR_Y = 16.8, 166.0, 8.0  # 0.8 mm a module, four modules of white around it
TOP, TOP_LATER, BOTTOM = 50.0, 32.0, 277.0
ROOMY = (9.4, 8.8, 8.2, 7.6, 7.0)  # heights of a row, in millimetres; the first that needs no page more is taken

STRIPS = (55.0, 40.0, 25.0)  # heights of a place for remarks, likewise, before rows are made lower

#: the four marks of the OpenCV dictionary 4X4_50, number 0 to 3, clockwise from the upper left; a test compares them
MARKS = tuple(
    tuple(tuple(one == "1" for one in row) for row in rows.split())
    for rows in (
        "111111 101001 110101 111001 111011 111111",
        "111111 111111 100001 101101 101011 111111",
        "111111 111001 111001 111011 100101 111111",
        "111111 101101 101101 110111 110011 111111",
    )
)


@dataclass(frozen=True)
class PageLayout:
    """一页: its code, the boxes and strips that a reader looks at, and everything that is drawn."""

    code: PageCode
    of: int
    boxes: tuple[Box, ...]
    strips: tuple[Strip, ...]
    shapes: tuple[Shape, ...] = ()
    many: frozenset[str] = frozenset()  # items of which several options may be chosen

    def data(self) -> dict[str, Any]:
        """What reading needs, as plain JSON; `layout_of` gives it back, without the drawing."""
        return {
            "code": self.code.digits, "of": self.of, "many": sorted(self.many),
            "boxes": [[one.x, one.y, one.side, one.subject, one.item, one.option] for one in self.boxes],
            "strips": [[one.x, one.y, one.width, one.height, one.subject, one.item] for one in self.strips],
        }  # fmt: skip


def layout_of(data: Mapping[str, Any]) -> PageLayout:
    """The page that `PageLayout.data` described. Raises ValueError for what is none."""
    code = read_digits(str(data["code"]))
    if code is None:
        raise ValueError("page code")
    return PageLayout(
        code,
        int(data["of"]),
        tuple(Box(*one) for one in data["boxes"]),
        tuple(Strip(*one) for one in data["strips"]),
        many=frozenset(data["many"]),
    )


def corners() -> dict[int, tuple[tuple[float, float], ...]]:
    """For each registration mark its four corners, clockwise from its own upper left."""
    right, low = WIDTH - INSET - MARK, HEIGHT - INSET - MARK
    starts = ((INSET, INSET), (right, INSET), (right, low), (INSET, low))
    return {n: ((x, y), (x + MARK, y), (x + MARK, y + MARK), (x, y + MARK)) for n, (x, y) in enumerate(starts)}


def qr_place() -> tuple[float, float, float]:
    """Left, top and side of the QR code."""
    return QR_X, QR_Y, QR_SIDE


def pages(
    sheet: Sheet, *, number: int, label: str = "", back: tuple[tuple[bool, ...], ...] = (), closes: date | None = None
) -> tuple[PageLayout, ...]:
    """The pages of a sheet. `label`: the group in words; `back`: modules of a QR code for people, to vote on a telephone;
    `closes`: the last day on which the sheet is taken back."""
    fewest = len(_filled(blocks_of(sheet, ROOMY[-1])))
    roomy = ((row, strip) for strip in STRIPS for row in ROOMY)
    poured = (_filled(blocks_of(sheet, *heights)) for heights in roomy)
    filled = next(found for found in poured if len(found) == fewest)
    made, many = [], frozenset(item.code for item in sheet.form.items if item.kind == MANY)
    for n, one in enumerate(filled, start=1):
        code = PageCode(number, n)
        shapes = [*_marks(), *_header(sheet, code, len(filled), label, back, closes), *one.shapes]
        made.append(PageLayout(code, len(filled), tuple(one.boxes), tuple(one.strips), tuple(shapes), many))
    return tuple(made)


def _filled(blocks: list[Block]) -> list[Filling]:
    """The blocks poured into pages; a heading goes with what follows, a table's head is repeated on the next page."""
    found, y = [Filling()], TOP
    for n, block in enumerate(blocks):
        need = block.height + (blocks[n + 1].height if block.is_heading and n + 1 < len(blocks) else 0.0)
        if y + need > BOTTOM and y > (TOP if len(found) == 1 else TOP_LATER):
            found.append(Filling())
            y = TOP_LATER
            if block.head is not None:
                block.head.paint(found[-1], y)
                y += block.head.height
        block.paint(found[-1], y)
        y += block.height
    return found


def _marks() -> list[Shape]:
    return [Modules(points[0][0], points[0][1], MARK, MARKS[n]) for n, points in corners().items()]


def _header(
    sheet: Sheet, code: PageCode, of: int, label: str, back: tuple[tuple[bool, ...], ...], closes: date | None
) -> list[Shape]:
    middle = (23.0 + 158.0) / 2 + (9.0 if back else 0.0)
    lines = wrapped(sheet.form.title, 5.4, 128.0 if not back else 108.0)[:2]
    shapes: list[Shape] = [Modules(QR_X, QR_Y, QR_SIDE, matrix(code))]
    shapes.append(Words(QR_X + QR_SIDE / 2, 28.8, code.spaced, 3.0, "middle"))
    if back:
        shapes += [Modules(24.0, 8.0, 16.0, back), Words(32.0, 27.6, "扫码在手机上填", 2.5, "middle")]
    shapes += [Words(middle, 14.0 + 6.6 * n, line, 5.4, "middle", True) for n, line in enumerate(lines)]
    under = f"{label}　" if label else ""
    if len(sheet.subjects) == 1:
        under += f"评议对象：{sheet.subjects[0].label}　"
    shapes.append(Words(middle, 26.4, f"{under}第 {code.page} 页，共 {of} 页", 3.2, "middle"))
    if code.page == 1:
        shapes += _how_to(sheet.form.intro, closes)
    foot = "不写姓名，不做记号。每张表都一样，没有编号。四角黑块和二维码上请不要写字。"
    shapes.append(Words(WIDTH / 2, 285.6, foot, 3.0, "middle"))
    return shapes


def _how_to(intro: str, closes: date | None) -> list[Shape]:
    """填写说明, with an example of a mark and of a correction; the rule of correcting is the one that `reading` follows."""
    y, side = 32.0, 3.6
    first = intro or "请按您的真实看法填写。"
    if closes:
        first += f"请于{closes.month}月{closes.day}日前交回。"
    shapes: list[Shape] = [Words(12.0, y + 1.6, wrapped(first, 3.2, 152.0)[0], 3.2)]
    for x, row in ((13.0, y + 3.6), (84.0, y + 3.6), (90.0, y + 3.6)):
        shapes.append(Frame(x, row, side, side))
    tick = ((0.6, 1.8), (1.5, 3.0), (3.3, 0.4))
    for x in (13.0, 90.0):
        shapes.append(Stroke(tuple((x + dx, y + 3.6 + dy) for dx, dy in tick), 0.45))
    shapes.append(Bar(84.0, y + 3.6, side, side))
    shapes += [
        Words(18.6, y + 6.6, "请用黑色或蓝色笔，在选中的方框里打勾。", 3.2),
        Words(95.6, y + 6.6, "选错了：把错的整个涂黑，在对的方框里打勾，涂黑的不算。", 3.2),
        Words(13.0, y + 11.6, "打叉、涂黑也可以：一题里只有涂黑、没有打勾的，涂黑的就算选中。除注明可多选外，每题只选一项。", 3.2),
        Stroke(((12.0, 46.4), (198.0, 46.4)), 0.3),
    ]  # fmt: skip
    return shapes
