"""`lianxin move`: all records from SQLite to PostgreSQL, or back."""

import argparse
import sys
from typing import Any

EXAMPLES = """例 · examples:
  lianxin move --to postgresql://lianxin:口令@127.0.0.1:5432/lianxin     从 SQLite 迁到 PostgreSQL
  DATABASE_URL=postgresql://… lianxin move --to sqlite                   从 PostgreSQL 迁回 SQLite
"""
ABOUT = """把全部资料搬进另一个空的数据库：逐张表核对件数和校验和，逐条核验流水，全部相同才算数。
先停止服务。原来的数据库不动；附件和开箱后的选票在数据目录里，也不动。"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "move",
        help="换数据库",
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--to", required=True, metavar="URL", help="postgresql://… 或 sqlite")


def run(args: argparse.Namespace) -> int:
    """Move; 1 where it was refused."""
    from lianxin.base.sealing.keys import Unreadable
    from lianxin.project.backups.moving import CannotMove, move

    try:
        sums, size, chain = move(args.to)
    except (CannotMove, Unreadable, OSError) as problem:
        print(f"没有迁移：{problem}", file=sys.stderr)
        return 1
    print(f"已迁移 {len(sums)} 张表、{sum(told[0] for told in sums.values())} 条，件数和校验和逐表一致。")
    print(f"流水 {size} 条逐条核验无误，末端 {chain}")
    if args.to == "sqlite":
        print("启动前请去掉 DATABASE_URL。")
    else:
        print("启动前请把 DATABASE_URL 设为这个地址；原来的 lianxin.sqlite3 不再使用，核对无误后移走保管。")
    return 0
