"""许多县在一台服务器上: the bench of many counties runs, in small, and the nation's figures are those of the records themselves.

Run by `make soak`, which gives the numbers; without them, without PostgreSQL or the libraries it is left out.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.measured import measured

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.thorough
@pytest.mark.skipif("LIANXIN_LARGE" not in os.environ, reason="make soak says how many")
def test_the_bench_tells_what_grows_and_every_engine_agrees(tmp_path):
    pytest.importorskip("ibis")
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("no PostgreSQL")
    report = tmp_path / "large.md"

    done = subprocess.run(
        [sys.executable, "-m", "bench.large"], cwd=ROOT, env={**os.environ, "LIANXIN_LARGE_REPORT": str(report)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    told = report.read_text("utf-8")
    assert "一格 cell" in told and "Every engine gave the same bytes" in told
    measured(next(line for line in told.splitlines() if line.startswith("| 一格 cell")).strip("| "))
