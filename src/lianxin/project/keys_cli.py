"""`lianxin keys`: the keys of the sealed columns: which there are, whether all opens, a new one for all."""

import argparse
import os
import secrets
import sys
from pathlib import Path
from typing import Any

from lianxin.pure.durable import settle

EXAMPLES = """例 · examples:
  lianxin keys check     逐个打开加密的电话、住址，打不开的列出来，退出码 1
  lianxin keys rotate    生成新密钥，全部重新加密；办公时也可以做，中断了再做一次
  lianxin keys renew     换签名密钥（会话、回执页）；旧的再认十二小时，重新启动服务后生效；每年一次，泄露了马上换
  lianxin keys seal      不换密钥，按现在的算法（LIANXIN_CIPHER）重新加密旧的
"""


def add(subparsers: Any) -> None:
    """Put `keys` on the command line."""
    parser = subparsers.add_parser(
        "keys", help="字段密钥", description="群众的电话、住址用字段密钥加密存放。密钥在 LIANXIN_KEYS 的 fields 目录里，"
        "不在数据和备份里：\n"
        "请把整个密钥目录另外保管一份，每次换钥后重抄。旧密钥不要删，以前的备份还要用。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("what", choices=["check", "rotate", "seal", "renew"], help="做什么")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 1 where something does not open."""
    from lianxin.base.sealing import keys, rotating

    if args.what == "renew":
        renew(keys.place().parent)
        print("已换签名密钥。请重新启动服务；旧的再认十二小时。请把密钥目录另外保管一份。")
        return 0
    try:
        keys.must_match()
        if args.what == "rotate":
            print(f"已生成第 {keys.make()} 号字段密钥：{keys.place()}")
        walk = rotating.check(_told) if args.what == "check" else rotating.rotate(_told)
    except keys.Unreadable as problem:
        print(f"没有完成：{problem}", file=sys.stderr)
        return 1
    if args.what != "check":
        print(f"重新加密 {walk.turned} 处。请把密钥目录另外保管一份。")
    print(f"加密的内容共 {walk.values} 处，打不开 {len(walk.shut)} 处。")
    for one in walk.shut[:50]:
        print(f"  打不开：{one}", file=sys.stderr)
    return 1 if walk.shut else 0


def _told(table: str, done: int, total: int) -> None:
    print(f"  {table} {done}/{total}", flush=True)


def renew(folder: Path) -> None:
    """换签名密钥: a new `secret_key` by chance, the old one beside it; a cut in between leaves one of the two in its place."""
    place, old, new = (folder / f"secret_key{ending}" for ending in ("", ".old", ".new"))
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as handle:
        handle.write(secrets.token_urlsafe(48))
        handle.flush()
        os.fsync(handle.fileno())
    old.unlink(missing_ok=True)
    with os.fdopen(os.open(old, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as handle:
        handle.write(place.read_text())
        handle.flush()
        os.fsync(handle.fileno())
    new.replace(place)
    settle(folder)
