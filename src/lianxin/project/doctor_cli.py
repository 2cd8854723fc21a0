"""lianxin doctor：体检, what is not as it should be on this machine and what to do about it, in every county that stands here."""

import argparse
from typing import Any

EXAMPLES = """例 · examples:
  lianxin doctor            逐项检查，有不好的退出码是 1；几个县的，一个县一段
  lianxin doctor --quiet    只说不好的(用于定时任务)
  lianxin doctor --one      只查第一个县
"""
MARKS = {"good": "好  ", "warning": "留意", "bad": "不好"}


def add(subparsers: Any) -> None:
    """Put `doctor` on the command line."""
    parser = subparsers.add_parser(
        "doctor", help="体检", description="检查数据库、时钟、磁盘、后台任务、备份、检查点、密钥和 HTTPS；这台机器上的每个县都查。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--quiet", action="store_true", help="好的不说")
    parser.add_argument("--one", action="store_true", help="只查第一个县")


def run(args: argparse.Namespace) -> int:
    """Print the signs; 1 where one is bad, here or in another county of this machine."""
    from lianxin.project.counties import examining, register

    try:
        houses = () if args.one else register.read()
    except register.Unfit as problem:
        _tell("bad", "各县", str(problem))
        return max(1, _here(args))
    if len(houses) < 2:
        return _here(args)
    worst = 0
    for one in examining.machine(houses):
        worst = max(worst, one.state == "bad")
        if one.state != "good" or not args.quiet:
            _tell(one.state, one.name, one.told)
    for house in houses:
        print(f"—— {house.name} {house.code}", flush=True)
        worst = max(worst, _here(args) if house.is_first else _there(house, houses, args))
    return int(worst)


def _here(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from lianxin.project import health

    found = health.signs(at=timezone.now())
    for one in found:
        if one.state != "good" or not args.quiet:
            _tell(one.state, one.name, one.told)
    return 1 if any(one.state == "bad" for one in found) else 0


def _there(house: Any, houses: Any, args: argparse.Namespace) -> int:
    """The same in another county, by a process that sees its surroundings alone."""
    from lianxin.project.counties import register, serving

    try:
        return min(1, abs(serving.within(house, houses, ["doctor", *(["--quiet"] if args.quiet else [])])))
    except register.Unfit as problem:
        _tell("bad", "设置", str(problem))
        return 1


def _tell(state: str, name: str, told: str) -> None:
    print(f"{MARKS[state]}  {name}：{told}", flush=True)
