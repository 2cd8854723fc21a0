"""lianxin figures：看数字, the figures of one unit and period, as a table, as JSON or as an Excel file."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lianxin.pure.periods import NotAPeriod, Period

if TYPE_CHECKING:
    from lianxin.base.orgs.models import Unit
    from lianxin.base.orgs.permissions import Actor

EXAMPLES = """示例 examples:
  lianxin figures --unit 清水镇 --period 2026-10
  lianxin figures --unit 清水镇 --period 2026-Q3 --json
  lianxin figures --period 2026 --xlsx 全县2026年.xlsx      全县，写成 Excel / the whole county, as an Excel file
  lianxin figures --period 2026-10 --only concern.received --only concern.on_time_rate
"""


@dataclass(frozen=True)
class FigureRow:
    """一行: an indicator's value with last year's and last period's, as text; `part` and `whole` of a rate."""

    code: str
    label: str
    value: str
    measure: str
    part: int | None
    whole: int | None
    year_before: str
    year_on_year: str
    before: str
    month_on_month: str
    basis: str
    version: str


def figures_table(
    unit: "Unit", period: Period, by: "Actor", *, only: Sequence[str] = (), today: date | None = None
) -> list[FigureRow]:
    """The table of one unit and period for this reader. Raises UnknownIndicator, NotAllowed."""
    from lianxin.base.indicators import get, report

    chosen = [get(code) for code in only] if only else None
    return [
        FigureRow(
            line.indicator.code, str(line.indicator.label), line.now.text, str(line.indicator.measure), line.now.part,
            line.now.whole, line.year_before.text, line.year_on_year.words, line.before.text, line.month_on_month.words,
            str(line.indicator.basis), line.indicator.version,
        )
        for line in report(unit, period, by=by, indicators=chosen, today=today)
    ]  # fmt: skip


def add(subparsers: Any) -> None:
    """Put `figures` on the command line."""
    parser = subparsers.add_parser(
        "figures", help="看数字 / figures", description="某单位某期的全部指标，含上年同期和上期。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--unit", default="", help="单位名称，缺省为全县 / unit, the county by default")
    parser.add_argument("--period", required=True, help="2026-10、2026-Q3、2026-H1、2026")
    parser.add_argument(
        "--only", action="append", default=[], metavar="CODE", help="只看这个指标，可重复 / this indicator only"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--xlsx", default="", metavar="FILE", help="写成 Excel 文件 / write an Excel file")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print or write the table; 2 when the unit, the period or an indicator is not known."""
    from lianxin.project.boot import everyone, setup

    setup()
    from lianxin.base.indicators import UnknownIndicator
    from lianxin.base.orgs.models import Unit
    from lianxin.base.orgs.queries import top_unit

    try:
        period = Period.parse(args.period)
    except NotAPeriod as problem:
        return _refused(str(problem))
    units = list(Unit.objects.filter(name=args.unit)[:2]) if args.unit else [one for one in [top_unit()] if one]
    if len(units) != 1:
        return _refused(
            f"有几个单位都叫“{args.unit}”，请改用上级单位。" if units else f"没有名为“{args.unit}”的单位，请核对名称。"
        )
    try:
        rows = figures_table(units[0], period, everyone(), only=args.only)
    except UnknownIndicator as problem:
        return _refused(f"没有“{problem}”这个指标，全部指标见 docs/indicators.md。")
    _give(args, units[0], period, rows)
    return 0


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def _give(args: argparse.Namespace, unit: "Unit", period: Period, rows: list[FigureRow]) -> None:
    if args.xlsx:
        Path(args.xlsx).write_bytes(_workbook(f"{unit.name} {period.label}", rows))
        print(f"已写入 {args.xlsx}", file=sys.stderr)
    if args.json:
        table = {"unit": unit.name, "period": period.code, "figures": [asdict(row) for row in rows]}
        print(json.dumps(table, ensure_ascii=False, indent=2))
    elif not args.xlsx:
        print("\n".join(_printed(f"{unit.name} {period.label}", rows)))


def _printed(title: str, rows: list[FigureRow]) -> list[str]:
    """The table for a terminal; a Chinese character is two columns wide."""
    lines = [title, ""]
    for row in rows:
        value = row.value if row.value.endswith("%") or row.value == "—" else row.value + row.measure
        fraction = f"（{row.part}/{row.whole}）" if row.part is not None and row.whole else ""
        changes = "；".join(dict.fromkeys([row.year_on_year, row.month_on_month]))
        lines.append(f"{_wide(row.label, 34)}{_wide(value + fraction, 20)}{changes}")
    return lines


def _wide(text: str, columns: int) -> str:
    taken = sum(2 if ord(char) > 0x2E7F else 1 for char in text)
    return text + " " * max(columns - taken, 1)


def _workbook(title: str, rows: list[FigureRow]) -> bytes:
    import io

    from lianxin.pure.tabular import Book

    box = io.BytesIO()
    book = Book(box)
    sheet, bold = book.add_worksheet("数字"), book.add_format({"bold": True})
    sheet.write_string(0, 0, title, bold)
    for column, word in enumerate(("代码", "指标", "本期", "分子", "分母", "上年同期", "同比", "上期", "环比", "口径")):
        sheet.write_string(1, column, word, bold)
    for line, row in enumerate(rows, start=2):
        cells = (
            row.code, row.label, row.value, row.part, row.whole, row.year_before, row.year_on_year, row.before,
            row.month_on_month, row.basis,
        )  # fmt: skip
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, int) or cell.isdigit():
                sheet.write_number(line, column, int(cell))
            else:
                sheet.write_string(line, column, cell)
    sheet.freeze_panes(2, 2)
    book.close()
    return box.getvalue()
