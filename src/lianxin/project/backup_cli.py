"""`lianxin backup`: one file that holds everything but the keys."""

import argparse
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """例 · examples:
  lianxin backup                         存为 lianxin-日期-时间.tar
  lianxin backup -o /mnt/disk2/今天.tar  指定文件（已存在的不覆盖）
"""
ABOUT = """办公时也可以备份，不停服务。备份含数据库和附件，不含密钥（LIANXIN_KEYS）：密钥请另外保管，
没有密钥，群众手里的查询密码将失效。备份文件暂不加密，请存放在只有管理员能读的地方。"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "backup", help="备份", description=ABOUT, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-o", "--output", default="", help="备份文件")


def run(args: argparse.Namespace) -> int:
    """Make the backup; 1 where it could not be made."""
    from django.utils import timezone

    from lianxin.project.backup import CannotBackUp, back_up

    now = timezone.now()
    target = Path(args.output or f"lianxin-{timezone.localtime(now):%Y%m%d-%H%M%S}.tar")
    try:
        manifest = back_up(target, at=now)
    except (CannotBackUp, OSError) as problem:
        print(f"备份没有完成：{problem}", file=sys.stderr)
        return 1
    counts = manifest["counts"]
    print(f"已备份到 {target}（{target.stat().st_size / 1_000_000:.1f} MB）")
    print(
        f"诉求 {counts['concerns_concern']} 件，流水 {manifest['journal']['entries']} 条，附件 {len(manifest['files'])} 个"
    )
    print(f"流水末端 {manifest['journal']['chain']}")
    return 0
