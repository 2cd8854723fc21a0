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
    parser.add_argument("--exact", action="store_true", help="端口被占用时不换，不启动（前面有代理的）")
    parser.add_argument("--tls", action="store_true", help="用 https，证书自己做")
    parser.add_argument("--cert", help="用 https，证书文件（PEM，服务器证书在前）")
    parser.add_argument("--key", help="证书的私钥文件（PEM）")
    parser.add_argument("--inside", action="store_true", help="公网的名称只在内网用，每台电脑都装了签发机构")
    parser.add_argument("--workers", type=int, default=1, help="服务进程数")
    parser.add_argument("--pages-only", action="store_true", help="只开网页：另一台服务器在做后台任务、提醒和备份")
    parser.add_argument("--threads", type=int, default=4, help="每个进程的线程数")


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from lianxin.project.counties import register
    from lianxin.project.serve import serve
    from lianxin.project.tls import Unusable

    try:
        houses = register.read()
        secured = _secured(args, [host for one in houses for host in one.hosts])
        _must_not_be_plain(args.host, is_secured=secured is not None)
        if len(houses) > 1:
            return _several(args, houses, secured)
    except (Unusable, register.Unfit) as problem:
        print(problem, file=sys.stderr)
        return 2
    return serve(
        demo=args.demo, host=args.host, port=args.port, workers=args.workers, threads=args.threads,
        is_alone=not args.pages_only, secured=secured, is_exact=args.exact,
    )  # fmt: skip


def _several(args: argparse.Namespace, houses: Any, secured: Any) -> int:
    """几个县: each with processes of its own, behind one gate (ADR 0071)."""
    from lianxin.project.counties import serving

    return serving.run(
        houses, demo=args.demo, host=args.host, port=args.port, workers=args.workers, threads=args.threads,
        is_alone=not args.pages_only, secured=secured,
    )  # fmt: skip


def _secured(args: argparse.Namespace, told: list[str]) -> Any:
    """The certificate that was asked for, good for these names too; None without one."""
    from lianxin.project import serve, tls

    if not (args.tls or args.cert or args.key):
        return None
    names = ",".join(told) or os.environ.get("LIANXIN_HOSTS", "127.0.0.1,localhost,[::1]")
    hosts = tls.hosts_of(names, args.host)
    folder, at = serve.keys_folder() / "tls", datetime.now(UTC)
    if args.cert and args.key:
        return tls.given(folder, Path(args.cert), Path(args.key), hosts, at, is_inside=args.inside)
    if args.cert or args.key:
        raise tls.Unusable("--cert 和 --key 要一起写：一张证书，一个私钥。")
    return tls.own(folder, hosts, at, is_inside=args.inside)


def _must_not_be_plain(host: str, *, is_secured: bool) -> None:
    """Beyond this machine nothing is served in clear, unless the site says so."""
    from lianxin.project.tls import Unusable
    from lianxin.pure.nets import is_loopback

    told = os.environ.get("LIANXIN_PLAIN") == "1" or os.environ.get("LIANXIN_HTTPS") == "1"
    if not (is_secured or told or is_loopback(host)):
        raise Unusable(
            f"没有启动：在 {host} 上会用明文服务别的电脑。加 --tls（自制证书）或 --cert、--key；前面有 HTTPS 代理的，"
            "设 LIANXIN_HTTPS=1；一定要用明文的，设 LIANXIN_PLAIN=1。\n"
            "Nothing was started: pages would go to other machines in clear. Use --tls, --cert and --key, LIANXIN_HTTPS=1 "
            "behind a proxy, or LIANXIN_PLAIN=1."
        )
