"""`lianxin rollup`: the county's monthly figures as Parquet files, to be handed up to the province."""

import argparse
import sys
from pathlib import Path
from typing import Any

from lianxin.pure.periods import NotAPeriod, Period

EXAMPLES = """例 · examples:
  lianxin rollup --to /srv/汇总                         本月和前十二个月
  lianxin rollup --to /srv/汇总 --period 2026-Q3        这一季度的三个月
  LIANXIN_ROLLUPS=/srv/汇总 lianxin serve               每晚三点自动写
"""
ABOUT = """写出本县和各乡镇每月的件数和率的分子、分母，每月一个文件，另有一份清单（行数、SHA-256）。
没有一件诉求、一个人的资料，也没有村、社区的数；但可能有不足五人的数：只在内部逐级报送，公布前按公布规则处理。
要先装汇总用的库：pip install --require-hashes -r requirements/analytics.txt"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "rollup", help="写汇总文件", description=ABOUT, epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", metavar="FOLDER", default="", help="写到这个目录")
    where.add_argument("--due", action="store_true", help="到时间才写到 LIANXIN_ROLLUPS（服务每小时自动执行）")
    parser.add_argument("--period", default="", help="2026-10、2026-Q3、2026-H1、2026；不写就是本月和前十二个月")


def run(args: argparse.Namespace) -> int:
    """Write; 1 where it was refused."""
    from django.utils import timezone

    from lianxin.project import rollups
    from lianxin.pure.rollups import Refused

    at = timezone.now()
    try:
        if args.due:
            done = rollups.write_if_due(at=at)
        else:
            months = list(Period.parse(args.period).months()) if args.period else rollups.usual(at)
            done = rollups.write(Path(args.to), _begun(months, timezone.localdate(at)), at=at)
    except NotAPeriod as problem:
        print(problem, file=sys.stderr)
        return 2
    except (Refused, OSError) as problem:
        print(f"汇总没有写成：{problem}", file=sys.stderr)
        return 1
    if done:
        rows = sum(one["rows"] for one in done["files"])
        print(f"{done['name']}（{done['county']}）：{len(done['files'])} 个月，{rows} 行。", flush=True)
    return 0


def _begun(months: list[Period], today: Any) -> list[Period]:
    """A month that has not begun has no figures, and is not reported as one without any. Raises NotAPeriod."""
    begun = [month for month in months if month.first <= today]
    if not begun:
        raise NotAPeriod("这一期还没有开始，没有数可报。")
    return begun
