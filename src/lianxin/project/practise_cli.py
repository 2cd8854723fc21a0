"""`lianxin practise`: a county beside one's own in which everybody may try everything, and its end."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

EXAMPLES = """例 · examples:
  lianxin practise             在 127.0.0.1:8010 另开一个练习县，每一页都标着“练习，记录不算数”
  lianxin practise --end       练习完了：只删除练习县，自己的县一个字不动（先问一声）

练习县从空的开始。要用自己县的单位和人员：在自己县的“导入”里下载现有的表，到练习县导入；练习里建好的也这样带回来。
"""
PORT = 8010
#: what a real county's surroundings may say and is nothing to a county for practice on this machine
REAL = (
    "DATABASE_URL",
    "LIANXIN_HTTPS",
    "LIANXIN_HOSTS",
    "LIANXIN_PUBLIC_HOSTS",
    "LIANXIN_SMS",
    "LIANXIN_BACKUPS",
    "LIANXIN_LOG_TO",
)


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "practise", help="练习", description="另开一个练习县：数据、密钥、流水都是自己的一份，和正式的县互不相干。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--port", type=int, default=PORT, help="端口；被占用时自动换下一个")
    parser.add_argument("--end", action="store_true", help="删除练习县")
    parser.add_argument("--yes", action="store_true", help="与 --end 合用：不再询问")


def run(args: argparse.Namespace) -> int:
    """Serve the county for practice, or take it away; 1 where that cannot be."""
    from lianxin.project import practice, running, serve

    data = serve.data_folder()
    try:
        return _end(data, is_sure=args.yes) if args.end else _serve(data, args.port)
    except (practice.NotForPractice, running.IsRunning) as problem:
        print(problem, file=sys.stderr)
        return 1


def _serve(data: Path, port: int) -> int:
    from lianxin.project import practice, serve

    folder, keys = practice.make(data)
    os.environ["LIANXIN_DATA"], os.environ["LIANXIN_KEYS"] = str(folder), str(keys)
    for name in REAL:
        os.environ.pop(name, None)
    print(f"练习，记录不算数。练习的数据在 {folder}；练习完了运行 lianxin practise --end。 · practice: nothing counts")
    return serve.serve(demo=False, host="127.0.0.1", port=port)


def _end(data: Path, *, is_sure: bool) -> int:
    from lianxin.project import practice, running

    folder, _keys = practice.places(data)
    if not practice.is_practice(folder):
        raise practice.NotForPractice(f"没有练习用的记录（{folder}），没有改动。")
    with running.alone(folder):
        if not is_sure and input(f"将删除 {folder} 里练习的全部记录。输入 yes 继续:").strip().lower() != "yes":
            print("没有改动。")
            return 1
        practice.wipe(data)
    print("练习的记录已经删除，自己的县没有改动。 · the practice is gone, nothing else was touched")
    return 0
