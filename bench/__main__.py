"""速度与内存: makes the county where it is missing, measures, prints a table. Nothing here is an assertion.

    make bench                          SQLite
    python -m bench --concerns 50000    smaller
    DATABASE_URL_BENCH=postgresql://…   PostgreSQL as well; or where it is installed, a server of its own is started

The data lie in LIANXIN_BENCH (default: a folder of the system for temporary files) and are kept for the next run.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import appraisal, checking, journal, likeness, overlaps
from bench.apart import ROOT, environment


def main() -> int:
    """Measure on SQLite, then on PostgreSQL where there is one."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--concerns", type=int, default=500_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.here:
        from bench.measure import run

        return run(args.concerns)
    code = 0
    if args.only != "postgresql":
        code |= _child(args.concerns, "")
    if args.only != "sqlite":
        code |= _postgresql(args.concerns)
    if not args.only:
        code |= likeness.main() or appraisal.main() or overlaps.main() or checking.main() or journal.main()
    return code


def _postgresql(concerns: int) -> int:
    url = os.environ.get("DATABASE_URL_BENCH", "")
    if url:
        return _child(concerns, url)
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        print("没有 PostgreSQL,只测了 SQLite。 · PostgreSQL is not installed; SQLite only.")
        return 0
    return _child(concerns, "own")


def _child(concerns: int, url: str) -> int:
    """In a process of its own, because the settings choose the database once."""
    place = Path(os.environ.get("LIANXIN_BENCH", Path(tempfile.gettempdir()) / "lianxin-bench"))
    settings = {**environment(place), "DATABASE_URL": "" if url == "own" else url, "LIANXIN_PG_DURABLE": "1"}
    command = [sys.executable, "-m", "bench", "--here", "--concerns", str(concerns)]
    if url == "own":
        command = [str(ROOT / ".ci/with-postgres"), *command]
    return subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
