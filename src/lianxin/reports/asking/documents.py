"""报送的文稿: the answer to an office above with its figures bound, the filled table, a unit's month on one paper."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.indicators import of_figure
from lianxin.base.orgs.models import Unit
from lianxin.pure.paper import Figure, Item, Paper, Para, Run, Table, official_date, runs
from lianxin.pure.paper.document import Text
from lianxin.pure.periods import Period
from lianxin.reports.asking.models import ReportingRequest
from lianxin.reports.asking.queries.meter import Item as Burdened
from lianxin.reports.asking.queries.values import Table as Filled
from lianxin.reports.asking.queries.values import Value

WIDE = 6


def sentence_of(request: ReportingRequest, table: Filled) -> str:
    """全部由系统取数，无需基层填报; or how many items of how many are typed."""
    typed = sum(one.is_typed for one in table.fields)
    if not typed:
        return _("全部由系统取数，无需基层填报。")
    return _("%(all)s 项中 %(saved)s 项系统已有，只需填 %(typed)s 项。") % {
        "all": len(table.fields), "saved": len(table.fields) - typed, "typed": typed,
    }  # fmt: skip


def answer_paper(request: ReportingRequest, period: Period, table: Filled, today: date) -> Paper:
    """答复: on what ground, as of which day, item by item; a counted figure is bound to where it comes from."""
    with override(settings.LANGUAGE_CODE):
        body: list[Item] = [Para(runs(
            f"根据{request.basis}，现将{period.label}“{request.title}”所列事项报告如下。数字查询到{official_date(today)}。"
            f"{sentence_of(request, table)}"
        ))]  # fmt: skip
        if len(table.rows) == 1:
            body += [
                Para((Text(f"{number}．{field.words}："), *_run(cell), Text("。")))
                for number, (field, cell) in enumerate(zip(table.fields, table.rows[0].cells, strict=True), 1)
            ]
        else:
            body.append(_table(table))
        return Paper(
            title=f"{request.unit.name}\n关于报送“{request.title}”的报告", body=tuple(body), addressee=request.outside,
            signature=request.unit.name, dated=today,
        )  # fmt: skip


def _run(cell: Value) -> tuple[Run, ...]:
    if cell.figure is None:
        return (Text(cell.text),)
    found = of_figure(cell.figure)
    rest = cell.text.removeprefix(found.text)
    return (Figure(found.text, found.binding, str(cell.figure.indicator.label)), Text(rest))


def header_of(table: Filled) -> list[str]:
    """单位 and the items, with 系统取数 beside those that nobody typed."""
    taken = _("（系统取数）")
    return [_("单位"), *(f"{one.words}{taken if one.is_held else ''}" for one in table.fields)]


def rows_of(table: Filled) -> list[list[str]]:
    """The units with their cells; the sums in the last line where there are any."""
    rows = [[row.sheet.unit.name, *(cell.text for cell in row.cells)] for row in table.rows]
    if any(cell.text for cell in table.totals):
        rows.append([_("合计"), *(cell.text for cell in table.totals)])
    return rows


def _table(table: Filled) -> Table:
    rows = tuple(tuple(row) for row in rows_of(table))
    return Table(tuple(header_of(table)), rows, is_landscape=len(table.fields) > WIDE)


def month_paper(unit: Unit, month: Period, rows: Sequence[Burdened], words: str, today: date) -> Paper:
    """本月向我们要了什么: kind by kind, each with its day, who asked, what; sums of one kind only."""
    with override(settings.LANGUAGE_CODE):
        lines, sums = [], dict[str, int]()
        for row in rows:
            one, measure = row.burden, str(row.measure.measure)
            sums[str(row.measure.label)] = sums.get(str(row.measure.label), 0) + one.amount
            lines.append((str(row.measure.label), f"{one.on:%m-%d}", one.asker, one.words, f"{one.amount}{measure}"))
        told = "；".join(f"{label} {amount}" for label, amount in sums.items()) or "本月没有单位向我们要过什么"
        opening = f"{month.label}各单位向{unit.name}提出的报送、督查、来人、会议、文件：{told}。各类分别计数，不相加。"
        body: list[Item] = [Para(runs(opening)), Para(runs(words))]
        if lines:
            body.append(Table(("类别", "日期", "谁要的", "要什么", "多少"), tuple(lines), widths=(16, 10, 18, 40, 12)))
        return Paper(title=f"{unit.name}\n{month.label}负担情况", body=tuple(body), signature=unit.name, dated=today)
