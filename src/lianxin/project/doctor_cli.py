"""lianxin doctor：体检, what is not as it should be on this machine and what to do about it."""

import argparse
from typing import Any

EXAMPLES = """例 · examples:
  lianxin doctor            逐项检查，有不好的退出码是 1
  lianxin doctor --quiet    只说不好的(用于定时任务)
"""
MARKS = {"good": "好  ", "warning": "留意", "bad": "不好"}


def add(subparsers: Any) -> None:
    """Put `doctor` on the command line."""
    parser = subparsers.add_parser(
        "doctor", help="体检", description="检查数据库、时钟、磁盘、后台任务、备份、检查点、密钥和 HTTPS。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--quiet", action="store_true", help="好的不说")


def run(args: argparse.Namespace) -> int:
    """Print the signs; 1 where one is bad."""
    from django.utils import timezone

    from lianxin.project import health

    found = health.signs(at=timezone.now())
    for one in found:
        if one.state != "good" or not args.quiet:
            print(f"{MARKS[one.state]}  {one.name}：{one.told}")
    return 1 if any(one.state == "bad" for one in found) else 0
