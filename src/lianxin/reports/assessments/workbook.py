"""考核结果的 Excel (M282, M283): real formulas, so that every result can be reckoned again in WPS, with the words beside.

Column by column, one line per item: figure from its numerator and denominator, whether it is rated, the weight used
after spreading, the result, its share. The formulas do what `pure.assessing` does, digit for digit.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from lianxin.pure import tabular
from lianxin.pure.keysets import plain
from lianxin.reports.assessments import words
from lianxin.reports.assessments.models import Cell, Item, Run, Scheme, Sheet
from lianxin.reports.assessments.reckoning import converted
from lianxin.reports.assessments.terms import How, NotRated

HEAD = (
    (gettext_lazy("维度"), 12), (gettext_lazy("考核项"), 18), (gettext_lazy("原权重"), 8), (gettext_lazy("分子"), 8),
    (gettext_lazy("分母"), 8), (gettext_lazy("数值"), 9), (gettext_lazy("可评"), 6), (gettext_lazy("计入下限的权重"), 9),
    (gettext_lazy("维度权重"), 9), (gettext_lazy("维度所用权重"), 9), (gettext_lazy("所用权重"), 9), (gettext_lazy("结果"), 9),
    (gettext_lazy("折合"), 9), (gettext_lazy("怎样折算"), 36), (gettext_lazy("口径"), 60),
)  # fmt: skip
FIRST = 4  # the row of the first item, counted from 1


@dataclass(frozen=True)
class Line:
    """一行: its number on the sheet, the first and last row of its dimension."""

    row: int
    cell: Cell
    first: int
    last: int


def lines_of(cells: Sequence[Cell]) -> list[Line]:
    """The items with their rows."""
    found, row = [], FIRST
    for _key, held in groupby(cells, key=lambda cell: cell.item.dimension_id):
        group = list(held)
        last = row + len(group) - 1
        found += [Line(row + number, cell, row, last) for number, cell in enumerate(group)]
        row = last + 1
    return found


def value_formula(line: Line) -> str:
    """数值 of a rate: one decimal, half up; empty for what has another figure, which is written as it is."""
    if line.cell.part is None or not line.cell.whole:
        return ""
    return f"=ROUND(ROUND(D{line.row}/E{line.row}*100,8),1)"


def rated_formula(line: Line) -> str:
    """可评: enough records, and the item was not waived."""
    if line.cell.not_rated == NotRated.WAIVED:
        return "=0"
    return f"=IF(N(E{line.row})>={line.cell.item.least},1,0)" if line.cell.item.least else "=1"


def result_formula(line: Line) -> str:
    """结果 of the figure, 0 to 100, two decimals."""
    item, value = line.cell.item, f"F{line.row}"
    sign = "<=" if item.better == "low" else ">="
    if item.how == How.PROPORTIONAL:
        floor, full = plain(item.floor or Decimal(0)), plain(item.full or Decimal(0))
        reckoned = f"ROUND(ROUND(MAX(0,MIN(1,({value}-{floor})/({full}-{floor})))*100,8),2)"
    elif item.how == How.FULFILLED:
        reckoned = f"IF({value}{sign}{plain(item.full or Decimal(0))},100,0)"
    else:
        reckoned = plain(item.floor or Decimal(0))
        for limit, result in reversed(item.steps):
            reckoned = f"IF({value}{sign}{limit},{result},{reckoned})"
    return f"=IF(G{line.row}=0,0,{reckoned})"


def weight_formulas(lines: Sequence[Line], line: Line) -> tuple[str, str, str]:
    """维度权重, 维度所用权重, 所用权重: what is not rated is spread over the rest; the last rated one takes what is left."""
    end, row = lines[-1].last, line.row
    counted = f"=IF(SUM(G{line.first}:G{line.last})=0,0,SUM(C{line.first}:C{line.last}))"
    before = f"SUM(J{FIRST}:J{line.first - 1})" if line.first > FIRST else "0"
    later = f"SUM(I{line.last + 1}:I{end})" if line.last < end else "0"
    share = f"ROUND(ROUND(I{row}*100/SUM(I{FIRST}:I{end}),8),2)"
    whole = f"=IF(I{row}=0,0,IF({later}=0,100-{before},{share}))"
    above = f"SUM(K{line.first}:K{row - 1})" if row > line.first else "0"
    after = f"SUM(G{row + 1}:G{line.last})" if row < line.last else "0"
    rated = f"SUMPRODUCT(C{line.first}:C{line.last},G{line.first}:G{line.last})"
    part = f"ROUND(ROUND(J{line.first}*C{row}/{rated},8),2)"
    used = f"=IF(G{row}=0,0,IF({after}=0,J{line.first}-{above},{part}))"
    return (counted, whole, used) if row == line.first else ("", "", used)


def total_formula(lines: Sequence[Line], scheme: Scheme) -> str:
    """总结果: one decimal, rounded once; no result where too little could be rated."""
    end = lines[-1].last
    enough = f"SUM(H{FIRST}:H{end})>={scheme.least_rated}"
    return f"=IF({enough},ROUND(ROUND(SUM(M{FIRST}:M{end}),6),1),{tabular.quoted(_('不评'))})"


def band_formula(where: str, scheme: Scheme) -> str:
    """档次 of the total that stands in a cell."""
    said = tabular.quoted(scheme.band_list[-1].label)
    for one in reversed(scheme.band_list[:-1]):
        said = f"IF({where}>={plain(one.least)},{tabular.quoted(one.label)},{said})"
    return f"=IF(ISNUMBER({where}),{said},{tabular.quoted(_('不评'))})"


def larger_formula(where: str, weight: Decimal) -> str:
    """折合 in the larger assessment, two decimals."""
    return f"=IF(ISNUMBER({where}),ROUND(ROUND({where}*{plain(weight)}/100,8),2),{tabular.quoted(_('不评'))})"


class Book:
    """The file: one sheet for a unit, and for a whole run one before them that names every unit in tree order."""

    def __init__(self) -> None:
        self.box = io.BytesIO()
        self.book = tabular.Book(self.box)
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.head = self.book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        self.text = self.book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        self.bold = self.book.add_format({"border": 1, "bold": True})
        self.plain = self.book.add_format({"text_wrap": True, "valign": "top"})

    def unit(self, sheet: Sheet, cells: Sequence[Cell], run: Run) -> str:
        """One unit's page; the name of the worksheet."""
        page, lines = self.book.add_worksheet(sheet.unit_name), lines_of(cells)
        page.write_string(0, 0, f"{sheet.unit_name} {run.period.label} {run.scheme.title}", self.title)
        page.write_string(1, 0, words.not_for(), self.plain)
        for column, (word, width) in enumerate(HEAD):
            page.write_string(FIRST - 2, column, str(word), self.head)
            page.set_column(column, column, width)
        for line in lines:
            self._item(page, lines, line)
        self._foot(page, sheet, lines, run)
        page.freeze_panes(FIRST - 1, 2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        return str(page.get_name())

    def _item(self, page: Any, lines: Sequence[Line], line: Line) -> None:
        row, cell, item = line.row - 1, line.cell, line.cell.item
        rated = 1 if cell.result is not None else 0
        page.write_string(row, 0, item.dimension.name, self.text)
        page.write_string(row, 1, item.label, self.text)
        page.write_number(row, 2, item.weight, self.text)
        for column, number in ((3, cell.part), (4, cell.whole)):
            self._number(page, row, column, number)
        if formula := value_formula(line):
            page.write_formula(row, 5, formula, self.text, _float(cell.value))
        else:
            self._number(page, row, 5, cell.value)
        page.write_formula(row, 6, rated_formula(line), self.text, rated)
        page.write_formula(row, 7, f"=C{line.row}*G{line.row}*{int(item.least > 0)}", self.text,
                           item.weight * rated * int(item.least > 0))  # fmt: skip
        groups = [one.cell for one in lines if line.first <= one.row <= line.last]
        whole = sum(one.used for one in groups)
        held = sum(one.item.weight for one in groups) if whole else 0
        counted, share, used = weight_formulas(lines, line)
        for column, formula, value in ((8, counted, held), (9, share, whole), (10, used, cell.used)):
            if formula:
                page.write_formula(row, column, formula, self.text, _float(value))
            else:
                page.write_blank(row, column, None, self.text)
        page.write_formula(row, 11, result_formula(line), self.text, _float(cell.result))
        share_of = cell.used * (cell.result or Decimal(0)) / 100
        page.write_formula(row, 12, f"=K{line.row}*L{line.row}/100", self.text, _float(share_of))
        page.write_string(row, 13, _how(item), self.text)
        page.write_string(row, 14, item.definition, self.text)

    def _number(self, page: Any, row: int, column: int, number: Decimal | int | None) -> None:
        if number is None:
            page.write_blank(row, column, None, self.text)
        else:
            page.write_number(row, column, float(number), self.text)

    def _foot(self, page: Any, sheet: Sheet, lines: Sequence[Line], run: Run) -> None:
        row, scheme = lines[-1].last + 1, run.scheme
        where, none = f"M{row}", _("不评")
        page.write_string(row - 1, 11, _("总结果"), self.bold)
        page.write_formula(row - 1, 12, total_formula(lines, scheme), self.bold, _shown(sheet.total, none))
        page.write_string(row, 11, _("档次"), self.bold)
        page.write_formula(row, 12, band_formula(where, scheme), self.bold, sheet.band or none)
        notes = [words.total_words(), words.unrated_words(scheme), words.band_words(scheme.band_list)]
        if scheme.larger_weight is not None:
            value = None if sheet.total is None else converted(sheet.total, scheme.larger_weight)
            page.write_string(row + 1, 11, _("折合"), self.bold)
            page.write_formula(row + 1, 12, larger_formula(where, scheme.larger_weight), self.bold, _shown(value, none))
            notes.append(words.larger_words(scheme))
        for number, note in enumerate([*notes, _signed(run)]):
            page.write_string(row + 2 + number, 0, note)

    def summary(self, run: Run, sheets: Sequence[tuple[Sheet, str, int]]) -> None:
        """汇总: every unit in tree order with its total, band, and share in the larger assessment; no places."""
        page, scheme, none = self.summary_page, run.scheme, _("不评")
        page.write_string(0, 0, f"{run.period.label} {scheme.title}", self.title)
        heads = [_("单位"), _("类别"), _("总结果"), _("档次")]
        if scheme.larger_weight is not None:
            heads.append(_("折合（%(larger)s，占 %(weight)s 分）") % {
                "larger": scheme.larger, "weight": plain(scheme.larger_weight)})  # fmt: skip
        for column, word in enumerate(heads):
            page.write_string(2, column, word, self.head)
            page.set_column(column, column, 18)
        for row, (sheet, name, line) in enumerate(sheets, 3):
            page.write_string(row, 0, sheet.unit_name, self.text)
            page.write_string(row, 1, str(sheet.get_unit_kind_display()), self.text)
            page.write_formula(row, 2, f"='{name}'!M{line}", self.text, _shown(sheet.total, none))
            page.write_formula(row, 3, band_formula(f"C{row + 1}", scheme), self.text, sheet.band or none)
            if scheme.larger_weight is not None:
                value = None if sheet.total is None else converted(sheet.total, scheme.larger_weight)
                page.write_formula(row, 4, larger_formula(f"C{row + 1}", scheme.larger_weight), self.text,
                                   _shown(value, none))  # fmt: skip
        notes = [_("单位按管理顺序排列，不排名次。"), words.not_for(), words.larger_words(scheme), _signed(run)]
        for number, note in enumerate(filter(None, notes)):
            page.write_string(len(sheets) + 4 + number, 0, note)
        page.set_paper(9)
        page.fit_to_pages(1, 0)

    def begin_summary(self) -> None:
        """The first page of a run's file."""
        self.summary_page = self.book.add_worksheet(_("汇总"))

    def bytes(self) -> bytes:
        self.book.close()
        return self.box.getvalue()


def unit_xlsx(sheet: Sheet, cells: Sequence[Cell], run: Run) -> bytes:
    """One unit's result as a workbook that reckons itself."""
    with override(settings.LANGUAGE_CODE):
        made = Book()
        made.unit(sheet, cells, run)
        return made.bytes()


def run_xlsx(run: Run, sheets: Sequence[Sheet], cells: dict[int, list[Cell]]) -> bytes:
    """All units: the summary reads each unit's own page."""
    with override(settings.LANGUAGE_CODE):
        made = Book()
        made.begin_summary()
        named = [(one, made.unit(one, cells[one.pk], run), FIRST + len(cells[one.pk])) for one in sheets]
        made.summary(run, named)
        return made.bytes()


def _how(item: Item) -> str:
    return words.how_of(item) + words.guard_of(item)


def _signed(run: Run) -> str:
    if not run.is_published:
        return _("还没有公布，数可能因异议而改。")
    return _("%(by)s（%(post)s）%(on)s 签发，校验值 %(sum)s") % {
        "by": run.signed_by, "post": run.signed_post, "on": run.published_on, "sum": run.sha256,
    }  # fmt: skip


def _float(value: Decimal | int | None) -> float:
    return float(value or 0)


def _shown(value: Decimal | None, none: str) -> float | str:
    return none if value is None else float(value)
