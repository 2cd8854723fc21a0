"""导出 Excel: numbers as numbers, so that they can be reckoned with; rates as percentages."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from lianxin.base.indicators import Figure, Rate
from lianxin.web.office.figures import tables
from lianxin.web.office.figures.asked import Asked, indicator_of_code
from lianxin.web.ui.periods import period_words

Line = Sequence[Figure | str]


def made(asked: Asked, view: str, data: Any) -> bytes | None:
    """The file of one view; None for a view that has none."""
    if view in ("index", "parts"):
        sections = tables.whole_table(asked) if view == "index" else tables.parts_table(asked)
        than = tables.BEFORE[asked.period.kind]
        head = [_("分组"), _("指标"), _("本期"), _("上年同期"), _("同比"), _(than), _("环比"), _("口径")]
        return _written(asked, head, _section_lines(sections))
    if view == "below":
        blocks = tables.units_tables(asked, data.getlist("code"))
        head = [_("单位"), *(str(one.label) for one in blocks[0].columns)]
        return _written(asked, head, _unit_lines(blocks))
    if view == "chart":
        one = indicator_of_code(data.get("code", "") or "concern.received")
        return _written(asked, [_("月份"), str(one.label)], _month_lines(tables.bars(asked, one)))
    return None


def _month_lines(bars: Iterable[tables.Bar]) -> Iterable[Line]:
    for bar in bars:
        yield [period_words(bar.period), bar.cell.figure]


def _unit_lines(blocks: Sequence[tables.Block]) -> Iterable[Line]:
    for number, block in enumerate(blocks):
        if number:
            yield []
            yield [str(block.label), *(str(one.label) for one in block.columns)]
        for row in block.rows:
            yield [row.unit.name, *(cell.figure for cell in row.cells)]


def _section_lines(sections: Iterable[tables.Section]) -> Iterable[Line]:
    for section in sections:
        for row in section.rows:
            one = row.indicator
            yield [
                str(section.label), str(one.label), row.now.figure, row.year_before.figure, row.year_on_year,
                row.before.figure, row.month_on_month, str(one.basis),
            ]  # fmt: skip


def _written(asked: Asked, head: Sequence[str], lines: Iterable[Line]) -> bytes:
    box = io.BytesIO()
    book = xlsxwriter.Workbook(box, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, rate = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "0.0%"})
    sheet = book.add_worksheet(asked.period.code)
    sheet.write_string(
        0, 0, f"{asked.unit.name} {period_words(asked.period)}", book.add_format({"bold": True, "font_size": 14})
    )
    for column, word in enumerate(head):
        sheet.write_string(1, column, str(word), bold)
        sheet.set_column(column, column, max(10, min(2 * len(str(word)) + 4, 40)))
    last = 2
    for last, cells in enumerate(lines, start=2):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(last, column, cell)
            elif cell.value is None:
                sheet.write_string(last, column, cell.text)
            elif isinstance(cell.indicator, Rate):
                sheet.write_number(last, column, float(cell.value) / 100, rate)
            else:
                sheet.write_number(last, column, float(cell.value))
    foot = _("%(name)s（%(post)s）%(on)s 导出；每个数字按各自口径从记录算出。")
    sheet.write_string(last + 2, 0, foot % {"name": asked.by.name, "post": asked.by.post, "on": asked.today})
    if asked.is_running:
        sheet.write_string(last + 3, 0, _("本期未结束，不作比较"))
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return box.getvalue()
