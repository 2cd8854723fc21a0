"""单独的进程: a measurement runs in a process of its own, with a data folder of its own that is thrown away."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def measured(
    name: str, doc: str | None, words: Sequence[str], run: Callable[[int], int], *, counted: str, count: int
) -> int:
    """Run `python -m bench.<name>` apart; `counted` is the option that says how many, `count` how many by itself."""
    parser = argparse.ArgumentParser(prog=f"python -m bench.{name}", description=doc,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument(f"--{counted}", type=int, default=count, dest="count", metavar="N")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(words)
    if args.here:
        return run(args.count)
    place = Path(tempfile.mkdtemp(prefix=f"lianxin-bench-{name}-", dir=os.environ.get("LIANXIN_BENCH")))
    command = [sys.executable, "-m", f"bench.{name}", "--here", f"--{counted}", str(args.count)]
    try:
        return subprocess.run(command, cwd=ROOT, env=environment(place), check=False).returncode
    finally:
        shutil.rmtree(place, ignore_errors=True)


def environment(place: Path) -> dict[str, str]:
    """The settings of a real installation whose data lie in one folder."""
    return {
        **os.environ, "LIANXIN_DATA": str(place / "data"), "LIANXIN_KEYS": str(place / "keys"), "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "lianxin.project.settings", "LIANXIN_HOSTS": "127.0.0.1,localhost,testserver",
    }  # fmt: skip
