"""`lianxin checkpoint`: sign how long the journal is and its root, or take it along for verifying elsewhere."""

import argparse
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """例 · examples:
  lianxin checkpoint                        现在生成一个检查点，显示在屏幕上
  lianxin checkpoint -o 今天.txt            另存为文件（已存在的不覆盖）
  lianxin checkpoint --since 上次.txt -o 证明.json   从上次的检查点到最新的增长证明，交上级单位
  lianxin checkpoint --package 流水.zip     外部核验包：全部流水、检查点和核验程序
  lianxin checkpoint --verify               在这里逐条核验全部流水，并与每个检查点比对
  lianxin checkpoint --new-key              密钥遗失后启用新密钥
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "checkpoint", help="流水检查点",
        description="检查点写明流水有多少条、校验值是多少，并签名。服务运行时每天自动生成；打印、张贴、报送上级，"
        "外面有人保存，以后流水被改动就看得出来。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("-o", "--output", default="", help="写到文件")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--since", metavar="FILE", default="", help="上次保存的检查点")
    what.add_argument("--package", metavar="FILE", default="", help="写外部核验包")
    what.add_argument("--verify", action="store_true", help="逐条核验全部流水")
    what.add_argument("--new-key", action="store_true", help="启用新的签名密钥")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 1 where it was refused."""
    from lianxin.base.checkpoints.commands import CannotVouch
    from lianxin.base.checkpoints.queries import Differs

    try:
        return _done(args)
    except (CannotVouch, Differs) as problem:
        print(f"没有完成：{problem}", file=sys.stderr)
    except UnicodeDecodeError:
        print("没有完成：这不是检查点文件。", file=sys.stderr)
    except FileExistsError as problem:
        print(f"没有完成：{problem.filename} 已存在，没有覆盖。请换一个文件名。", file=sys.stderr)
    except OSError as problem:
        print(f"没有完成：{problem.filename} {problem.strerror}。请检查路径和权限。", file=sys.stderr)
    return 1


def _done(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from lianxin.base.checkpoints import commands, queries
    from lianxin.base.orgs.permissions import SYSTEM

    at = timezone.now()
    if args.verify:
        return _verified()
    if args.new_key:
        print(f"已启用新密钥，请告知保存检查点的单位：\n{commands.replace_key(by=SYSTEM, at=at)}")
        return 0
    if args.package:
        with open(args.package, "xb") as out:
            count = queries.package(out, commands.take(by=SYSTEM, at=at))
        print(
            f"已写入 {args.package}：流水 {count} 条。核验：python verify.py journal {args.package} --against 检查点.txt"
        )
        return 0
    if args.since:
        old, newest = queries.growth(Path(args.since).read_text(encoding="utf-8"))
        text = queries.as_json(queries.proof(old.size, newest))
    else:
        text = commands.make_checkpoint(by=SYSTEM, at=at).note
    if args.output:
        with open(args.output, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        print(f"已写入 {args.output}")
    else:
        print(text, end="")
    return 0


def _verified() -> int:
    """Every entry reckoned anew from what it says, each checkpoint on the way compared; 1 at the first that does not fit."""
    import time

    from lianxin.base.checkpoints import queries
    from lianxin.base.journal.book import JournalBroken

    began = time.monotonic()
    try:
        walk, marks = queries.walked()
    except JournalBroken as broken:
        print(f"不符：{broken}。请保留现场，报告审计、纪检部门。", file=sys.stderr)
        return 1
    print(f"核验无误：{walk.edge.size} 条流水，{marks} 个检查点，用了 {time.monotonic() - began:.1f} 秒。")
    print(f"校验值 {walk.edge.root.hex()}")
    return 0
