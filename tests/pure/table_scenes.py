"""表样: a made-up table in a county's style: a title, the unit's line, a two-row merged header, blank rows, a total, a foot."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image as Picture

LINE = Border(*[Side(style="thin")] * 4)
HEADS = (
    ("序号",), ("问题情况", "存在的问题"), ("问题情况", "问题来源"), ("整改措施",), ("责任落实", "责任单位"), ("责任落实", "责任人"),
    ("完成时限",), ("是否销号",), ("盖章",),
)  # fmt: skip


def table(heads: Any = HEADS, *, blank: int = 4, title: str = "问题整改工作台账", extras: bool = False) -> bytes:
    """The file; with `extras` also a picture, a note, a rule that colours, a second sheet that adds up, named cells."""
    book = Workbook()
    sheet = book.active
    sheet.title, last = "Sheet1", len(heads)
    sheet["A1"] = title
    sheet["A1"].font, sheet["A1"].alignment = (
        Font(size=18, bold=True, name="方正小标宋简体"),
        Alignment(horizontal="center"),
    )
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=last)
    sheet["A2"], sheet.cell(2, last - 2).value = "填报单位：", "填报日期："
    sheet.cell(2, last - 1).value = None
    _headings(sheet, heads)
    for row in range(5, 5 + blank + 1):
        for column in range(1, last + 1):
            sheet.cell(row, column).border, sheet.cell(row, column).font = LINE, Font(name="仿宋", size=11)
        sheet.cell(row, 4).alignment = Alignment(wrap_text=True)
    total = 5 + blank
    sheet.cell(total, 1).value = "合计"
    sheet.cell(total, 2).value = f'=COUNTA(B5:B{total - 1})&"项"'
    sheet.cell(total + 1, 1).value = "填表人："
    sheet.column_dimensions["B"].width = 33
    sheet.row_dimensions[5].height = 30
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.print_title_rows, sheet.print_area = "3:4", f"A1:I{total + 1}"
    if extras:
        _extras(book, sheet, total)
    box = BytesIO()
    book.save(box)
    return box.getvalue()


def _headings(sheet: Any, heads: Any) -> None:
    column = 1
    while column <= len(heads):
        words, end = heads[column - 1], column
        while end < len(heads) and len(words) > 1 and heads[end][0] == words[0]:
            end += 1
        if len(words) == 1:
            sheet.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
        else:
            sheet.merge_cells(start_row=3, start_column=column, end_row=3, end_column=end)
        for place in range(column, end + 1):
            for row in (3, 4):
                sheet.cell(row, place).border = LINE
        sheet.cell(3, column).value = words[0]
        for place in range(column, end + 1) if len(words) > 1 else ():
            sheet.cell(4, place).value = heads[place - 1][1]
        column = end + 1


def _extras(book: Any, sheet: Any, total: int) -> None:
    picture = BytesIO()
    Picture.new("RGB", (4, 4), "red").save(picture, "PNG")
    sheet.add_image(Image(picture), f"A{total + 2}")
    sheet.conditional_formatting.add(
        f"H5:H{total - 1}", CellIsRule(operator="equal", formula=['"否"'], fill=PatternFill("solid"))
    )
    sheet.cell(total + 1, 6).value = "主要负责人"
    sheet.merge_cells(f"C{total - 1}:D{total - 1}")
    book.defined_names["报表编号"] = DefinedName("报表编号", attr_text=f"Sheet1!$H${total + 1}")
    other = book.create_sheet("汇总")
    other["A1"], other["A2"] = f"=Sheet1!B{total}", f"=SUM(Sheet1!A5:A{total - 1})"
