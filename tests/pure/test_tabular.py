"""带走的表格: a workbook opens whatever its sheets are called by those who made the lists."""

import io

import pytest
from openpyxl import load_workbook

from lianxin.pure.tabular import Book


def names_of(*called: str) -> list[str]:
    """The names of the sheets of a workbook whose sheets were called so."""
    box = io.BytesIO()
    book = Book(box)
    for name in called:
        book.add_worksheet(name).write_string(0, 0, "字")
    book.close()
    return list(load_workbook(io.BytesIO(box.getvalue())).sheetnames)


@pytest.mark.parametrize(
    ("called", "names"),
    [
        (["2026/11 [草稿]"], ["2026 11  草稿"]),
        (["=cmd|'/c calc'!A1"], ["=cmd|  c calc !A1"]),
        (["", "'", " "], ["表", "表 2", "表 3"]),
        (["甲A", "甲a", "甲a 2"], ["甲A", "甲a 2", "甲a 2 2"]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 29 + " 2"]),
        (["😀" * 20], ["😀" * 15]),
        (["一\t二\x07三"], ["一 二 三"]),
    ],
)
def test_a_sheet_is_called_as_it_was_called_as_far_as_excel_takes_it(called: list[str], names: list[str]) -> None:
    assert names_of(*called) == names
