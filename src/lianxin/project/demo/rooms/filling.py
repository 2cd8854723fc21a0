"""填表的演示数据: two made-up tables in the county's style, set and ready, so that one click fills them."""

from datetime import datetime
from io import BytesIO
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.pure.tabular import Book
from lianxin.reports.filling import commands, queries
from lianxin.reports.filling.terms import Below, TableKind

RECTIFICATION = {"title": "问题整改工作台账", "blank": 8, "heads": (
    ("序号",), ("问题情况", "存在的问题"), ("问题情况", "问题来源"), ("整改措施",), ("责任落实", "责任单位"), ("责任落实", "责任人"),
    ("完成时限",), ("整改进展情况",), ("是否销号",), ("备注",),
)}  # fmt: skip
TOWNS = {"title": "各乡镇群众工作情况统计表", "blank": 25, "heads": (
    ("序号",), ("乡镇",), ("诉求办理", "收到诉求"), ("诉求办理", "办结诉求"), ("诉求办理", "按时办结率"), ("联系群众", "困难户"),
    ("联系群众", "帮扶资金（元）"), ("驻村干部住房情况",),
)}  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """两个表样, and one of them filled for this year."""
    clerk, year = county.who(county.top, "county_clerk"), Period.containing(localdate(until), "year")
    given: dict[str, Any] = {"by": clerk, "at": until}
    for sort, kind, more in (
        (RECTIFICATION, TableKind.LIST, {"ledger": "rectification"}), (TOWNS, TableKind.UNITS, {"below": Below.TOWNSHIPS}),
    ):  # fmt: skip
        title = f"{county.top.name}{sort['title']}"
        template = commands.upload(
            unit=county.top, title=title, name=f"{title}.xlsx", data=blank(title, sort), **given
        )  # fmt: skip
        version = queries.current(template)
        commands.set_mapping(
            version=version, kind=kind, columns=version.columns, cells=version.cells, **more, **given
        )  # fmt: skip
        commands.fill(
            version=queries.current(template), unit=county.top, period=year, purpose="报县委群众工作领导小组", **given
        )


def blank(title: str, sort: Any) -> bytes:
    """An empty table as it is sent around: title, the unit's line, two rows of headings, blank rows, a total, a foot."""
    box = BytesIO()
    book = Book(box)
    sheet = book.add_worksheet("Sheet1")
    big = book.add_format({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter", "font_name": "宋体"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    cell, plain = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"}), book.add_format({})
    heads, last = sort["heads"], len(sort["heads"]) - 1
    sheet.merge_range(0, 0, 0, last, title, big)
    sheet.set_row(0, 32)
    sheet.write_string(1, 0, "填报单位：", plain)
    sheet.write_string(1, last - 1, "填报日期：", plain)
    _headings(sheet, heads, head)
    for row in range(4, 4 + sort["blank"]):
        for column in range(last + 1):
            sheet.write_blank(row, column, None, cell)
    total = 4 + sort["blank"]
    sheet.write_string(total, 0, "合计", head)
    for column in range(1, last + 1):
        sheet.write_blank(total, column, None, cell)
    sheet.write_string(total + 1, 0, "填表人：", plain)
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, last, 14)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2, 3)
    book.close()
    return box.getvalue()


def _headings(sheet: Any, heads: Any, look: Any) -> None:
    """Two rows: what stands alone reaches over both, what has a common heading stands under it."""
    column = 0
    while column < len(heads):
        words = heads[column]
        if len(words) == 1:
            sheet.merge_range(2, column, 3, column, words[0], look)
            column += 1
            continue
        end = column
        while end < len(heads) and heads[end][0] == words[0]:
            sheet.write_string(3, end, heads[end][-1], look)
            end += 1
        sheet.merge_range(2, column, 2, end - 1, words[0], look)
        column = end
