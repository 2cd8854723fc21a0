"""单位考核结果 as a document (M283, M284): what goes into the year's assessment, with formula, weights, and its limits."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from lianxin.pure.keysets import plain
from lianxin.pure.paper import Item, Paper, Para, Table, runs
from lianxin.reports.assessments import words
from lianxin.reports.assessments.models import Cell, Run, Sheet
from lianxin.reports.assessments.reckoning import converted

HEADER = (
    gettext_lazy("维度"), gettext_lazy("考核项"), gettext_lazy("数值"), gettext_lazy("结果"), gettext_lazy("原权重"),
    gettext_lazy("所用权重"), gettext_lazy("怎样折算"),
)  # fmt: skip
WIDTHS = (10, 16, 18, 14, 8, 8, 30)


def row_of(cell: Cell) -> tuple[str, ...]:
    """One item as it is printed."""
    return (
        cell.item.dimension.name, cell.item.label, words.cell_value(cell), words.result_of(cell), str(cell.item.weight),
        plain(cell.used), words.how_of(cell.item),
    )  # fmt: skip


def notes_of(sheet: Sheet, cells: Sequence[Cell], run: Run) -> list[str]:
    """说明: how it was reckoned, what each item counts, who signed, what it is not for."""
    scheme = run.scheme
    found = [words.not_for(), words.total_words(), words.unrated_words(scheme), words.band_words(scheme.band_list)]
    if said := words.larger_words(scheme):
        found.append(said)
    found += [_("%(item)s：%(definition)s") % {"item": cell.item.label, "definition": cell.item.definition}
              for cell in cells]  # fmt: skip
    upheld = sum(1 for cell in cells for one in cell.objections.all() if one.state == "upheld")
    if upheld:
        found.append(_("有 %(n)s 项异议成立，数已按答复改正，原数保留在系统里。") % {"n": upheld})
    return found


def result_words(sheet: Sheet, run: Run) -> str:
    """结果一句话: total, band, share in the larger assessment; or that it is not rated."""
    if sheet.total is None:
        return _("本期可评的结果项太少，不评。")
    said = _("总结果 %(total)s，%(band)s。") % {"total": plain(sheet.total), "band": sheet.band}
    if run.scheme.larger_weight is None:
        return said
    return said + _("折合“%(larger)s” %(n)s 分（满分 %(weight)s 分）。") % {
        "larger": run.scheme.larger, "n": plain(converted(sheet.total, run.scheme.larger_weight)),
        "weight": plain(run.scheme.larger_weight),
    }  # fmt: skip


def paper_of(sheet: Sheet, cells: Sequence[Cell], run: Run) -> Paper:
    """The unit's result as data."""
    with override(settings.LANGUAGE_CODE):
        signed = _("签发：%(by)s（%(post)s）；校验值 %(sum)s。") % {
            "by": run.signed_by, "post": run.signed_post, "sum": run.sha256,
        }  # fmt: skip
        body: list[Item] = [
            Para(runs(result_words(sheet, run))),
            Table(tuple(str(word) for word in HEADER), tuple(row_of(cell) for cell in cells), widths=WIDTHS),
            *(Para(runs(note)) for note in notes_of(sheet, cells, run)),
            Para(runs(signed)),
        ]
        title = f"{sheet.unit_name}\n{run.period.label}{run.scheme.title}"
        return Paper(title=title, body=tuple(body), signature=run.unit.name, dated=run.published_on or run.drafted_on)
