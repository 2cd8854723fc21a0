"""`lianxin restore`: a backup put back on an empty place, and verified."""

import argparse
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """例 · examples:
  LIANXIN_DATA=/srv/lianxin/data lianxin restore 今天.lianxin     恢复到空的数据目录
  lianxin restore --key /mnt/usb/backup_key 今天.lianxin          用另外保管的密钥文件
  lianxin restore --check 今天.lianxin                            只检查备份是否完好
"""
ABOUT = """把备份恢复到空的数据目录：先在旁边解开，逐条核验流水，核对每张表的件数，全部无误才放到位。
目录里已有数据，或服务正在运行，都不动。密钥取自 LIANXIN_KEYS；没有时用 --key，或按提示输入恢复码。"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "restore", help="恢复备份", description=ABOUT, epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("file", metavar="FILE", help="lianxin backup 生成的文件")
    parser.add_argument("--check", action="store_true", help="只检查，不恢复")
    parser.add_argument("--key", default="", metavar="KEY", help="密钥文件，或恢复码（加引号）")


def run(args: argparse.Namespace) -> int:
    """Restore; 1 where it was refused."""
    from lianxin.base.sealing.keys import Unreadable
    from lianxin.project.backups import keys
    from lianxin.project.backups.reading import CannotRestore, check
    from lianxin.project.backups.restoring import restore

    try:
        key = keys.given(args.key or _asked())
        manifest = check(Path(args.file), key) if args.check else restore(Path(args.file), key)
    except (CannotRestore, keys.NoKey, Unreadable, OSError) as problem:
        print(f"没有恢复：{problem}", file=sys.stderr)
        return 1
    print("备份完好。" if args.check else "已恢复，流水逐条核验无误，件数与清单一致。")
    print(f"备份时间 {manifest['made_at']}，诉求 {manifest['counts']['concerns_concern']} 件，"
          f"流水 {manifest['journal']['entries']} 条，末端 {manifest['journal']['chain']}")  # fmt: skip
    if not args.check and manifest["installation"] != keys.installation():
        print("注意：这里的密钥目录不是原来的。请在启动前把原来的密钥放回 LIANXIN_KEYS，否则群众手里的查询密码失效，")
        print("群众的电话、住址读不出，服务不启动。")
    return 0


def _asked() -> str:
    """The recovery code, asked for where no key lies here and somebody sits in front."""
    from lianxin.project.backups import keys

    return "" if keys.path().exists() or not sys.stdin.isatty() else input("恢复码：")
