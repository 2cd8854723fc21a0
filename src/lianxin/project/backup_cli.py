"""`lianxin backup`: one encrypted file that holds everything but the keys."""

import argparse
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """例 · examples:
  lianxin backup                              存到备份目录（LIANXIN_BACKUPS）
  lianxin backup -o /mnt/disk2/今天.lianxin   指定文件（已存在的不覆盖）
  lianxin backup --status                     上一次好的备份是什么时候
  lianxin backup --show-key                   显示恢复码，抄下来另外保管
"""
ABOUT = """办公时也可以备份，不停服务。备份含数据库和附件，已加密；不含密钥（LIANXIN_KEYS）和没有开箱的选票。
打开备份要用密钥目录里的 backup_key，或抄下的恢复码；两样都丢了，备份谁也打不开。
服务运行时每天夜里两点自动备份到备份目录，留最近 14 份（LIANXIN_BACKUPS_KEPT）。
密钥目录请另外保管：没有它，群众手里的查询密码将失效。"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "backup", help="备份", description=ABOUT, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-o", "--output", default="", help="备份文件")
    parser.add_argument("--show-key", action="store_true", help="显示恢复码，不备份")
    parser.add_argument("--status", action="store_true", help="上一次好的备份；超过两天时退出码是 1")
    parser.add_argument("--due", action="store_true", help="到时间才备份（服务每小时自动执行）")


def run(args: argparse.Namespace) -> int:
    """Make the backup; 1 where it could not be made."""
    from django.utils import timezone

    from lianxin.project.backups import folder, keys
    from lianxin.project.backups.making import CannotBackUp, back_up

    try:
        if args.show_key:
            _show_key(keys.own())
            return 0
        now = timezone.now()
        if args.status:
            return _status(folder.last_backup(at=now))
        if args.due:
            made = folder.back_up_if_due(at=now)
            print(f"已自动备份到 {made}", flush=True) if made else None
            return 0
        target = Path(args.output) if args.output else folder.new_file(now)
        manifest = back_up(target, at=now)
    except (CannotBackUp, keys.NoKey, OSError) as problem:
        print(f"备份没有完成：{problem}", file=sys.stderr)
        return 1
    print(f"已备份到 {target}（{target.stat().st_size / 1_000_000:.1f} MB，已加密，密钥编号 {_id()}），并已读回核对。")
    print(
        f"诉求 {manifest['counts']['concerns_concern']} 件，流水 {manifest['journal']['entries']} 条，"
        f"附件 {sum(name.startswith('files/') for name in manifest['members'])} 个"
    )
    print(f"流水末端 {manifest['journal']['chain']}")
    return 0


def _id() -> str:
    from lianxin.project.backups import keys
    from lianxin.pure import strongbox

    return strongbox.key_id(keys.own())


def _show_key(key: bytes) -> None:
    from lianxin.pure import strongbox

    groups = strongbox.code_of(key).split()
    print(f"恢复码（密钥编号 {strongbox.key_id(key)}）：\n")
    for start in (0, 4):
        print("    " + "  ".join(groups[start : start + 4]))
    print("\n请抄写或打印，与备份分开、锁好。有它和备份文件，就能恢复全部资料；任何人拿到这两样也能。")


def _status(last: Any) -> int:
    print(f"上一次好的备份：{last.at:%Y-%m-%d %H:%M}，{last.file}" if last.at else "备份目录里还没有好的备份。")
    if last.failure:
        print(f"最近一次自动备份没有完成：{last.failure}")
    if last.is_late:
        print("已超过两天没有好的备份，请运行 lianxin backup。")
    return 1 if last.is_late else 0
