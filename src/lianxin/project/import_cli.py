"""lianxin import：导入现有台账, and take an import out again. The same reading and rules as in the browser."""

import argparse
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """示例 examples:
  lianxin import concerns 台账.xlsx --dry-run              只看读出什么 / look without entering anything
  lianxin import concerns 台账.xlsx --unit 清水镇          导入到清水镇 / bring it in
  lianxin import concerns 台账.csv --map 内容=具体事项 --map 收到日期=C --rejected 退回.csv
  lianxin import list                                      导入过的批次 / what was brought in
  lianxin import undo 12                                   撤销第 12 批 / take batch 12 out again
退出码 exit code: 0 全部读入 all read · 1 有退回的行 rows turned back · 2 没有导入 nothing entered
"""


def add(subparsers: Any) -> None:
    """Put `import` on the command line."""
    parser = subparsers.add_parser(
        "import", help="导入现有台账 / bring in an existing ledger", description="导入 xlsx、xls、ods、csv 台账。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="concerns | list | undo")
    concerns = deeds.add_parser("concerns", help="导入诉求台账 / a ledger of concerns")
    concerns.add_argument("file", metavar="FILE", help="台账文件 / the ledger")
    concerns.add_argument("--unit", default="", help="台账属于哪个单位，缺省为全县 / the unit, the county by default")
    concerns.add_argument("--sheet", action="append", default=[], help="只导入这张表，可多次 / only this sheet")
    concerns.add_argument(
        "--map", action="append", default=[], metavar="字段=列", help="字段=列名或列字母 / field=column"
    )
    concerns.add_argument(
        "--encoding", default="", choices=["", "utf-8", "gb18030", "big5", "utf-16"], help="csv 的编码"
    )
    concerns.add_argument("--kind", default="help", help="没写性质的按此 / nature where none is written")
    concerns.add_argument("--channel", default="letter_or_visit", help="没写渠道的按此 / channel where none is written")
    concerns.add_argument("--dry-run", action="store_true", help="只看不导入 / enter nothing")
    concerns.add_argument("--rejected", default="", metavar="CSV", help="退回的行写到这个文件 / write rows turned back")
    deeds.add_parser("list", help="导入过的批次 / what was brought in")
    undo = deeds.add_parser("undo", help="撤销一批 / take a batch out again")
    undo.add_argument("batch", type=int, metavar="BATCH")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; every refusal is a sentence on the error stream."""
    from lianxin.base.files.tables import Unreadable
    from lianxin.base.orgs.permissions import NotAllowed
    from lianxin.work.concerns.problems import Unfit

    try:
        return {"concerns": _concerns, "list": _list, "undo": _undo}[args.deed](args)
    except (Unreadable, Unfit, NotAllowed, ValueError) as problem:
        print(str(problem), file=sys.stderr)
    except OSError as problem:
        print(f"打不开文件：{problem.strerror}。请核对文件名。", file=sys.stderr)
    return 2


def _concerns(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from lianxin.project.boot import everyone
    from lianxin.work.concerns.commands import drafting
    from lianxin.work.concerns.ledger_files import read_ledger

    unit, data, now, by = _unit(args.unit), Path(args.file).read_bytes(), timezone.now(), everyone()
    defaults = drafting.Defaults(_code("kind", args.kind), _code("channel", args.channel))
    name, latest = Path(args.file).name, timezone.localdate(now)
    file = read_ledger(data, name, latest=latest, encoding=args.encoding)
    choices = _choices(args, file)
    if choices:
        file = read_ledger(data, name, latest=latest, encoding=args.encoding, choices=choices)
    _tell(file)
    rejected = sum(len(sheet.rejected) for sheet in file.included)
    if args.rejected and rejected:
        _write_rejected(file, Path(args.rejected))
        print(f"退回的 {rejected} 行已写到 {args.rejected}")
    if not file.included:
        print("没有找到诉求台账：每张表要有日期列和内容列。可用 --map 指定。", file=sys.stderr)
        return 2
    if args.dry_run:
        print("没有导入（--dry-run）。")
        return 1 if rejected else 0
    batch = drafting.import_file(
        file=file, file_name=name, data=data, unit=unit, defaults=defaults, by=by, at=timezone.now()
    )
    print(
        f"第 {batch.pk} 批：新增 {batch.added} 件，重复 {batch.known} 行，退回 {rejected} 行。撤销：lianxin import undo {batch.pk}"
    )
    return 1 if rejected else 0


def _list(args: argparse.Namespace) -> int:
    from lianxin.work.concerns.models import ImportBatch

    for batch in ImportBatch.objects.select_related("unit").order_by("pk"):
        state = "已撤销" if batch.undone_at else "已导入"
        print(
            f"{batch.pk:>5}  {batch.at:%Y-%m-%d %H:%M}  {state}  新增 {batch.added}  {batch.unit.name}  {batch.file_name}"
        )
    return 0


def _undo(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from lianxin.project.boot import everyone
    from lianxin.work.concerns.commands import importing
    from lianxin.work.concerns.models import ImportBatch

    batch = ImportBatch.objects.filter(pk=args.batch).first()
    if batch is None:
        raise ValueError(f"没有第 {args.batch} 批。用 lianxin import list 查看。")
    importing.undo_import(batch=batch, by=everyone(), at=timezone.now())
    print(f"已撤销第 {batch.pk} 批，删去 {batch.added} 件。")
    return 0


def _unit(name: str) -> Any:
    from lianxin.base.orgs.models import Unit
    from lianxin.base.orgs.queries import top_unit

    found = list(Unit.objects.filter(name=name)[:2]) if name else [top_unit()]
    if len(found) != 1 or found[0] is None:
        raise ValueError(
            f"没有名为“{name}”的单位，或不止一个，请核对名称。" if name else "还没有任何单位，请先建立单位。"
        )
    return found[0]


def _code(kind: str, word: str) -> str:
    """A nature or channel given as its code or its Chinese word."""
    from lianxin.work.concerns.terms import Channel, Kind

    choices = (Kind if kind == "kind" else Channel).choices
    for code, label in choices:
        if word in (code, str(label)):
            return str(code)
    raise ValueError(f"不认识“{word}”，可用：{'、'.join(str(label) for _code, label in choices)}。")


def _choices(args: argparse.Namespace, file: Any) -> dict[str, Any]:
    """What --sheet and --map say, per sheet."""
    from lianxin.work.concerns.ledger_files import Choice

    if unknown := set(args.sheet) - {sheet.name for sheet in file.sheets}:
        raise ValueError(
            f"没有工作表“{'、'.join(sorted(unknown))}”。有：{'、'.join(sheet.name for sheet in file.sheets)}。"
        )
    if not args.sheet and not args.map:
        return {}
    chosen = {}
    for sheet in file.sheets:
        included = sheet.name in args.sheet if args.sheet else sheet.asked
        fields = {choice.field: choice.column for choice in sheet.mapping.choices} if sheet.mapping else {}
        chosen[sheet.name] = Choice(included, {**fields, **_mapped(args.map, sheet)})
    if args.map and not any(_mapped(args.map, sheet) for sheet in file.sheets):
        raise ValueError(f"没有一张表有这样的列：{'、'.join(args.map)}。")
    return chosen


def _mapped(given: list[str], sheet: Any) -> dict[str, int]:
    """--map for one sheet: a field by its label or code, a column by its name or its letter."""
    from lianxin.pure.ledgers import FIELDS

    found: dict[str, int] = {}
    for one in given:
        field, _sign, column = one.partition("=")
        code = next((known.code for known in FIELDS if field in (known.code, known.label)), None)
        if code is None or not column:
            raise ValueError(f"--map {one} 看不懂。字段可用：{'、'.join(known.label for known in FIELDS)}。")
        if column in sheet.columns:
            found[code] = sheet.columns.index(column)
        elif (
            len(column) == 1 and column.isascii() and column.isalpha() and ord(column.upper()) - 65 < len(sheet.columns)
        ):
            found[code] = ord(column.upper()) - 65
    return found


def _tell(file: Any) -> None:
    """What was read, sheet by sheet: columns and why, lines, and those turned back."""
    if file.question:
        print(f"〔{file.question}〕")
    for sheet in file.sheets:
        if not sheet.included:
            print(f"{sheet.name}：不导入" + ("" if sheet.is_ledger else "（不是诉求台账）"))
            continue
        twice = sum(1 for name, _number in file.repeated if name == sheet.name)
        print(
            f"{sheet.name}：读入 {len(sheet.rows)} 行，其中重复 {twice}；退回 {len(sheet.rejected)}；略过 {len(sheet.skipped)}"
        )
        for choice in sheet.mapping.choices:
            print(f"    {choice.label} ← {sheet.columns[choice.column]}（{choice.reason}）")
        for note in sheet.notes:
            print(f"  〔{note}〕")
        for one in sheet.rejected[:20]:
            print(f"  退回 第 {one.number} 行：{'；'.join(one.reasons)}")
        if len(sheet.rejected) > 20:
            print(f"  …… 共 {len(sheet.rejected)} 行，用 --rejected 写到文件")


def _write_rejected(file: Any, path: Path) -> None:
    from lianxin.pure.ledgers import rejected_table
    from lianxin.pure.tabular import csv_bytes

    turned_back = (sheet for sheet in file.included if sheet.rejected)
    rows = [row for sheet in turned_back for row in rejected_table(sheet.columns, sheet.rejected)]
    path.write_bytes(csv_bytes(rows))
