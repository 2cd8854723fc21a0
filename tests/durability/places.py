"""布景: a place with data of its own, a small county in it, and the programs of the house that work on it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[2]
COUNTY = """
from lianxin.project.starting import start_django
start_django()
from lianxin.project import tables
tables.make()
from tests.conftest import build_town
build_town()
from lianxin.project import prepare
prepare.static()
prepare.tidy()
"""


def environment(place: Path, **more: str) -> dict[str, str]:
    """The real settings, with the data of this place; the residents come through a proxy, each from his own address."""
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "LIANXIN_HTTPS")}
    return {
        **kept, "DJANGO_SETTINGS_MODULE": "lianxin.project.settings", "LIANXIN_DATA": str(place),
        "LIANXIN_KEYS": str(place.parent / "keys"), "LIANXIN_BACKUPS": "off", "LIANXIN_PROXIES": "127.0.0.0/8",
        "LIANXIN_PLAIN": "1",
        "PYTHONPATH": f"{HOUSE / 'src'}{os.pathsep}{HOUSE}", "PYTHONUNBUFFERED": "1", "LANG": "C.UTF-8", **more,
    }  # fmt: skip


def python(code: str, *words: object, env: dict[str, str]) -> str:
    """Run a piece of Python in the house; what it said."""
    told = subprocess.run([sys.executable, "-c", code, *map(str, words)], cwd=HOUSE, env=env, capture_output=True,
                          text=True, timeout=600, check=False)  # fmt: skip
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-4000:]
    return told.stdout


def county(place: Path, **more: str) -> Path:
    """The small county of the stories, by the real settings."""
    python(COUNTY, env=environment(place, **more))
    return place


def copied(place: Path, to: Path) -> Path:
    """The same county again, with its keys."""
    shutil.copytree(place, to)
    shutil.copytree(place.parent / "keys", to.parent / "keys", dirs_exist_ok=True)
    return to


def found_in(place: Path, **more: str) -> dict[str, Any]:
    """What the product's own means find in a place, server running or not."""
    told = subprocess.run([sys.executable, "-m", "tests.durability.reader"], input="\n", cwd=HOUSE, text=True,
                          env=environment(place, **more), capture_output=True, timeout=600, check=False)  # fmt: skip
    assert told.returncode == 0, told.stderr[-4000:]
    found = dict(json.loads(told.stdout))
    assert "broken" not in found, found
    return found
