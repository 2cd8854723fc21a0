"""启动前的准备: database, cache table, style sheets, and where asked the demo county. Says what it does.

Run as `python -m lianxin.project.prepare [--demo | --tables]`; the second time it takes a second. `--tables`: these alone.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lianxin.project.starting import start_django


def main(argv: list[str]) -> int:
    """All steps; returns the exit code."""
    start_django()
    _say("检查数据库 · database")
    migrate()
    if "--tables" in argv:
        return 0
    tighten()
    if not field_keys():
        return 1
    static()
    backup_key()
    if "--demo" in argv:
        from lianxin.project.demo.load import load_if_empty

        load_if_empty()
    tidy()
    leftovers()
    ballots()
    beginning()
    return 0


def migrate() -> None:
    """Make the tables where there are none, or bring them up to date; the check alone takes a few milliseconds."""
    from lianxin.project import tables

    if tables.is_empty():
        began = time.monotonic()
        _say("建立数据表 · making the tables")
        tables.make()
        _say(f"  完成({time.monotonic() - began:.1f} 秒)")
    else:
        step_by_step()


def step_by_step() -> None:
    """Run the migrations that have not been run yet."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        began = time.monotonic()
        _say(f"更新数据表 {len(plan)} 步 · migrating")
        with _only_what_is_near():
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        _say(f"  完成({time.monotonic() - began:.1f} 秒)")


@contextmanager
def _only_what_is_near() -> Iterator[None]:
    """Two thirds of a first start went by while Django made every model anew for each step of each migration.

    It has a way of its own to put that off (`delay`), uses it where a step touches no relation, and makes up for it
    before a step that runs Python; here it is used for every step. The tables are the same (tests/project/test_first_start.py).
    """
    from django.db.migrations.state import ProjectState

    thorough = ProjectState.reload_model

    def near(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
        thorough(self, app_label, model_name, delay=True)

    ProjectState.reload_model = near  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.reload_model = thorough  # type: ignore[method-assign]


def tidy() -> None:
    """Let the database learn how its tables are filled, so that it chooses the right index."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")  # a sample of each index: milliseconds, not minutes
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            _tell_of_empty_tables(cursor)


def _tell_of_empty_tables(cursor: Any) -> None:
    """Of an empty table ANALYZE writes nothing, and SQLite then takes it for a million rows and reads others first."""
    cursor.execute(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT name, NULL, '10' FROM sqlite_schema "
        "WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "AND name NOT IN (SELECT tbl FROM sqlite_stat1)"
    )
    cursor.execute("ANALYZE sqlite_schema")  # read what was written


def leftovers() -> None:
    """A restore or a move that was killed leaves the records in clear beside their place; none runs beside a server."""
    from django.conf import settings

    from lianxin.project import running

    if found := running.clear_leftovers(settings.DATA):
        _say(f"清除中断的恢复留下的 {found} 个目录 · cleared what a restore left")


def ballots() -> None:
    """Finish the release of a box that a stop of the machine cut off."""
    from lianxin.work.ballots import released

    released.tidy()


def beginning() -> None:
    """While there is nobody, the code with which a county is begun is told: once; afterwards how another one is had."""
    from lianxin.base.orgs.founding import queries, slip
    from lianxin.project.begin_cli import told

    if not queries.is_empty():
        slip.drop()
    elif slip.is_made():
        _say("这里还没有单位和人员。开始设置码已经打印过；找不到了，请运行 lianxin begin。 · not begun yet")
    else:
        _say("\n" + told(slip.make()) + "\n")


def backup_key() -> None:
    """The key of the backups is made at the first start; its code is to be written down before it is needed."""
    from lianxin.project.backups import keys

    if not keys.path().exists():
        keys.own()
        _say(
            "已生成备份密钥。请运行 lianxin backup --show-key，把恢复码抄下来另外保管。 · write the recovery code down"
        )


def tighten() -> None:
    """The keys are the service's account's alone, however somebody put them there (ASVS 13.3.2)."""
    from pathlib import Path

    from django.conf import settings

    place = Path(settings.KEYS)
    for one in [place, *place.rglob("*")] if place.is_dir() else []:
        told = one.stat()
        if told.st_mode & 0o077 and told.st_uid == os.getuid():
            one.chmod(0o700 if one.is_dir() else 0o600)
            _say(f"密钥别的账号也能读，已改为只有本账号能读：{one.name} · keys made private")


def field_keys() -> bool:
    """The keys of the sealed columns are made at the first start; with keys that are not this database's nothing starts."""
    from lianxin.base.sealing import keys

    try:
        keys.must_match()
        keys.ring()
        keys.note()
    except keys.Unreadable as problem:
        _say(f"没有启动：{problem}")
        return False
    return True


def static() -> None:
    """Collect and compress the style sheets, when one of them changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    stamp, mark = settings.STATIC_ROOT / ".stamp", _static_mark()
    if stamp.exists() and stamp.read_text() == mark:
        return
    _say("整理样式文件 · style sheets")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)


def _static_mark() -> str:
    """A digest of the names and contents of all static files."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            with storage.open(name) as file:
                digest.update(name.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
