"""流水核验的速度: a journal of a million entries: the checkpoint, one day more, proofs, the walk, the package and verify.py.

    python -m bench.journal                      1,000,000 entries (several minutes, 1 GB of disk)
    python -m bench.journal --entries 100000     smaller

In one process, through the whole of Django, on SQLite with the settings of a real installation. Seconds are of the
processor. Asked is that everything verifies, in place and outside, a million entries within ten seconds each
(LIANXIN_BENCH_SECONDS on another machine); how many times a plain hash that is, is printed beside it.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from lianxin.project import tables

ROOT = Path(__file__).resolve().parents[1]
AT = datetime(2026, 11, 2, 4, tzinfo=UTC)
BATCH, DAY, PROOFS = 20_000, 5_000, 100


def main(words: Sequence[str] = ()) -> int:
    """Measure in a process of its own, with a data folder of its own that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m bench.journal", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(words)
    if args.here:
        return run(args.entries)
    place = Path(tempfile.mkdtemp(prefix="lianxin-bench-journal-", dir=os.environ.get("LIANXIN_BENCH")))
    environment = {
        **os.environ, "LIANXIN_DATA": str(place / "data"), "LIANXIN_KEYS": str(place / "keys"), "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "lianxin.project.settings", "LIANXIN_HOSTS": "127.0.0.1,localhost,testserver",
    }  # fmt: skip
    try:
        command = [sys.executable, "-m", "bench.journal", "--here", "--entries", str(args.entries)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    finally:
        shutil.rmtree(place, ignore_errors=True)


def run(entries: int) -> int:
    """Write, sign, prove, walk, package, verify; print."""
    from lianxin.project.starting import start_django

    start_django()
    from django.conf import settings

    from lianxin.base.checkpoints import queries
    from lianxin.base.checkpoints.commands import make_checkpoint
    from lianxin.base.journal import tree
    from lianxin.base.orgs.permissions import SYSTEM

    tables.make()
    took, _none = timed(lambda: _write(entries))
    print(f"── 流水 ── {entries:,} 条，写入 {took:.0f} 秒", flush=True)
    took, first = timed(lambda: make_checkpoint(by=SYSTEM, at=AT))
    print(f"  第一个检查点：{took:.1f} 秒", flush=True)
    _write(DAY)
    took, last = timed(lambda: make_checkpoint(by=SYSTEM, at=AT))
    print(f"  过一天再做（新增 {DAY:,} 条）：{1000 * took:.0f} 毫秒")
    numbers = Random(1).sample(range(1, last.size), PROOFS)
    took, _paths = timed(lambda: [tree.inclusions([n], last.size) for n in numbers])
    print(f"  一条的凭据：{1000 * took / PROOFS:.1f} 毫秒；", end="")
    took, _path = timed(lambda: tree.consistency(first.size, last.size))
    print(f"增长证明：{1000 * took:.1f} 毫秒", flush=True)
    most = max(2.0, float(os.environ.get("LIANXIN_BENCH_SECONDS", "10")) * entries / 1_000_000)
    walked, (walk, _marks) = timed(queries.walked)
    print(f"  库里逐条核验：{walked:.1f} 秒", flush=True)
    package = settings.DATA / "journal.zip"
    with open(package, "wb") as out:
        took, _count = timed(lambda: queries.package(out, last))
    print(f"  外部核验包：{took:.1f} 秒，{package.stat().st_size / 1e6:.0f} MB", flush=True)
    words = [
        sys.executable,
        str(queries.PROGRAM),
        "journal",
        str(package),
        "--size",
        str(first.size),
        "--root",
        first.root,
    ]
    took, answer = timed(lambda: subprocess.run([*words, "--pin", first.key], check=False).returncode)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    once = hashed(last.size)
    print(f"  verify.py 核验外部包：{took:.1f} 秒，内存 {used:.0f} MB")
    print(
        f"  同样多次 SHA-256：{once:.1f} 秒；库里核验是它的 {walked / once:.0f} 倍，verify.py 是它的 {took / once:.0f} 倍"
    )
    slow = [name for name, seconds in (("库里核验", walked), ("verify.py", took)) if seconds > most]
    if slow:
        print(f"  太慢（应在 {most:.0f} 秒内）：{'、'.join(slow)}")
    return answer or int(walk.edge.root.hex() != last.root) or int(bool(slow))


def _write(count: int) -> None:
    from django.db import transaction

    from lianxin.base.journal import book
    from lianxin.base.orgs.permissions import SYSTEM

    for start in range(0, count, BATCH):
        with transaction.atomic():
            book.record_many([
                book.Line("person.logged_in", f"person:{n % 500}", "00010001", SYSTEM, AT,
                          {"username": f"jingbanren{n % 500}"})
                for n in range(start, min(start + BATCH, count))
            ])  # fmt: skip


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    """The seconds of the processor that it took, of its children too, and what it gave: others on the machine do not count."""
    began = spent()
    found = do()
    return spent() - began, found


def spent() -> float:
    """Seconds of the processor so far, here and in children that have ended."""
    return sum(
        one.ru_utime + one.ru_stime for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def hashed(count: int) -> float:
    """What this machine needs to take so many SHA-256 of an entry's length: the measure the others are held against."""
    return timed(lambda: [sha256(b"x" * 240).digest() for _n in range(count)])[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
