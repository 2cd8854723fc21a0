"""带走的数表: a table of figures as Excel, as a Word paper, as a picture. The same cells each time, rounded once."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from lianxin.base.indicators import Figure, Rate, of_figure
from lianxin.pure import paper as papers
from lianxin.pure.charts import Drawing, sheet
from lianxin.pure.tabular import Book
from lianxin.web.ui.drawings import joined, picture
from lianxin.web.ui.sending import docx, xlsx

Cell = Figure | str
FORMS = ("xlsx", "docx", "pdf", "png", "svg")
WIDE = 7  # from so many columns on a Word table is laid on a turned sheet
WORDY, LONG = 18, 48


@dataclass(frozen=True)
class FigureSheet:
    """数表: title, heads, lines of figures and words, notes. `long` are columns of sentences, which no picture holds.

    `drawing` is the chart that stands for the table where a picture is asked for.
    """

    title: str
    period: str
    head: tuple[str, ...]
    lines: tuple[Sequence[Cell], ...]
    unit: str
    made_on: date
    notes: tuple[str, ...] = ()
    long: tuple[int, ...] = ()
    foot: str = ""
    drawing: Drawing | None = field(default=None, compare=False)


def sent(made: FigureSheet, form: str, name: str) -> HttpResponse:
    """The file in the form asked for. Raises Http404 for a form that there is not, or a picture without a font."""
    name = joined([name])
    if form == "xlsx":
        return xlsx(workbook(made), name)
    if form in ("docx", "pdf"):  # a PDF is printed from the docx (ui/pdf.py)
        return docx(paper(made), name)
    if form in FORMS:
        return picture(made.drawing or drawn(made), name, form)
    raise Http404(_("没有这种文件。"))


def text_of(cell: Cell) -> str:
    """The cell in words: a rate with its numerator and denominator."""
    if isinstance(cell, str):
        return cell
    return f"{cell.text}（{cell.fraction}）" if cell.fraction else cell.text


def workbook(made: FigureSheet) -> bytes:
    """Excel: numbers as numbers, so that they can be reckoned with; rates as percentages."""
    box = io.BytesIO()
    book = Book(box)
    bold, rate = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "0.0%"})
    page = book.add_worksheet(made.period)
    page.write_string(0, 0, made.title, book.add_format({"bold": True, "font_size": 14}))
    for column, word in enumerate(made.head):
        page.write_string(1, column, word, bold)
        page.set_column(column, column, max(10, min(2 * len(word) + 4, 40)))
    last = 2
    for last, cells in enumerate(made.lines, start=2):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(last, column, cell)
            elif cell.value is None:
                page.write_string(last, column, cell.text)
            elif isinstance(cell.indicator, Rate):
                page.write_number(last, column, float(cell.value) / 100, rate)
            else:
                page.write_number(last, column, float(cell.value))
    for number, note in enumerate((made.foot, *made.notes), start=2):
        page.write_string(last + number, 0, note)
    page.freeze_panes(2, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)
    book.close()
    return box.getvalue()


def paper(made: FigureSheet) -> papers.Paper:
    """The official table: every figure carries its binding, so that the checker can look it up again."""
    lines = [line for line in made.lines if line]
    rows = tuple(tuple(_run(cell) for cell in _filled(line, len(made.head))) for line in lines)
    table = papers.Table(made.head, rows, is_landscape=len(made.head) >= WIDE, widths=_widths(made))
    notes = tuple(papers.Para(papers.runs(_("注：%(note)s") % {"note": note})) for note in made.notes)
    return papers.Paper(made.title, (table, *notes), signature=made.unit, dated=made.made_on)


def _filled(line: Sequence[Cell], many: int) -> list[Cell]:
    return [*line, *([""] * (many - len(line)))]


def _run(cell: Cell) -> str | tuple[papers.Run, ...]:
    if isinstance(cell, str) or cell.value is None:
        return text_of(cell)
    bound = papers.Figure(cell.text, of_figure(cell).binding, str(cell.indicator.label))
    return papers.runs(bound, f"（{cell.fraction}）") if cell.fraction else (bound,)


def _widths(made: FigureSheet) -> tuple[int, ...]:
    """Shares of the line: as wide as the longest cell, within reason."""
    found = []
    for place, word in enumerate(made.head):
        longest = max([len(word), *(len(text_of(line[place])) for line in made.lines if place < len(line))])
        found.append(max(6, min(LONG if place in made.long else WORDY, longest)))
    return tuple(found)


def drawn(made: FigureSheet) -> Drawing:
    """The table as a picture, without its columns of sentences; rates with both parts."""
    kept = [place for place in range(len(made.head)) if place not in made.long]
    rows = [[text_of(line[place]) if place < len(line) else "" for place in kept] for line in made.lines]
    numbers = [
        at for at, place in enumerate(kept)
        if any(place < len(line) and isinstance(line[place], Figure) for line in made.lines)
    ]  # fmt: skip
    head = [made.head[place] for place in kept]
    return sheet(made.title, head, rows, notes=(*made.notes, made.foot), numbers=numbers)
