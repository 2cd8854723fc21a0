"""`lianxin begin`: a new code with which a county is begun, as long as there is none."""

import argparse
import sys
from typing import Any

EXAMPLES = """例 · examples:
  lianxin begin      打印一个新的开始设置码，以前的作废；在网页的“开始设置”里用，只能用一次
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    subparsers.add_parser(
        "begin", help="开始设置码", description="还没有单位和人员的时候，凭开始设置码在网页上设立本县和第一位系统管理员。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Print a new code; 1 where the county has begun already."""
    from lianxin.base.orgs.founding import queries, slip
    from lianxin.project import prepare

    prepare.migrate()
    if not queries.is_empty():
        print("已经有单位和人员，不能再开始一次。请在网页上登录。", file=sys.stderr)
        return 1
    print(told(slip.make()))
    return 0


def told(code: str) -> str:
    """The code and what it is for, for the window in which the server was started."""
    return (
        "这里还没有单位和人员。请在浏览器里打开本系统，凭这个开始设置码设立本县（只显示这一次，只能用一次）：\n\n"
        f"    {code}\n\n"
        "Nothing is set up yet: open the address in a browser and begin with this code. It is shown once."
    )
