"""`lianxin restore`: a backup put back on an empty place, and verified."""

import argparse
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """例 · examples:
  LIANXIN_DATA=/srv/lianxin/data lianxin restore 今天.tar     恢复到空的数据目录
  lianxin restore --check 今天.tar                            只检查备份是否完好
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "restore", help="恢复备份",
        description="把备份恢复到空的数据目录，逐条核验流水，核对件数；目录里已有数据时不动。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("file", metavar="FILE", help="lianxin backup 生成的文件")
    parser.add_argument("--check", action="store_true", help="只检查，不恢复")


def run(args: argparse.Namespace) -> int:
    """Restore; 1 where it was refused."""
    import tempfile

    from lianxin.project.backup import CannotRestore, read_backup, restore

    try:
        if args.check:
            with tempfile.TemporaryDirectory() as folder:
                manifest = read_backup(Path(args.file), Path(folder))
            print("备份完好。")
        else:
            manifest = restore(Path(args.file))
            print("已恢复，流水逐条核验无误，件数与清单一致。")
    except (CannotRestore, OSError) as problem:
        print(f"没有恢复：{problem}", file=sys.stderr)
        return 1
    print(f"备份时间 {manifest['made_at']}，诉求 {manifest['counts']['concerns_concern']} 件，"
          f"流水 {manifest['journal']['entries']} 条，末端 {manifest['journal']['chain']}")  # fmt: skip
    return 0
