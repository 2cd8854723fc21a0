"""文件上的一句话: it stands first, and nothing else of the file moves."""

import io
import zipfile

import openpyxl
import pytest
from docx import Document

from lianxin.pure import banners
from lianxin.pure.paper import Paper, write_docx
from lianxin.pure.tabular import Book

WORDS = "练习，记录不算数 <&>"


def book_of(*, head: bool = False) -> bytes:
    """Two sheets: print titles, a formula over both, the second one open, and a foot."""
    box = io.BytesIO()
    book = Book(box)
    first, second = book.add_worksheet("台账"), book.add_worksheet("合计")
    first.repeat_rows(0)
    first.set_footer("&C第 &P 页")
    if head:
        first.set_header("&C某县")
    first.write_string(0, 0, "件数")
    first.write_number(1, 0, 7)
    second.write_formula(0, 0, "=台账!A2*2", None, 14)
    second.activate()
    book.close()
    return box.getvalue()


class TestAWorkbook:
    def test_says_it_on_a_first_sheet_and_keeps_every_cell_formula_and_print_title(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(banners.xlsx(book_of(), WORDS, sheet="练习")))

        assert book.sheetnames == ["练习", "台账", "合计"] and book.active.title == "练习"
        assert book["练习"]["A1"].value == WORDS
        assert (book["台账"]["A1"].value, book["台账"]["A2"].value) == ("件数", 7)
        assert book["合计"]["A1"].value == "=台账!A2*2"
        assert book["台账"].print_title_rows == "$1:$1" and book["合计"].print_title_rows is None
        assert [bool(sheet.sheet_view.tabSelected) for sheet in book.worksheets] == [True, False, False]

    def test_says_it_above_every_printed_page_unless_the_page_has_a_head_of_its_own(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(banners.xlsx(book_of(), "练习", sheet="练习")))
        assert [book[name].oddHeader.center.text for name in ("台账", "合计")] == ["练习", "练习"]
        assert book["台账"].oddFooter.center.text == "第 &P 页"
        own = openpyxl.load_workbook(io.BytesIO(banners.xlsx(book_of(head=True), "练习", sheet="练习")))
        assert own["台账"].oddHeader.center.text == "某县"

    def test_of_another_maker_stays_as_it_is(self) -> None:
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as made:
            made.writestr("xl/workbook.xml", "<x:workbook/>")
        assert banners.xlsx(box.getvalue(), "练习", sheet="练习") == box.getvalue()


class TestADocument:
    @pytest.mark.parametrize("words", ["练习，记录不算数", WORDS])
    def test_begins_with_it(self, words: str) -> None:
        data = banners.docx(write_docx(Paper(title="关于做好走访的通知", body=())), words)
        lines = [one.text for one in Document(io.BytesIO(data)).paragraphs]

        assert lines[0] == words and "关于做好走访的通知" in lines
