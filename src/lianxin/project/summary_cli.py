"""lianxin summary：生成工作总结, the docx of one unit and month from the records."""

import argparse
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """示例 examples:
  lianxin summary --unit 清水镇 --period 2026-10 -o 清水镇10月总结.docx
  lianxin summary --period 2026-Q3 --text      全县第三季度，直接显示 / print it for the whole county
"""


def add(subparsers: Any) -> None:
    """Put `summary` on the command line."""
    parser = subparsers.add_parser(
        "summary", help="生成工作总结 / write a work summary", description="由记录生成某单位某期的群众工作总结（GB/T 9704 版式）。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--unit", default="", help="单位名称，缺省为全县 / unit, the county by default")
    parser.add_argument("--period", required=True, help="2026-10、2026-Q3、2026-H1、2026")
    parser.add_argument("-o", "--output", default="", help="写入的 docx 文件 / docx to write")
    parser.add_argument("--text", action="store_true", help="只显示文字 / print the text only")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the summary; 2 when the unit or the period is not known."""
    from lianxin.project.boot import everyone, setup

    setup()
    from django.utils import timezone

    from lianxin.base.orgs.models import Unit
    from lianxin.base.orgs.queries import top_unit
    from lianxin.pure.paper import blocks
    from lianxin.pure.periods import NotAPeriod, Period
    from lianxin.reports.summaries import commands
    from lianxin.reports.summaries.compose import compose

    unit = Unit.objects.filter(name=args.unit).first() if args.unit else top_unit()
    if unit is None:
        print(f"没有名为“{args.unit}”的单位，请核对名称。", file=sys.stderr)
        return 2
    try:
        period = Period.parse(args.period)
    except NotAPeriod as problem:
        print(str(problem), file=sys.stderr)
        return 2
    now = timezone.now()
    if args.text or not args.output:
        paper = compose(unit=unit, period=period, by=everyone(), dated=timezone.localdate(now))
        print("\n".join(block.text for block in blocks(paper)))
    if args.output:
        Path(args.output).write_bytes(commands.write(unit=unit, period=period, by=everyone(), at=now))
        print(f"已生成 {args.output}", file=sys.stderr)
    return 0
