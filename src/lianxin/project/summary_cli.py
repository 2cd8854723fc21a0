"""lianxin summary：生成工作总结, the docx of one unit and period from the records."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lianxin.base.orgs.models import Unit
    from lianxin.pure.paper import Block
    from lianxin.reports.summaries.options import Options

EXAMPLES = """示例 examples:
  lianxin summary --unit 清水镇 --period 2026-10 -o 清水镇10月总结.docx
  lianxin summary --unit 清水镇/石桥村 --period 2026      重名的单位，写上上级单位 / name the unit above, too
  lianxin summary --period 2026-Q3 --text               全县第三季度，直接显示 / print it for the whole county
  lianxin summary --period 2026-03..2026-08 --text      阶段性总结，从3月到8月 / a phase, from month to month
  lianxin summary --period 2026-H1 --topic 城乡建设 -o 专题.docx      一类诉求的专题总结 / on one topic
  lianxin summary --kind newsletter --period 2026-10 --text           简报、督查通报、调查报告等 / other kinds
  lianxin summary --kind circular --about 10月 -o 通报.docx           其中的一件 / one of several
  lianxin summary --period 2026-H1 --work 走访联系群众 --text         一类工作的专题总结 / on one kind of work
退出码 exit code: 0 已生成 written · 2 单位或时期不对，或文件写不了 wrong unit or period, or a file that cannot be written
"""


class _Wrong(ValueError):
    """The sentence says what to do."""


def add(subparsers: Any) -> None:
    """Put `summary` on the command line."""
    parser = subparsers.add_parser(
        "summary", help="生成工作总结 / write a work summary", description="由记录生成某单位某期的群众工作总结（GB/T 9704 版式）。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--unit", default="", help="单位名称，缺省为全县 / unit, the county by default")
    parser.add_argument("--period", default="", help="2026-10、2026-Q3、2026-H1、2026、2026-03..2026-08")
    parser.add_argument("--kind", default="", help="别的文种，如 newsletter、circular / another kind")
    parser.add_argument("--about", default="", help="写哪一件：标题里的字 / which one, by words of its title")
    parser.add_argument("--topic", default="", help="专题：诉求分类的名称或代码 / one topic of the concerns")
    parser.add_argument("--work", default="", help="专题：一类工作的名称或代码 / one kind of work")
    parser.add_argument(
        "--parts", default="", help="只写这些部分，如 做法,成效 / only these parts (practice,effect,problems,next)"
    )
    parser.add_argument("-o", "--output", default="", help="写入的 docx 文件 / docx to write")
    parser.add_argument("--text", action="store_true", help="显示文字 / print the text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the summary; 2 when the unit or the period is not known, or the file cannot be written."""
    from lianxin.project import kinds_cli
    from lianxin.project.boot import everyone, setup

    setup()
    from django.utils import timezone

    from lianxin.pure.paper import blocks
    from lianxin.pure.periods import read_period
    from lianxin.reports.summaries import commands
    from lianxin.reports.summaries.compose import compose

    now = timezone.now()
    today = timezone.localdate(now)
    if args.kind:
        return kinds_cli.run(args, today)
    try:
        if not args.period:
            raise _Wrong("请写时期，例如 --period 2026-10。")
        unit, period, options = unit_named(args.unit), read_period(args.period), _options(args)
        if period.first > today:
            raise _Wrong(f"{period.label}还没有开始，请选择已经开始的时期。")
        if args.output:
            may_write(Path(args.output))
    except ValueError as problem:
        print(str(problem), file=sys.stderr)
        return 2
    if args.text or not args.output:
        paper = compose(unit=unit, period=period, by=everyone(), dated=today, options=options)
        print("\n".join(shown(block) for block in blocks(paper)))
    if args.output:
        Path(args.output).write_bytes(commands.write(unit=unit, period=period, by=everyone(), at=now, options=options))
        print(f"已生成 {args.output}", file=sys.stderr)
    return 0


def unit_named(name: str) -> "Unit":
    """The unit of this name; `清水镇/石桥村` where several have it. Raises _Wrong."""
    from lianxin.base.orgs.models import Unit
    from lianxin.base.orgs.queries import top_unit

    *above, last = [part.strip() for part in name.split("/")]
    found = list(Unit.objects.filter(name=last).select_related("parent")) if last else [top_unit()]
    fit = [unit for unit in found if unit and (not above or (unit.parent and unit.parent.name == above[-1]))]
    if not fit:
        raise _Wrong(f"没有名为“{name}”的单位，请核对名称。" if name else "还没有任何单位，请先建立单位或生成演示县。")
    if len(fit) > 1:
        places = "、".join(f"{unit.parent.name}/{unit.name}" for unit in fit if unit.parent)
        raise _Wrong(f"有 {len(fit)} 个单位叫“{name}”，请写明上级单位：{places}。")
    return fit[0]


def shown(block: "Block") -> str:
    """A block as text; a table line by line, its cells set off by tabs."""
    if block.table is None:
        return block.text
    rows = (block.table.header, *block.table.rows)
    return "\n".join(
        "\t".join(cell if isinstance(cell, str) else "".join(run.text for run in cell) for cell in row) for row in rows
    )


def _options(args: argparse.Namespace) -> "Options":
    """What is told of, by the words or codes of topics, kinds of work and parts. Raises _Wrong."""
    from lianxin.reports.summaries import options

    def code(typed: str, known: dict[str, str], what: str) -> str:
        found = [key for key, word in known.items() if typed in (key, word)] or [
            key for key, word in known.items() if typed in word
        ]
        if len(found) != 1:
            raise _Wrong(f"没有叫“{typed}”的{what}，可写：{'、'.join(known.values())}。")
        return found[0]

    parts = tuple(
        code(one.strip(), options.PARTS, "部分") for one in args.parts.replace("，", ",").split(",") if one.strip()
    )
    if args.topic and args.work:
        raise _Wrong("专题只写一个：--topic 或者 --work。")
    topic = code(args.topic, options.topics(), "分类") if args.topic else ""
    works = (code(args.work, options.rooms(), "工作"),) if args.work else ()
    return options.Options(parts, works, topic)


def may_write(file: Path) -> None:
    """Look before the journal is written. Raises _Wrong."""
    if file.is_dir():
        raise _Wrong(f"{file} 是文件夹，请写文件名，例如 总结.docx。")
    try:
        with file.open("ab"):
            pass
    except OSError as problem:
        raise _Wrong(f"不能写入 {file}：{problem.strerror}。请换一个位置。") from problem
