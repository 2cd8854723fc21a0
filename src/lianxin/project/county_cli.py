"""`lianxin county`: further counties in this installation, each with records, keys and names of its own (ADR 0071)."""

import argparse
import os
import sys
from typing import Any

EXAMPLES = """例 · examples:
  lianxin county add 469022 临江县 --host linjiang.example      加一个县，打印它的开始设置码；服务在运行的，自己接上
  lianxin county add 469022 临江县 --host linjiang.example --public wen.linjiang.example   群众页面另用一个域名
  lianxin county list                                          各县和域名
  lianxin county set 469022 --host linjiang.example --host www.linjiang.example   换域名；换了要重启服务
  lianxin county run 469022 backup --status                    在这个县里运行一条 lianxin 命令
  lianxin county each doctor --quiet                           在每个县里各运行一次，第一个县也在内
  lianxin county remove 469022                                 移走一个县：先备份，要照着输入县名；目录放到一边，不删

第一个县就是原来的县，什么也不动。各县的数据库、密钥、附件、流水、备份、设置、账号都是自己的一份，彼此看不见。
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "county", help="几个县", description="在一个安装里服务几个县：按域名分开，各有各的数据库和密钥。", epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    deeds = parser.add_subparsers(dest="deed", required=True, title="做什么", metavar="DEED")
    new = deeds.add_parser("add", help="加一个县")
    new.add_argument("code", help="行政区划代码，6 位")
    new.add_argument("name", help="县的名称，写全称")
    new.add_argument(
        "--database", default="", help="这个县的 DATABASE_URL；不写的，跟第一个县用同一台数据库服务器，另建一个库"
    )
    changed = deeds.add_parser("set", help="换名称、换域名")
    changed.add_argument("code", help="行政区划代码")
    changed.add_argument("--name", default="", help="县的名称")
    for one in (new, changed):
        one.add_argument("--host", action="append", default=[], help="群众和干部用的域名，可以写几个")
        one.add_argument("--public", action="append", default=[], help="只开群众页面的域名，可以写几个")
    deeds.add_parser("list", help="各县")
    gone = deeds.add_parser("remove", help="移走一个县，先备份；不删记录")
    gone.add_argument("code", help="行政区划代码")
    gone.add_argument("--to", metavar="FILE", default="", help="最后一份备份写到这里；不写就在它的备份目录里")
    inside = deeds.add_parser("run", help="在一个县里运行一条命令")
    inside.add_argument("code", help="行政区划代码")
    every = deeds.add_parser("each", help="在每个县里各运行一次")
    for one in (inside, every):
        one.add_argument("rest", nargs=argparse.REMAINDER, help="命令和它的选项")


def run(args: argparse.Namespace) -> int:
    """Do it; 1 where it cannot be, or where a county's command said so."""
    from lianxin.project.counties import register

    if os.environ.get("LIANXIN_COUNTIES") == register.ALONE:
        print("这里是其中一个县，请在外面运行 lianxin county。", file=sys.stderr)
        return 1
    deeds = {"add": _add, "set": _set, "list": _list, "remove": _remove, "run": _run, "each": _each}
    try:
        return deeds[args.deed](args)
    except register.Unfit as problem:
        print(problem, file=sys.stderr)
        return 1


def _add(args: argparse.Namespace) -> int:
    from lianxin.project.counties import adding, register, serving

    house = adding.add(
        name=args.name, code=args.code, hosts=args.host, public=args.public, database=args.database
    )  # fmt: skip
    print(f"已加{house.name}({house.code})，域名 {'、'.join(house.hosts)}。建立它的数据表，要半分钟 …", flush=True)
    failed = serving.within(house, register.read(), ["begin"])
    print(
        "\n凭上面的码在这个县自己的域名上开始设置。服务在运行的，一会儿自己接上；用 --tls 或 --cert 的，证书要包含新域名，请重启服务。"
        "\nBegin it with that code under its own name. A running service takes it in by itself."
    )
    return failed


def _set(args: argparse.Namespace) -> int:
    from lianxin.project.counties import adding

    house = adding.change(code=args.code, name=args.name, hosts=args.host, public=args.public)
    print(f"{house.name}({house.code})：{'、'.join(house.hosts)}。请重启服务。 · restart the service")
    return 0


def _list(args: argparse.Namespace) -> int:
    from lianxin.project.counties import register

    houses = register.read()
    for one in houses:
        place = register.data_folder() if one.is_first else register.place() / one.code
        print(f"{one.code or '------'}  {one.name}  {'、'.join(one.hosts)}  {place}")
    if not houses:
        print("这个安装里只有一个县。加一个：lianxin county add 代码 名称 --host 域名")
    return 0


def _remove(args: argparse.Namespace) -> int:
    from lianxin.project.counties import removing

    house = removing.found(args.code)
    print(f"要移走{house.name}（{'、'.join(house.hosts)}）：先停它的服务，再备份；它的域名不再有人应答，记录不删。")
    print(f"真要移走，请输入县名“{house.name}”：", end="", flush=True)
    gone = removing.remove(code=args.code, typed=sys.stdin.readline(), to=args.to)
    print(
        f"已移走{gone.house.name}。它的数据、密钥和设置在 {gone.folder}。\n"
        "最后一份备份要用那里 keys 目录的 backup_key 或恢复码打开；到了规定的年限，再删这个目录和它的备份。"
    )
    if gone.database:
        print(f"数据库 {gone.database} 还在，到时请管理员一起删。")
    return 0


def _run(args: argparse.Namespace) -> int:
    from lianxin.project.counties import register, serving

    houses = register.read()
    house = next((one for one in houses if one.code == args.code), None)
    if house is None:
        raise register.Unfit(f"没有代码是 {args.code} 的县，见 lianxin county list。")
    return serving.within(house, houses, _told(args.rest))


def _each(args: argparse.Namespace) -> int:
    from lianxin.project.counties import register, serving

    houses, worst = register.read(), 0
    if not houses:
        raise register.Unfit("这个安装里只有一个县，不用 each。")
    for house in houses:
        print(f"—— {house.name} {house.code}", flush=True)
        worst = max(worst, serving.within(house, houses, _told(args.rest)))
    return worst


def _told(rest: list[str]) -> list[str]:
    from lianxin.project.counties.register import Unfit

    if not rest:
        raise Unfit("请写要运行的命令，如 lianxin county run 469022 doctor。")
    if rest[0] in ("serve", "practise", "county"):
        raise Unfit(f"lianxin {rest[0]} 不在一个县里运行。")
    return rest
