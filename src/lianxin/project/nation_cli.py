"""`lianxin nation`: figures of province and nation from the roll-ups of counties. Needs no database of ours."""

import argparse
import sys
from pathlib import Path
from typing import Any

from lianxin.pure.durable import settle
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.pure.rollups import Refused

#: 收到诉求, 按时办结率, 满意率
THREE = ("concern.received", "concern.on_time_rate", "concern.satisfaction_rate")
ON = ("duckdb", "sqlite", "postgresql", "spark")
EXAMPLES = """例 · examples:
  lianxin nation --from /srv/各县汇总 --period 2026-10
  lianxin nation --from /srv/各县汇总 --period 2026-Q3 --counties 应报名单.csv -o 三季度.csv
  lianxin nation --from /srv/各县汇总 --period 2026 --on spark --cluster spark://主机:7077
  lianxin nation --from /srv/各县汇总 --period 2026-10 --only concern.closed --only concern.solved_rate
"""
ABOUT = """把各县报来的汇总加成全国（00）和各省（代码前两位）的数，写成 CSV。各县的文件连同清单放在一个目录或其下各目录。
没有报的县列为未报，不当作 0；没有分母的率写“—”。损坏的、来历不明的、同一代码报了两份的，说明是哪一个，一个数也不算。
结果可能含不足五人的数，供内部用；公布前按公布规则处理。四种引擎算出的文件逐字节相同。"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "nation", help="全省全国的数", description=ABOUT, epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--from", dest="folder", metavar="FOLDER", required=True, help="各县汇总所在的目录")
    parser.add_argument("--period", required=True, help="2026-10、2026-Q3、2026-H1、2026")
    parser.add_argument("--on", choices=ON, default="duckdb", help="用什么算，缺省 duckdb")
    parser.add_argument("--only", action="append", default=[], metavar="CODE", help="换成这个指标，可重复")
    parser.add_argument("--counties", metavar="FILE", default="", help="应报名单，CSV：代码、名称、起、止（月份）")
    parser.add_argument("--database", metavar="URL", default="", help="PostgreSQL 的地址；只用临时表，什么也不留")
    parser.add_argument("--cluster", metavar="URL", default="", help="Spark 集群的地址；不写就用本机两个核")
    parser.add_argument("-o", "--output", metavar="FILE", default="", help="写到文件（已存在的不覆盖）")


def run(args: argparse.Namespace) -> int:
    """Add up; 1 where counties are missing or something was refused, 2 for wrong use."""
    try:
        period = Period.parse(args.period)
        written, missing = figures(args, period)
        _give(args.output, written)
    except NotAPeriod as problem:
        print(problem, file=sys.stderr)
        return 2
    except FileExistsError:
        print(f"没有写：{args.output} 已存在，没有覆盖。请换一个文件名。", file=sys.stderr)
        return 1
    except (Refused, OSError) as problem:
        print(f"没有算：{problem}", file=sys.stderr)
        return 1
    if missing:
        print(f"未报 {len(missing)} 个县：{'、'.join(missing)}", file=sys.stderr)
    return int(bool(missing))


def figures(args: argparse.Namespace, period: Period) -> tuple[bytes, list[str]]:
    """The CSV, and who did not report. Raises Refused."""
    from lianxin.pure.rollups import engines, handed, nation

    folder = Path(args.folder)
    if not folder.is_dir():
        raise Refused(f"没有目录 {folder}。")
    found = handed.everything(folder)
    if not found:
        raise Refused(f"{folder} 里没有汇总清单（rollup-代码.json）。")
    asked = handed.asked(found, period, args.only or THREE)
    roll = handed.roll(found, asked.months, handed.due(Path(args.counties)) if args.counties else ())
    read = list(handed.looked_at(found, roll, asked.months))
    given = engines.Given([place for place, _table in read], [table for _place, table in read], roll.reported, asked,
                          args.database, args.cluster)  # fmt: skip
    return nation.answer(engines.reckon(given, args.on), asked, roll), roll.missing


def _give(output: str, written: bytes) -> None:
    if not output:
        sys.stdout.write(written.decode("utf-8-sig"))
        return
    place = Path(output)
    with open(place, "xb") as file:
        file.write(written)
    settle(place.parent)
