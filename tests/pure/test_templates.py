"""表样: read for where it is to be filled, filled in place, and otherwise as it came."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lianxin.pure.templates import (
    NoHeader,
    Offer,
    Percent,
    Shift,
    Sum,
    Unreadable,
    fill_rows,
    open_book,
    picture,
    propose,
    read_layout,
)
from lianxin.pure.templates.refs import copied
from tests.pure.table_scenes import table


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    box = BytesIO()
    with zipfile.ZipFile(box, "w") as out:
        for part, bytes_ in {**members(data), name: content}.items():
            out.writestr(part, bytes_)
    return box.getvalue()


class TestReadingATable:
    def test_finds_the_header_of_two_rows_the_blank_rows_the_total_and_the_places_to_be_filled(self):
        sheet = open_book(table(extras=True)).sheets[0]

        layout = read_layout(sheet)

        assert (layout.title, layout.header_from, layout.header_to) == ("问题整改工作台账", 3, 4)
        assert [one.path for one in layout.headings][:3] == ["序号", "问题情况/存在的问题", "问题情况/问题来源"]
        assert (layout.data_from, layout.data_to, layout.totals, layout.blank_rows) == (5, 8, (9,), 4)
        assert {(one.words, one.row, one.column, one.prefix) for one in layout.labels} == {
            ("填报单位", 2, 1, "填报单位："), ("填报日期", 2, 7, "填报日期："), ("填表人", 10, 1, "填表人："),
        }  # fmt: skip
        assert sheet.book.notes == ["此表含图片，填表时原样保留。"]
        assert sheet.book.names == {"报表编号": ("Sheet1", 10, 8)}

    def test_is_told_where_the_header_is_when_it_finds_none(self):
        sheet = open_book(table((("一",),) * 3, blank=2)).sheets[0]

        with pytest.raises(NoHeader):
            read_layout(sheet, header=(11, 11))
        layout = read_layout(sheet, header=(3, 4), data=(5, 6))

        assert [one.path for one in layout.headings] == ["一"] * 3
        assert (layout.data_from, layout.data_to) == (5, 6)

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为”xlsx"),
            (b"<html>", "可能已损坏"),
            (with_part(table(), "xl/vbaProject.bin", b"x"), "带宏"),
            (with_part(table(), "xl/externalLinks/externalLink1.xml", b"<a/>"), "引用了别的文件"),
            (with_part(table(), "xl/worksheets/sheet1.xml", b"<worksheet/>"), "太大|读不懂"),
            (b"PK" + b"\0" * (3 * 1024 * 1024), "2 MB"),
        ],
    )
    def test_refuses_what_may_not_be_filled_and_says_what_to_do(self, data, words):
        with pytest.raises(Unreadable, match=words):
            open_book(data)


class TestFillingATable:
    def test_puts_rows_in_and_everything_else_follows(self):
        data = table(extras=True)
        book = open_book(data)
        sheet, layout = book.sheets[0], read_layout(book.sheets[0])
        rows = [{1: n, 2: f"问题{n}", 6: "=HYPERLINK(1)", 7: date(2026, 11, n)} for n in range(1, 8)]

        done = fill_rows(sheet, layout, rows, {1: Sum()})

        assert (done.rows, done.put_in, done.left) == (7, 3, 0)
        saved = book.save()
        filled, other = load_workbook(BytesIO(saved))["Sheet1"], load_workbook(BytesIO(saved))["汇总"]
        assert [filled.cell(row, 2).value for row in range(5, 12)] == [f"问题{n}" for n in range(1, 8)]
        assert filled["G5"].value.date() == date(2026, 11, 1)
        assert (filled["F5"].data_type, filled["F5"].value, filled["F5"].quotePrefix) == ("s", "=HYPERLINK(1)", True)
        assert (filled["A12"].value, filled["B12"].value) == ("合计", '=COUNTA(B5:B11)&"项"')
        assert (other["A1"].value, other["A2"].value) == ("=Sheet1!B12", "=SUM(Sheet1!A5:A11)")
        assert filled["A13"].value == "填表人："
        assert "C8:D8" in {str(one) for one in filled.merged_cells.ranges} >= {"A1:I1", "B3:C3", "C11:D11"}
        assert (filled.print_title_rows, filled.print_area) == ("$3:$4", "'Sheet1'!$A$1:$I$13")
        assert [str(one.sqref) for one in filled.conditional_formatting] == ["H5:H11"]
        assert load_workbook(BytesIO(saved)).defined_names["报表编号"].attr_text == "Sheet1!$H$13"
        assert filled._images[0].anchor._from.row == 13
        assert (filled["C11"].font.name, filled["C11"].border.left.style) == ("仿宋", "thin")
        assert (filled.column_dimensions["B"].width, filled.row_dimensions[5].height) == (33, 30)
        assert members(saved)["xl/media/image1.png"] == members(data)["xl/media/image1.png"]

    def test_makes_a_row_high_enough_for_a_long_text_and_no_row_lower(self):
        book = open_book(table())
        sheet, layout = book.sheets[0], read_layout(book.sheets[0])

        fill_rows(
            sheet,
            layout,
            [{4: "短"}, {4: "把窗口材料清单由九项减为五项，印成单页放在大厅。" * 3}, {2: "不折行的字" * 20}],
        )

        filled = load_workbook(BytesIO(book.save())).worksheets[0]
        heights = [filled.row_dimensions[row].height for row in (5, 6, 7)]
        assert (heights[0], heights[1] > 150, heights[2]) == (30, True, None)

    def test_leaves_nothing_of_last_month_and_adds_up_where_no_formula_does(self):
        book = open_book(table(blank=3))
        sheet, layout = book.sheets[0], read_layout(book.sheets[0])
        fill_rows(sheet, layout, [{1: n, 2: "上月的", 3: 8} for n in range(1, 4)], {3: Sum()})
        again = open_book(book.save())
        sheet, layout = again.sheets[0], read_layout(again.sheets[0])

        done = fill_rows(sheet, layout, [{1: 1, 2: "本月的", 3: Percent(Decimal("96.3"))}], {1: 1})

        words = [[cell.text for cell in line] for line in picture(open_book(again.save()).sheets[0], top=5, bottom=8)]
        assert done.left == 2
        assert [line[:3] for line in words] == [
            ["1", "本月的", "96.3"],
            ["", "", ""],
            ["", "", ""],
            ["合计", "=…", "96.3"],
        ]

    def test_shows_merged_cells_as_one_in_its_picture(self):
        head = picture(open_book(table()).sheets[0], bottom=4)

        assert (head[0][0].text, head[0][0].columns) == ("问题整改工作台账", 9)
        assert [(one.text, one.rows, one.columns) for one in head[2]][:3] == [
            ("序号", 2, 1),
            ("问题情况", 1, 2),
            ("整改措施", 2, 1),
        ]
        assert [one.text for one in head[3]] == ["存在的问题", "问题来源", "责任单位", "责任人"]


class TestFormulas:
    @pytest.mark.parametrize(
        ("formula", "moved"),
        [
            ("SUM(C5:C8)", "SUM(C5:C10)"), ("C9/C$10", "C11/C$12"), ("SUM(C5:C7)", "SUM(C5:C7)"), ("SUM(C8:C8)", "SUM(C8:C10)"),
            ('IF(A9="C9",1,C4)', 'IF(A11="C9",1,C4)'), ("SUM(9:12)", "SUM(11:14)"), ("LOG10(A9)", "LOG10(A11)"),
        ],
    )  # fmt: skip
    def test_move_with_their_cells(self, formula, moved):
        assert Shift(after=8, by=2).formula(formula) == moved

    def test_of_a_row_are_copied_to_the_next(self):
        assert copied("ROW()-4+D5*$E$1", 1) == "ROW()-4+D6*$E$1"


def test_a_heading_is_matched_by_its_words_its_usual_names_and_its_likeness():
    offered = [
        Offer("owner", "责任单位", ("整改责任部门",)),
        Offer("due", "完成时限"),
        Offer("name", "户主姓名", ("户主情况/姓名",)),
    ]

    found = propose(
        {1: "责任单位（盖章）", 2: "责任单位", 3: "整改完成时限", 4: "户主情况/姓名", 5: "政治面貌"}, offered
    )

    assert [(one.place, one.code) for one in found] == [(1, "owner"), (3, "due"), (4, "name")]
    assert [one.sure for one in found] == [100, 75, 95]
