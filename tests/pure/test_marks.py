"""纸质答卷: pages, codes, and four hundred invented sheets read back.

`LIANXIN_SHEETS` is how many sheets are filled, spoilt and read: a dozen in `make test`, four hundred in CI.
"""

import os
import random
from collections import Counter
from datetime import date
from itertools import pairwise

import cv2
import numpy as np
import pytest

from lianxin.pure.marks import layout, raster, svg
from lianxin.pure.marks.codes import PageCode, matrix, read_digits
from lianxin.pure.marks.drawing import HEIGHT, WIDTH, Modules, Words
from lianxin.pure.marks.finding import code_of, lay_flat
from lianxin.pure.marks.reading import PageReading, read_page
from lianxin.pure.questions import MANY, TEXT, Form, Item, Option, Scale, Section, Sheet, Subject
from tests.pure.marks_scenes import BEYOND, FOUR, Scene, printed, scene, six_aspects

SHEETS = int(os.environ.get("LIANXIN_SHEETS", "12"))
OURS, OTHERS = 48217730, 73155020
WHY = Scale(
    "why", "原因", tuple(Option(f"w{n}", word) for n, word in enumerate(["办事慢", "态度生硬", "推诿扯皮", "其他"]))
)


def grey(one: Scene) -> np.ndarray:
    return np.asarray(cv2.imdecode(np.frombuffer(one.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE))


def read(one: Scene, may_be: list[PageCode]) -> tuple[PageCode | None, PageReading | None]:
    """What a reader says who knows the pages that may be there."""
    flat = lay_flat(grey(one))
    if flat is None:
        return None, None
    code = code_of(flat, may_be)
    return code, read_page(flat, printed(code.number)[0]) if code in may_be else None


def several_subjects() -> Sheet:
    """Two items of each of six offices, a multiple choice on a condition, remarks to each."""
    items = (
        Item("whole", "总的看法", scale="four", each=True),
        Item("manner", "工作作风", scale="four", each=True),
        Item("first", "今年有没有到过窗口办事", scale="four"),
        Item("why", "不满意的原因", kind=MANY, scale="why", only_if=("first", ("d",))),
        Item("words", "想说的话", kind=TEXT, each=True),
        Item("rest", "其他意见", kind=TEXT),
    )
    subjects = tuple(
        Subject(f"u{n}", f"县{name}局") for n, name in enumerate(["住建", "水利", "教育", "卫健", "交通", "民政"])
    )
    return Sheet(Form("部门作风评议", sections=(Section("s", "一、作风", items),), scales=(FOUR, WHY)), subjects)


class TestPageCode:
    def test_is_the_same_for_every_copy_and_read_back_from_digits(self) -> None:
        code = PageCode(OURS, 3)

        assert read_digits(code.spaced) == code
        assert len(matrix(code)) == 21

    def test_notices_every_single_wrong_digit_and_every_swap_of_neighbours(self) -> None:
        digits = PageCode(OURS, 3).digits
        wrong = [
            digits[:n] + other + digits[n + 1 :] for n in range(12) for other in "0123456789" if other != digits[n]
        ]
        swapped = [digits[:n] + b + a + digits[n + 2 :] for n, (a, b) in enumerate(pairwise(digits)) if a != b]

        assert [one for one in wrong + swapped if read_digits(one) is not None] == []

    @pytest.mark.parametrize("text", ["", "12", "一二三", "0" * 12, "9" * 40, "48217730 0195x"])
    def test_is_nothing_where_it_is_none(self, text: str) -> None:
        assert read_digits(text) is None


class TestLayout:
    def test_sets_twenty_one_items_with_four_options_on_one_page(self) -> None:
        (page,) = layout.pages(six_aspects(), number=OURS, label="服务层卷", closes=date(2026, 11, 20))

        assert len(page.boxes) == 84
        assert {(one.item, one.option) for one in page.boxes} == {
            (item.code, option.code) for item in six_aspects().form.items for option in FOUR.options
        }

    def test_has_a_box_for_every_option_of_every_subject_and_lines_for_every_remark(self) -> None:
        sheet = several_subjects()
        found = layout.pages(sheet, number=OURS)

        boxes = [(one.subject, one.item, one.option) for page in found for one in page.boxes]
        assert len(boxes) == len(set(boxes)) == 2 * 6 * 4 + 4 + 4
        assert len({(one.subject, one.item) for page in found for one in page.strips}) == 7
        assert [page.code.page for page in found] == list(range(1, len(found) + 1))

    def test_keeps_boxes_apart_and_inside_the_paper(self) -> None:
        for page in layout.pages(several_subjects(), number=OURS):
            for n, one in enumerate(page.boxes):
                assert 10 < one.x < WIDTH - 10 - one.side and 30 < one.y < HEIGHT - 18 - one.side
                near = [
                    b for b in page.boxes[:n] if abs(b.x - one.x) < one.side + 2 and abs(b.y - one.y) < one.side + 2
                ]
                assert near == []

    def test_bears_nothing_that_tells_one_sheet_from_the_next(self) -> None:
        again = [layout.pages(six_aspects(), number=OURS, label="服务层卷")[0] for _n in range(2)]

        assert again[0] == again[1]
        codes = [one for one in again[0].shapes if isinstance(one, Modules)]
        assert len(codes) == 5 and codes[-1].rows == matrix(PageCode(OURS, 1))

    def test_prints_how_to_mark_and_how_to_correct(self) -> None:
        words = "".join(one.text for one in printed(OURS)[0].shapes if isinstance(one, Words))

        assert "打勾" in words and "整个涂黑" in words and "不写姓名" in words and "4821 7730 0195" in words

    def test_uses_the_marks_of_the_dictionary_that_the_reader_looks_for(self) -> None:
        known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
        for n, rows in enumerate(layout.MARKS):
            assert (cv2.aruco.generateImageMarker(known, n, 6) == 0).tolist() == [list(row) for row in rows]

    def test_comes_back_from_what_is_kept_of_it(self) -> None:
        for page in layout.pages(several_subjects(), number=OURS):
            kept = layout.layout_of(page.data())
            assert (kept.code, kept.boxes, kept.strips, kept.many) == (page.code, page.boxes, page.strips, page.many)

    def test_is_drawn_as_one_svg_without_style_or_script(self) -> None:
        drawn = svg.svg(printed(OURS)[0].shapes, label='第 1 页 <"&')

        assert drawn.startswith("<svg") and "style=" not in drawn and "<script" not in drawn and '<"&' not in drawn
        assert drawn.count("<rect") >= 84


class TestReader:
    @pytest.mark.drawn
    @pytest.mark.thorough
    def test_reads_sheets_of_many_hands_badly_scanned(self) -> None:
        """Shows 3: at least 99.9 % of the claims right, at most 2 % of the items for a person, none to another campaign."""
        ours, tally = [PageCode(OURS, 1), PageCode(OTHERS, 1)], Counter[str]()
        for n in range(SHEETS):
            one = scene(n, number=OURS if n % 4 else OTHERS)
            code, reading = read(one, ours)
            tally["lost" if code is None else "wrong campaign" if code.number != one.number else "found"] += 1
            for item in reading.items if reading else ():
                is_right = set(item.options) == one.truth[item.item]
                tally["asked" if item.doubt else "right" if is_right else "wrong"] += 1

        claimed, items = tally["right"] + tally["wrong"], 21 * SHEETS
        assert tally["wrong campaign"] == 0 and tally["lost"] <= SHEETS // 100
        assert tally["wrong"] <= claimed // 1000
        assert tally["asked"] + 21 * tally["lost"] <= max(items * 0.02, 8), tally

    @pytest.mark.thorough
    @pytest.mark.drawn
    @pytest.mark.parametrize("beyond", BEYOND)
    def test_claims_nothing_wrong_on_what_goes_beyond(self, beyond: str) -> None:
        """Curl, fold, hard shadow, stamp, erasure, scribble: more goes to a person, but a claim stays true."""
        wrong = items = 0
        for n in range(max(1, SHEETS // 20)):
            one = scene(n, beyond=beyond)
            code, reading = read(one, [PageCode(OURS, 1)])
            assert code in (None, PageCode(OURS, 1))
            claims = [item for item in (reading.items if reading else ()) if item.is_sure]
            items += len(claims)
            wrong += sum(set(item.options) != one.truth[item.item] for item in claims)
        assert wrong <= items // 200, f"{wrong} of {items}"

    def test_names_no_page_that_may_not_be_there(self) -> None:
        code, reading = read(scene(1, number=OTHERS), [PageCode(OURS, 1)])

        assert code == PageCode(OTHERS, 1) and reading is None

    def test_reads_the_code_by_its_modules_where_it_is_soiled(self) -> None:
        page, clean = printed(OURS)
        soiled = clean.copy()
        x, y, side = (round(one * 10) for one in layout.qr_place())
        soiled[y + 40 : y + 55, x + 60 : x + 110] = 0
        soiled[y + side - 60 : y + side, x : x + 25] = 120
        flat = lay_flat(cv2.GaussianBlur(soiled, (0, 0), 3))

        assert flat is not None
        assert code_of(flat, [PageCode(OTHERS, 1), page.code, PageCode(OURS, 2)]) == page.code

    def test_finds_the_page_with_one_mark_hidden_and_none_with_two(self) -> None:
        page, clean = printed(OURS)
        for hidden, is_found in ((1, True), (2, False)):
            spoilt = clean.copy()
            for n in range(hidden):
                (x, y), *_rest = layout.corners()[n]
                spoilt[int(y * 10) - 20 : int(y * 10) + 110, int(x * 10) - 20 : int(x * 10) + 110] = 255
            flat = lay_flat(spoilt)
            assert (flat is not None) == is_found
            if flat is not None:
                assert flat.marks == 3 and read_page(flat, page).doubts

    def test_asks_a_person_about_an_empty_sheet_and_two_marks(self) -> None:
        page, clean = printed(OURS)
        flat = lay_flat(clean)
        assert flat is not None and {one.doubt for one in read_page(flat, page).items} == {"blank"}

        twice = clean.copy()
        for box in page.boxes[:2]:
            cv2.line(twice, (int(box.x * 10), int(box.y * 10)), (int(box.x * 10) + 44, int(box.y * 10) + 44), 0, 5)
        flat = lay_flat(twice)
        assert flat is not None and read_page(flat, page).items[0].doubt == "double"

    def test_takes_no_red_seal_for_a_mark(self) -> None:
        page, clean = printed(OURS)
        coloured = np.dstack([clean] * 3)
        for row, colour in ((0, (20, 20, 20)), (4, (60, 60, 225))):  # blue, green, red
            box = page.boxes[row]
            start = (int(box.x * 10) + 2, int(box.y * 10) + 2)
            cv2.line(coloured, start, (start[0] + 40, start[1] + 40), colour, 6)
        flat = lay_flat(coloured)

        assert flat is not None
        items = read_page(flat, page).items
        assert items[0].options == ("s",) and items[0].is_sure
        assert items[1].doubt == "faint"

    def test_takes_several_marks_where_several_may_be_chosen_and_sees_what_is_written(self) -> None:
        page = layout.pages(several_subjects(), number=OURS)[0]
        drawn = np.array(raster.picture(page.shapes, scale=8))
        why = [box for box in page.boxes if box.item == "why"]
        for box in (*why[:2], page.boxes[0]):
            cv2.line(drawn, (int(box.x * 8), int(box.y * 8)), (int(box.x * 8) + 35, int(box.y * 8) + 35), 0, 5)
        strip = page.strips[1]
        cv2.putText(drawn, "Ok OK", (int(strip.x * 8) + 60, int(strip.y * 8) + 60), 0, 2, 40, 4)
        flat = lay_flat(drawn)

        assert flat is not None
        reading = read_page(flat, page)
        assert next(one for one in reading.items if one.item == "why").options == ("w0", "w1")
        assert reading.written == (strip,)

    def test_finds_no_page_where_there_is_none(self) -> None:
        noise = np.random.default_rng(3).integers(0, 255, (900, 700), dtype=np.uint8)

        assert lay_flat(noise) is None
        assert lay_flat(np.zeros((5, 5), np.uint8)) is None


@pytest.mark.thorough
def test_scenes_are_spoilt_as_much_as_they_say() -> None:
    """The proof would be worth nothing if the sheets were clean."""
    some = [scene(n) for n in random.Random(1).sample(range(400), 3)]

    assert len({one.what for one in some}) == 3
    assert all(len(one.truth) == 21 for one in some)
