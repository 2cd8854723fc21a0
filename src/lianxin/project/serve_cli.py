"""`lianxin serve`: prepare the database and serve."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

EXAMPLES = """例 · examples:
  lianxin serve                        在 127.0.0.1:8000 启动
  lianxin serve --demo                 数据库为空时先生成演示县
  lianxin serve --port 9000            换一个端口
  LIANXIN_HOSTS=10.1.2.3 lianxin serve --host 0.0.0.0 --tls      对外服务，用自制证书
  LIANXIN_HOSTS=lianxin.example lianxin serve --host 0.0.0.0 --cert 证书.pem --key 私钥.pem
  LIANXIN_HTTPS=1 LIANXIN_HOSTS=lianxin.example lianxin serve    放在 HTTPS 代理后面
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
    parser.add_argument("--tls", action="store_true", help="用 https，证书自己做")
    parser.add_argument("--cert", help="用 https，证书文件（PEM，服务器证书在前）")
    parser.add_argument("--key", help="证书的私钥文件（PEM）")
    parser.add_argument("--workers", type=int, default=1, help="服务进程数")
    parser.add_argument("--pages-only", action="store_true", help="只开网页：另一台服务器在做后台任务、提醒和备份")
    parser.add_argument("--threads", type=int, default=4, help="每个进程的线程数")


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from lianxin.project.serve import serve
    from lianxin.project.tls import Unusable

    try:
        secured = _secured(args)
    except Unusable as problem:
        print(problem, file=sys.stderr)
        return 2
    return serve(
        demo=args.demo, host=args.host, port=args.port, workers=args.workers, threads=args.threads,
        is_alone=not args.pages_only, secured=secured,
    )  # fmt: skip


def _secured(args: argparse.Namespace) -> Any:
    """The certificate that was asked for; None without one."""
    from lianxin.project import serve, tls

    if not (args.tls or args.cert or args.key):
        return None
    hosts = tls.hosts_of(os.environ.get("LIANXIN_HOSTS", "127.0.0.1,localhost,[::1]"), args.host)
    folder, at = serve.keys_folder() / "tls", datetime.now(UTC)
    if args.cert and args.key:
        return tls.given(folder, Path(args.cert), Path(args.key), hosts, at)
    if args.cert or args.key:
        raise tls.Unusable("--cert 和 --key 要一起写：一张证书，一个私钥。")
    return tls.own(folder, hosts, at)
