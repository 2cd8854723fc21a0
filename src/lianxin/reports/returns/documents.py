"""摸底统计表 as a document: kinds apart, figures from elsewhere marked, what is verified, what stands in two lines."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from lianxin.pure.paper import Item, Paper, Para, Table, runs, write_docx
from lianxin.reports.returns.models import MonthReturn, ReturnFigure, plain
from lianxin.reports.returns.queries import Cell, Overlap, Row, unverified
from lianxin.reports.returns.terms import STEPS

HEADER = (
    gettext_lazy("序号"), gettext_lazy("类别"), gettext_lazy("项目"), gettext_lazy("范围"), gettext_lazy("数"),
    gettext_lazy("来源"), gettext_lazy("核实"),
)  # fmt: skip
WIDTHS = (6, 14, 22, 16, 12, 20, 14)
NAMED = 8


def cells_of(number: int, row: Row) -> tuple[str, ...]:
    """One line of the sheet as it is printed: a figure from elsewhere says so."""
    line, cell = row.line, row.cells[0]
    value = "；".join(
        (f"{one.figure.unit.name} " if len(row.cells) > 1 else "") + value_of(one.text, line.measure, one.figure)
        for one in row.cells
    )
    if len(row.cells) > 1 and row.total is not None:
        value += _("；合计 %(n)s") % {"n": f"{row.total_text}{line.measure}"}
    if row.apart is not None and row.below is not None:
        value += _("（下级合计 %(below)s，差 %(n)s）") % {"below": row.below.text, "n": row.apart_text}
    return (
        str(number),
        str(line.get_kind_display()),
        line.label,
        row.whom or _("全部"),
        value,
        source_of(row, cell),
        checked_words(row),
    )


def source_of(row: Row, cell: Cell) -> str:
    """Where it comes from: our records, another system, or the lower returns that were accepted."""
    if cell.is_rolled and row.below is not None:
        told = {"n": len(row.below.taken), "all": len(row.below.parts), "source": row.line.origin}
        return _("外部数字：%(source)s，下级填报汇总（%(n)s/%(all)s 份）") % told
    source = {"source": cell.figure.source or row.line.origin}
    return _("外部数字：%(source)s") % source if row.line.is_external else _("系统记录计算")


def value_of(text: str, measure: str, figure: ReturnFigure) -> str:
    """The figure with its measure; why there is none; what it was corrected to after the lock."""
    said = f"{text}{measure if text != '—' else ''}"
    if figure.no_data:
        said = _("没有（%(why)s）") % {"why": figure.no_data}
    late = next(iter(reversed(figure.frozen.late.all())), None) if figure.frozen is not None else None
    if late is not None:
        return said + _("（事后变化：%(n)s，%(why)s）") % {"n": late.text, "why": late.reason}
    change = figure.last_change
    return said + _("（更正为 %(n)s）") % {"n": plain(change.new)} if change else said


def checked_words(row: Row) -> str:
    """Who verified it and when; not verified is said."""
    last = [cell.figure for cell in row.cells if cell.figure.is_checked]
    if len(last) < len(row.cells):
        return _("未核实") if not last else _("部分核实")
    one = last[-1]
    return f"{one.checked_by} {one.checked_on:%m-%d} {one.get_checked_how_display()}" if one.checked_on else ""


def overlaps_of(month: MonthReturn) -> list[Overlap]:
    """重复 as it was found at 统计."""
    return [Overlap(one, other, count) for one, other, count in month.overlaps]


def notes_of(month: MonthReturn, rows: Sequence[Row], today: date) -> list[str]:
    """注: that kinds are not added up, what stands twice, what is not verified, whether the figures are kept yet."""
    found = [_("各类数字口径不同，不相加；外部数字由所列来源提供，不计入本系统的数。")]
    found += [one.sentence for one in overlaps_of(month)]
    found += levels_of(month, rows)
    left = unverified(rows)
    if left:
        found.append(_("有 %(n)s 个数未经核实。") % {"n": left})
    if not any(cell.is_kept for row in rows for cell in row.cells):
        found.append(_("尚未统计定数，数字查询到%(on)s。") % {"on": today.isoformat()})
    return found


def levels_of(month: MonthReturn, rows: Sequence[Row]) -> list[str]:
    """注 of the levels: the state, who is excused and why, who is still waited for, what is still asked."""
    found = [_("状态：%(stage)s。") % {"stage": month.get_stage_display()}]
    if month.excused:
        found = [_("本期免报：%(why)s。") % {"why": month.excused}]
    parts = {part.code: part for row in rows if row.below for part in row.below.parts}.values()
    excused = "；".join(f"{part.unit}（{part.excused}）" for part in parts if part.excused)
    waiting = [part.unit for part in parts if not part.is_accepted and not part.excused]
    if excused:
        found.append(_("免报：%(units)s。") % {"units": excused})
    if waiting:
        words = {"n": len(waiting), "units": "、".join(waiting[:NAMED])}
        found.append(_("下级还有 %(n)s 份没有接收，不在汇总里：%(units)s。") % words)
    asked = sum(len(cell.questions) for row in rows for cell in row.cells)
    return found + ([_("有 %(n)s 个疑问没有了结。") % {"n": asked}] if asked else [])


def paper_of(month: MonthReturn, rows: Sequence[Row], today: date) -> Paper:
    """The sheet as data."""
    steps = {step.verb: step for step in month.steps.all() if step.verb in STEPS}  # the last of each
    taken = "；".join(f"{STEPS[verb]} {step.by_name} {step.on:%Y-%m-%d}" for verb, step in steps.items())
    body: list[Item] = [
        Table(
            tuple(str(word) for word in HEADER),
            tuple(cells_of(n, row) for n, row in enumerate(rows, 1)),
            widths=WIDTHS,
        ),
        *(Para(runs(f"注：{note}")) for note in notes_of(month, rows, today)),
    ]
    if taken:
        body.append(Para(runs(f"办理：{taken}。")))
    return Paper(
        title=f"{month.unit.name}\n{month.period.label}{month.form.title}", body=tuple(body), signature=month.unit.name,
        dated=month.reported_on or month.filed_on or today,
    )  # fmt: skip


def sheet_docx(month: MonthReturn, rows: Sequence[Row], today: date) -> bytes:
    """The sheet as a docx."""
    with override(settings.LANGUAGE_CODE):
        return write_docx(paper_of(month, rows, today))
