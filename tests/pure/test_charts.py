"""图: what is drawn is what was handed in, in its order; a scale tells where it begins; tiles fill their room."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lianxin.pure.charts import (
    Block,
    Box,
    Dot,
    Drawing,
    Line,
    Month,
    Opens,
    Row,
    Run,
    Tile,
    Words,
    chinese_font,
    dots,
    fitted,
    months,
    png,
    sheet,
    strips,
    tiles,
    width_of,
)


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.plain() if isinstance(shape, Words)]


class TestStrips:
    @given(st.lists(st.integers(1, 40), min_size=1, max_size=40), st.integers(50, 900), st.integers(50, 900))
    def test_fill_the_room_in_their_order_without_overlap(self, weights: list[int], wide: int, high: int) -> None:
        places = strips(weights, 0, 0, wide, high)

        assert abs(sum(w * h for _x, _y, w, h in places) - wide * high) < 1e-6 * wide * high
        for (_x, _y, w, h), weight in zip(places, weights, strict=True):
            assert abs(w * h / (wide * high) - weight / sum(weights)) < 1e-9
        order = [(round(y, 6), round(x, 6)) for x, y, _w, _h in places]
        assert order == sorted(order)
        assert all(x >= -1e-9 and y >= -1e-9 and x + w <= wide + 1e-6 and y + h <= high + 1e-6 for x, y, w, h in places)


class TestDots:
    rows = (
        Row("石桥村", "90.0%", "18/20", "与全镇无明显差别", (90.0, 69.9, 97.2), "near", "/a"),
        Row("柳湾村", "10.0%", "6/60", "低于全镇", (10.0, 4.7, 20.1), "below", "/b"),
        Row("沙河村", "100.0%", "2/2", "数量少，不作判断", None, "few", "/c"),
    )

    @pytest.mark.parametrize("is_narrow", [False, True])
    def test_keep_the_order_and_draw_nothing_of_few(self, is_narrow: bool) -> None:
        drawing = dots(self.rows, mean=50.0, mean_words="全镇 50.0%", is_narrow=is_narrow)
        opening = [shape for shape in drawing.shapes if isinstance(shape, Opens)]

        assert [one.url for one in opening] == ["/a", "/b", "/c"]
        marks = [[s for s in one.shapes if isinstance(s, Dot)] for one in opening]
        assert [len(found) for found in marks] == [1, 1, 0] and marks[0][0].fill != marks[1][0].fill
        assert marks[1][0].x < marks[0][0].x and "全镇 50.0%" in words(drawing)
        assert all(0 <= shape.x <= drawing.width for shape in drawing.plain() if isinstance(shape, Words))

    def test_write_where_the_scale_begins(self) -> None:
        row = Row("石桥村", "92.0%", "92/100", "", (92.0, 85.0, 95.9), "near")
        ticks = [text for text in words(dots([row], mean=90.0, mean_words="")) if text.endswith("%")]

        assert (
            "84%" in ticks
            and "0%" not in ticks
            and ticks[:6] == sorted(ticks[:6], key=lambda text: float(text[:-1]))[:6]
        )


class TestMonths:
    def test_begin_at_zero_as_bars_and_leave_gaps_where_nothing_is_known(self) -> None:
        run = [Month("9月", "", 4.0, "4", None, ""), Month("10月", "", 8.0, "8", 2.0, "", is_chosen=True)]
        bars = [s.height for s in months(run, is_line=False).plain() if isinstance(s, Box) and s.stroke]
        line = months([run[0], Month("10月", "", None, "—", 3.0, ""), run[1]], is_line=True)

        assert bars == [80, 160]
        assert not [shape for shape in line.shapes if isinstance(shape, Run) and not shape.is_dashed], (
            "no line across a gap"
        )
        assert len([shape for shape in line.shapes if isinstance(shape, Run) and shape.is_dashed]) == 1


class TestTiles:
    def test_differ_by_pattern_where_colours_are_lost(self) -> None:
        bands = ("above", "near", "below", "few")
        drawing = tiles(
            [Block(Tile("清水镇", "80%", "near", ""), tuple(Tile(b, "1%", b, b) for b in bands))], height=300
        )
        grounds = {(box.fill, box.pattern) for box in drawing.plain() if isinstance(box, Box) and box.stroke}

        assert len(grounds) == 4 and len({pattern for _fill, pattern in grounds}) == 3


class TestPictures:
    def test_hold_every_figure_of_the_table_uncut(self) -> None:
        drawing = sheet("上月", ["单位", "收到诉求"], [["石" * 40, "1234567"]], notes=["注"], numbers=[1])
        cell = next(shape for shape in drawing.plain() if isinstance(shape, Words) and shape.text == "1234567")

        assert cell.anchor == "end" and any(text.endswith("…") for text in words(drawing))
        assert fitted("石桥村", 10, 5) == "" and width_of("", 10) == 0

    @pytest.mark.skipif(chinese_font() is None, reason="没有中文字体")
    def test_are_drawn_with_words(self) -> None:
        shapes = (Box(0, 0, 60, 20, "#ffffff", "", "lines"), Line(0, 1, 60, 1, is_dashed=True), Words(2, 16, "石桥村"))
        with_words, without = (png(Drawing(60, 20, "", some)) for some in (shapes, shapes[:2]))
        image = Image.open(io.BytesIO(with_words))

        assert image.size == (120, 40) and with_words != without
