"""`lianxin serve`: prepare the database and serve."""

import argparse
from typing import Any

EXAMPLES = """例 · examples:
  lianxin serve                        在 127.0.0.1:8000 启动
  lianxin serve --demo                 数据库为空时先生成演示县
  lianxin serve --port 9000            换一个端口
  LIANXIN_HOSTS=lianxin.example lianxin serve --host 0.0.0.0     对外服务(前面应有 HTTPS 代理)
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "serve", help="启动服务", description="准备数据库并启动网页服务和后台任务。Ctrl-C 停止。", epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--demo", action="store_true", help="数据库为空时生成演示县，并打印演示账号")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认只在本机）")
    parser.add_argument("--port", type=int, default=8000, help="端口；被占用时自动换下一个")
    parser.add_argument("--workers", type=int, default=1, help="服务进程数")
    parser.add_argument("--pages-only", action="store_true", help="只开网页：另一台服务器在做后台任务、提醒和备份")
    parser.add_argument("--threads", type=int, default=4, help="每个进程的线程数")


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from lianxin.project.serve import serve

    return serve(
        demo=args.demo, host=args.host, port=args.port, workers=args.workers, threads=args.threads,
        is_alone=not args.pages_only,
    )  # fmt: skip
