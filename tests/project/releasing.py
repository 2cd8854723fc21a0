"""发布时留一份备份: a small backup of a version, made by its own commands, that every later version must restore.

    python -m tests.project.releasing 0.1.0      once, on the commit that is released; then commit the two files

It writes `released/<version>.lianxin` and beside it `<version>.key`, a key for this file alone. All in it is made up.
A file that is there is never written over: what was released stays as it was. `test_upgrade.py` restores each.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PLACE = Path(__file__).parent / "released"
MADE_UP = """
from lianxin.project.starting import start_django
start_django()
from datetime import timedelta
from random import Random
from django.utils import timezone
from lianxin.base.checkpoints.commands import make_checkpoint
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.project.demo import county as counties
from lianxin.project.demo.lives import Lives
from lianxin.work.concerns import bulk
from lianxin.project import tables
tables.make()
now = timezone.now()
county = counties.build(random=Random(1), at=now - timedelta(days=12), townships=1, villages=2, accounts=False)
bulk.load(Lives(county, seed=2, until=now).stories((now - timedelta(days=10)).date(), per_workday=1))
make_checkpoint(by=SYSTEM, at=now)
import sqlite3
from django.conf import settings
from django.db import connection
connection.close()
file = sqlite3.connect(settings.DATABASES["default"]["NAME"])  # hundreds of small tables: small pages
for step in ("PRAGMA journal_mode=DELETE", "PRAGMA page_size=512", "VACUUM"):
    file.execute(step)
file.close()
"""


def main(words: list[str]) -> int:
    """Make the backup of this version."""
    version = words[0] if words else ""
    target, key = PLACE / f"{version}.lianxin", PLACE / f"{version}.key"
    if not version or target.exists() or key.exists():
        print(__doc__ if not version else f"{target.name} 已存在，没有覆盖。", file=sys.stderr)
        return 2
    PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        mine = {**os.environ, "LIANXIN_DATA": f"{folder}/data", "LIANXIN_KEYS": f"{folder}/keys", "DATABASE_URL": "",
                "DJANGO_SETTINGS_MODULE": "lianxin.project.settings"}  # fmt: skip
        for command in ([sys.executable, "-c", MADE_UP],
                        [sys.executable, "-m", "lianxin.project.cli", "backup", "-o", str(target)]):  # fmt: skip
            subprocess.run(command, env=mine, check=True)
        shutil.copy(Path(folder) / "keys" / "backup_key", key)
    print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
