"""带走 a view of the figures: the same table as on the page, to be written as Excel, Word or a picture."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from lianxin.pure.charts import Drawing
from lianxin.web.office.figures import charts, tables
from lianxin.web.office.figures.asked import VIEWS, Asked, indicator_of_code
from lianxin.web.ui.figure_sheet import Cell, FigureSheet
from lianxin.web.ui.periods import period_words

Line = Sequence[Cell]
FIRST = "concern.received"


def made(asked: Asked, view: str, data: Any) -> FigureSheet | None:
    """The table of one view; None for a view that has none."""
    if view in ("index", "parts"):
        sections = tables.whole_table(asked) if view == "index" else tables.parts_table(asked)
        than = tables.BEFORE[asked.period.kind]
        head = [_("分组"), _("指标"), _("本期"), _("上年同期"), _("同比"), _(than), _("环比"), _("口径")]
        return sheet_of(asked, head, _section_lines(sections), long=(7,))
    if view == "below":
        blocks = tables.units_tables(asked, data.getlist("code"))
        head = [_("单位"), *(str(one.label) for one in blocks[0].columns)]
        return sheet_of(asked, head, _unit_lines(blocks))
    if view == "chart":
        one = indicator_of_code(data.get("code", "") or FIRST)
        run = charts.months_of(asked, one)
        head = [_("月份"), str(one.label), _("上年同月")]
        return sheet_of(asked, head, _month_lines(run), drawing=charts.drawn(asked, one, run))
    return None


def sheet_of(
    asked: Asked, head: Sequence[str], lines: Iterable[Line], *, long: tuple[int, ...] = (), notes: Sequence[str] = (),
    drawing: Drawing | None = None, title: str = "",
) -> FigureSheet:  # fmt: skip
    """A table with the unit and the period as its title, and at its foot who took it away on which day."""
    foot = _("%(name)s（%(post)s）%(on)s 导出；每个数字按各自口径从记录算出。")
    running = [_("本期未结束，不作比较")] if asked.is_running else []
    return FigureSheet(
        title=title or f"{asked.unit.name} {period_words(asked.period)}", period=asked.period.code, head=tuple(head),
        lines=tuple(lines), unit=asked.unit.name, made_on=asked.today, notes=(*running, *notes), long=long,
        drawing=drawing, foot=foot % {"name": asked.by.name, "post": asked.by.post, "on": asked.today},
    )  # fmt: skip


def name_of(asked: Asked, view: str) -> str:
    """The file's name: 清水镇 2026年10月 下级单位."""
    word = next((str(word) for name, word in VIEWS if name == view), "")
    return f"{asked.unit.name} {period_words(asked.period)} {word}"


def _month_lines(run: Iterable[charts.ChartMonth]) -> Iterator[Line]:
    for month in run:
        yield [period_words(month.period), month.cell.figure, month.before.figure]


def _unit_lines(blocks: Sequence[tables.Block]) -> Iterator[Line]:
    for number, block in enumerate(blocks):
        if number:
            yield []
            yield [str(block.label), *(str(one.label) for one in block.columns)]
        for row in block.rows:
            yield [row.unit.name, *(cell.figure for cell in row.cells)]


def _section_lines(sections: Iterable[tables.Section]) -> Iterator[Line]:
    for section in sections:
        for row in section.rows:
            one = row.indicator
            yield [
                str(section.label), str(one.label), row.now.figure, row.year_before.figure, row.year_on_year,
                row.before.figure, row.month_on_month, str(one.basis),
            ]  # fmt: skip
