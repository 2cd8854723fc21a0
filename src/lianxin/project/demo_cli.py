"""`lianxin demo`: the demo county, and its making anew."""

import argparse
from typing import Any

EXAMPLES = """例 · examples:
  lianxin demo                 数据库为空时生成演示县
  lianxin demo --reset         清空现有数据后重新生成(先问一声)
  lianxin demo --reset --yes   不问
  lianxin demo --accounts      只打印演示账号
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "demo", help="生成演示县", description="一个虚构的县:25 个乡镇、517 个村社区、27 个部门、3 所学校，十四个月的诉求。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--reset", action="store_true", help="清空数据库后重新生成")
    parser.add_argument("--yes", action="store_true", help="与 --reset 合用：不再询问")
    parser.add_argument("--accounts", action="store_true", help="只打印演示账号")


def run(args: argparse.Namespace) -> int:
    """Make the county; returns 1 where there are records and no reset was asked for."""
    from lianxin.project import prepare
    from lianxin.project.demo.load import load_if_empty
    from lianxin.project.demo.wipe import wipe
    from lianxin.project.serve import accounts_text

    if args.accounts:
        print(accounts_text())
        return 0
    prepare.migrate()
    if args.reset and not is_demo_or_empty():
        print("这是正式的县，不是演示县，没有改动。演示县请另设一个 LIANXIN_DATA。 · this is no demo county")
        return 1
    if args.reset:
        if not args.yes and input("将删除现有的全部数据，不能恢复。输入 yes 继续:").strip().lower() != "yes":
            print("没有改动。")
            return 1
        wipe()
        prepare.migrate()
    if not load_if_empty():
        print("数据库里已有数据，没有改动。要重新生成，请用 lianxin demo --reset。")
        return 1
    print(accounts_text())
    return 0


def is_demo_or_empty() -> bool:
    """Whether all that would be lost is invented: nobody came here but the demo county's own people."""
    from lianxin.base.orgs.founding.queries import is_empty
    from lianxin.base.orgs.models import Person
    from lianxin.project.serve import slips_file

    return is_empty() or slips_file().exists() or Person.objects.filter(is_demo=True).exists()
