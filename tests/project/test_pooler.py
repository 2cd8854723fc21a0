"""经 pgbouncer: two counties behind a real pooler that lends two connections by the transaction to eight who work at once.

Each step is a process of its own, with the settings of an installation. Without LIANXIN_POOLER the same work breaks.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg
import pytest

from lianxin.project import serve
from tests.house import source

URL = os.environ.get("DATABASE_URL", "")
BOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin") or ""
SAMPLE = source.ROOT / "deploy" / "pgbouncer.ini"
NAME = "lx_pooled"
BEGUN = """
from django.utils import timezone
from lianxin.base.orgs.founding import commands, slip
from lianxin.base.orgs.founding.commands import Named
now = timezone.now()
holder = commands.holder_of(slip.make(), at=now)
admin = Named("system_admin", "钱程", "qiancheng", "Shanqing-2026-shui")
commands.begin(name="定安县", code="469021", admin=admin, officers=[], by=holder, at=now)
"""
BUSY = """
import threading
from django.db import connections
from django.utils import timezone
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.orgs.queries import top_unit
county, wrong = top_unit(), []
def work(number):
    try:
        for turn in range(5):
            orgs.create_unit(name=f"第{number}-{turn}乡", kind="township", parent=county, by=SYSTEM, at=timezone.now())
            assert [one.pk for one in Entry.objects.order_by("pk").iterator(chunk_size=1)]
            connections.close_all()
    except Exception as problem:
        wrong.append(repr(problem))
threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
for one in threads: one.start()
for one in threads: one.join()
assert not wrong, wrong
book.verify()
print("units", Unit.objects.count(), "zone", timezone.get_current_timezone_name())
"""


def at(name: str, port: int | None = None) -> str:
    parts = urlsplit(URL)._replace(path=f"/{name}")
    return urlunsplit(parts._replace(netloc=f"{parts.username}@127.0.0.1:{port}") if port else parts)


@pytest.fixture
def pooled() -> Iterator[int]:
    """The port of a pgbouncer in front of the test's server, set as the sample has it, but with two connections."""
    server, port = urlsplit(URL), serve.free_port("127.0.0.1", 16432)
    folder = Path(f"/tmp/lianxin-pooler-{os.getpid()}")  # noqa: S108  (another account must be able to read it)
    folder.mkdir(mode=0o755)
    told = SAMPLE.read_text("utf-8")
    told = re.sub(r"(?m)^\* = .*$", f"* = host={unquote(server.hostname or '')} user={server.username}", told)
    for name, value in {
        "listen_port": port,
        "auth_type": "any",
        "default_pool_size": 2,
        "reserve_pool_size": 0,
    }.items():
        told = re.sub(rf"(?m)^{name} = .*$", f"{name} = {value}", told)
    told = re.sub(r"(?m)^auth_file = .*$", "unix_socket_dir =", told)
    (folder / "pgbouncer.ini").write_text(told, "utf-8")
    mine = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    child = subprocess.Popen([*mine, BOUNCER, "-q", str(folder / "pgbouncer.ini")])
    try:
        _wait(at("postgres", port))
        yield port
    finally:
        child.terminate()
        child.wait(20)
        shutil.rmtree(folder)


def _wait(url: str) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            psycopg.connect(url, prepare_threshold=None).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture
def installation(pooled: int, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The surroundings of an installation whose database is asked through the pooler."""
    with psycopg.connect(URL, autocommit=True) as server:
        for name in (NAME, f"{NAME}_469022"):
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {NAME} ENCODING 'UTF8' TEMPLATE template0")
    kept = {name: told for name, told in os.environ.items() if not name.startswith("LIANXIN_")}
    yield {
        **kept, "DJANGO_SETTINGS_MODULE": "lianxin.project.settings", "DATABASE_URL": at(NAME, pooled), "LIANXIN_POOLER": "transaction",
        "LIANXIN_DATA": str(tmp_path / "data"), "LIANXIN_KEYS": str(tmp_path / "keys"), "LIANXIN_BACKUPS": str(tmp_path / "backups"),
        "LIANXIN_HOSTS": "dingan.example", "PYTHONPATH": f"{source.ROOT / 'src'}{os.pathsep}{source.ROOT}",
    }  # fmt: skip
    with psycopg.connect(URL, autocommit=True) as server:
        for name in (NAME, f"{NAME}_469022"):
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run(surroundings: dict[str, str], *words: str, program: str = "") -> subprocess.CompletedProcess[str]:
    start = "from lianxin.project.starting import start_django; start_django()"
    line = ["-c", f"{start}\n{program}"] if program else ["-m", "lianxin.project.cli", *words]
    return subprocess.run(
        [sys.executable, *line], env=surroundings, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.postgres
@pytest.mark.skipif(not URL or not BOUNCER, reason="needs a PostgreSQL server and pgbouncer: .ci/with-postgres")
def test_two_counties_work_through_a_pooler_and_keep_apart(installation: dict[str, str]) -> None:
    for words, program in (
        (("begin",), ""),
        ((), BEGUN),
        (("county", "add", "469022", "临江县", "--host", "linjiang.example"), ""),
    ):
        done = run(installation, *words, program=program)
        assert done.returncode == 0, done.stderr + done.stdout
    place = Path(installation["LIANXIN_DATA"])
    told = (place.parent / "data-counties" / "469022" / "county.env").read_text()
    assert told == f"DATABASE_URL={installation['DATABASE_URL']}_469022\n"

    busy = run(installation, program=BUSY)
    assert busy.stdout.strip() == "units 41 zone Asia/Shanghai", busy.stderr
    with psycopg.connect(at(f"{NAME}_469022")) as other:
        assert other.execute("SELECT count(*) FROM orgs_unit").fetchone() == (0,), "the county that was added is empty"
        assert other.execute("SELECT count(*) FROM clocks_clockpreset").fetchone() != (0,), "and has clocks of its own"
    saved = place.parent / "one.lianxin"
    for words in (
        ("backup", "-o", str(saved)),
        ("restore", "--check", str(saved)),
        ("county", "each", "backup", "--status"),
    ):
        done = run(installation, *words)
        assert done.returncode == 0, (words, done.stderr + done.stdout)

    careless = run({**installation, "LIANXIN_POOLER": ""}, program=BUSY)
    assert careless.returncode != 0 and "cursor" in careless.stderr, "what the setting is for"


def test_the_sample_lends_by_the_transaction_and_writes_no_statement() -> None:
    told = dict(re.findall(r"(?m)^(\w+) = (.*)$", SAMPLE.read_text("utf-8")))

    assert told["pool_mode"] == "transaction" and told["auth_type"] == "scram-sha-256"
    assert told["listen_addr"] == "127.0.0.1" and told["log_connections"] == "0"
    assert int(told["max_db_connections"]) >= int(told["default_pool_size"]) + int(told["reserve_pool_size"])
