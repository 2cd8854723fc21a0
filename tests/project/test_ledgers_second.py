"""导出再导入另一个空系统: every ledger leaves one installation and comes into a second one, in a process and a database of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house import source

pytestmark = pytest.mark.thorough
#: the office's ledger of concerns does not say what lies on the shelf
LOST = {"concern.shelved"}
#: every room that a ledger feeds has figures here
ROOMS = {"concern", "household", "station", "absence", "remark", "rectification", "visit", "pairing", "activity",
         "dispute", "mediation"}  # fmt: skip


def installation(folder: Path, deed: str, files: Path) -> dict[str, Any]:
    """What an installation in this folder says after the deed."""
    kept = {name: told for name, told in os.environ.items() if not name.startswith(("LIANXIN_", "DATABASE_URL"))}
    told = {
        **kept, "DJANGO_SETTINGS_MODULE": "lianxin.project.settings", "LIANXIN_BACKUPS": "off",
        "LIANXIN_DATA": str(folder / "data"), "LIANXIN_KEYS": str(folder / "keys"),
        "LIANXIN_LEDGER_ROWS": os.environ.get("LIANXIN_LEDGER_ROWS", "2"),
        "PYTHONPATH": f"{source.ROOT / 'src'}{os.pathsep}{source.ROOT}",
    }  # fmt: skip
    line = [sys.executable, "-m", "tests.project.ledgers_county", deed, str(files)]
    done = subprocess.run(line, env=told, cwd=source.ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def test_every_ledger_comes_into_a_second_installation_with_every_figure_equal(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()

    left = installation(tmp_path / "first", "leave", files)
    came = installation(tmp_path / "second", "arrive", files)

    assert (came["rejected"], came["rows"]) == ({}, left["rows"])
    kept, found = (
        {name: one for name, one in told["figures"].items() if name.split()[0] not in LOST} for told in (left, came)
    )
    assert len(kept) > 300 and {name.partition(".")[0] for name in kept} >= ROOMS
    assert found == kept
