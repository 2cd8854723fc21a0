"""测量: what a clerk of the county does, through the whole of Django, in one process; and the memory of a real server."""

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from lianxin.project.starting import start_django

start_django()

from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402
from django.utils.timezone import localdate  # noqa: E402

from bench import build, grids  # noqa: E402
from lianxin.base.indicators import INDICATORS, grid  # noqa: E402
from lianxin.base.orgs.models import Person, Unit  # noqa: E402
from lianxin.base.orgs.queries import actor_for, postings_of  # noqa: E402
from lianxin.project.demo.accounts import ACCOUNTS, PASSWORD  # noqa: E402
from lianxin.pure.periods import Period  # noqa: E402
from lianxin.work.concerns.models import Concern  # noqa: E402

ROUNDS = 40
LEAST, PATIENCE = 5, 6.0  # a slow line is measured at least so often, and otherwise for so many seconds


@dataclass(frozen=True)
class Row:
    """One line: wall time at the median and the 95th percentile, the processor's own time, statements, the aim."""

    name: str
    half: float
    most: float
    cpu: float
    queries: int | None
    aim: str


def run(concerns: int) -> int:
    """Make the county if need be, measure, print."""
    print(f"── {connection.vendor} ── {concerns} 件", flush=True)
    if not build.ready(concerns):
        build.build(concerns)
    print("  " + json.dumps(build.size()), flush=True)
    print(f"\n  {'':<42}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}{'× 空查':>8}{'语句':>6}  目标")
    base = 0.0
    for row in measured():
        base = base or row.half
        times = f"{row.half:>9.1f}{row.most:>9.1f}{row.cpu:>9.1f}{row.half / base:>8.0f}"
        print(f"  {_wide(row.name, 42)}{times}{row.queries or '':>6}  {row.aim}", flush=True)
    print()
    for line in _grids():
        print("  " + line, flush=True)
    for line in memory():
        print("  " + line)
    return 0


def measured() -> Iterator[Row]:
    """Every line of the table; the first is the bare statement that the others are compared with."""
    yield _times("空查 SELECT 1", lambda: _plain("SELECT 1"), "")
    yield _times("一件的原始行 · one row by key", _one_row, "")
    clerk, township = signed_in("xian"), signed_in("zhen")
    yield _registering(clerk)
    for who, client in (("全县", clerk), ("乡镇", township), ("村", signed_in("cun"))):
        yield _getting(f"列表 {who} · list", client, "concerns:list", "≤ 15")
        yield _getting(f"列表 {who} 筛选 · filtered", client, "concerns:list", "≤ 15", tab="all", kind="help",
                       since="2026-01-05", until="2026-01-31")  # fmt: skip
        yield _getting(f"列表 {who} 全部 · all", client, "concerns:list", "", tab="all")
        yield _getting(f"列表 {who} 已办结 · closed", client, "concerns:list", "", tab="closed")
        yield _getting(f"检索 {who} 二字 路灯", client, "concerns:list", "≤ 20", words="路灯")
        yield _getting(f"检索 {who} 四字 发黑发臭", client, "concerns:list", "≤ 20", words="发黑发臭")
    codes = iter(
        Concern.objects.filter(unit_path__startswith="0001").order_by("code").values_list("code", flat=True)[:500]
    )
    yield _times("一件的页面 · record page", lambda: _get(clerk, reverse("concerns:detail", args=[next(codes)])), "≤ 15",
                 of=lambda: _get(clerk, reverse("concerns:detail", args=[next(codes)])))  # fmt: skip
    yield _getting("今日 · today", clerk, "today", "")
    yield from _figures(clerk)


def _figures(clerk: Client) -> Iterator[Row]:
    for name, address in (
        ("数字页 全县 · figures page", {}),
        ("数字页 全年 · of a year", {"period": str(localdate().year)}),
    ):
        yield _getting(name, clerk, "figures:index", "≤ 100", rounds=10, **address)
    by = actor_for(postings_of(Person.objects.get(username="xian"), localdate())[0])
    units = list(Unit.objects.filter(kind__in=("township", "village", "community")))
    months = [Period.month(*_month_back(back)) for back in range(14)]
    chosen = list(INDICATORS.values())[:25]

    def whole() -> int:
        cells = grid(chosen, units, months, by=by)
        return sum(cells[key].value is not None for key in cells)

    yield _times(f"大表 {len(units)} 单位 × {len(chosen)} 指标 × 14 月", whole, "≤ 2000", rounds=3)
    one = INDICATORS["concern.closed"] if "concern.closed" in INDICATORS else chosen[0]
    yield _times("打开一格 · one cell opened, 50 rows",
                 lambda: list(one.opened(months[2], units[3], by=by)[:50]), "", rounds=20)  # fmt: skip


def _grids() -> Iterator[str]:
    by = actor_for(postings_of(Person.objects.get(username="xian"), localdate())[0])
    units = list(Unit.objects.filter(kind__in=("township", "village", "community")))
    return grids.compared(by, units, [Period.month(*_month_back(back)) for back in range(build.MONTHS)])


def _month_back(back: int) -> tuple[int, int]:
    today = localdate()
    number = today.year * 12 + today.month - 1 - back
    return number // 12, number % 12 + 1


def _registering(client: Client) -> Row:
    unit = Unit.objects.filter(kind="village").order_by("path").first()
    assert unit is not None

    def register() -> None:
        form = {
            "text": f"测速登记:{unit.name}村口的路灯坏了半个月,老人晚上出门看不见路。", "kind": "help", "unit": unit.name,
            "name": "王长青", "phone": "13900000001", "channel": "counter", "entry_key": uuid4().hex, "people_count": "1",
        }  # fmt: skip
        answer = client.post(reverse("concerns:register"), form)
        assert answer.status_code == 302, answer.content.decode()[:3000]

    return _times("窗口登记(落盘)· registration, durable", register, "≤ 10")


def signed_in(username: str) -> Client:
    """A client in the session of that demo account."""
    client = Client(raise_request_exception=True)
    client.force_login(Person.objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def _getting(name: str, client: Client, view: str, aim: str, *, rounds: int = ROUNDS, **query: str) -> Row:
    try:
        address = reverse(view)
    except NoReverseMatch:
        return Row(name + "(页面还没有)", 0.0, 0.0, 0.0, None, aim)
    return _times(name, lambda: _get(client, address, query), aim, rounds=rounds)


def _get(client: Client, address: str, query: dict[str, str] | None = None) -> None:
    answer = client.get(address, query or {})
    assert answer.status_code == 200, (address, query, answer.status_code)


def _plain(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.fetchall()


def _one_row() -> None:
    _plain("SELECT * FROM concerns_concern WHERE id = 4711")


def _times(
    name: str, do: Callable[[], Any], aim: str, *, rounds: int = ROUNDS, of: Callable[[], Any] | None = None
) -> Row:
    for _warm in range(2):
        do()
    with CaptureQueriesContext(connection) as captured:
        (of or do)()
    queries = len([q for q in captured.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    reset_queries()
    took, used = [], []
    until = time.monotonic() + PATIENCE
    for number in range(rounds):
        if number >= LEAST and time.monotonic() > until:
            break
        began, busy = time.perf_counter(), time.process_time()
        do()
        took.append((time.perf_counter() - began) * 1000)
        used.append((time.process_time() - busy) * 1000)
    return Row(name, statistics.median(took), _p95(took), statistics.median(used), queries, aim)


def _p95(took: Sequence[float]) -> float:
    return sorted(took)[min(len(took) - 1, int(len(took) * 0.95))]


def _wide(text: str, width: int) -> str:
    """Padded as a terminal shows it: a Chinese character is two wide."""
    return text + " " * max(1, width - sum(2 if ord(letter) > 0x2E80 else 1 for letter in text))


# ── memory of a real server ─────────────────────────────────────────────────────────────────────────


def memory() -> Iterator[str]:
    """What a granian of this installation holds, at rest and after 300 pages."""
    port = 8977
    with _server(port) as pids:
        yield f"内存 静止 · memory at rest: {_held(pids):.0f} MB"
        opener, asked = _session(port), 0
        for number in range(300):
            path = ("/concerns/", "/concerns/?words=%E8%B7%AF%E7%81%AF", "/today/", "/concerns/?tab=all")[number % 4]
            with opener.open(f"http://127.0.0.1:{port}{path}") as answer:
                asked += len(answer.read()) > 1000
        yield f"内存 {asked} 页之后 · after {asked} pages: {_held(pids):.0f} MB(目标 ≤ 300)"


@contextmanager
def _server(port: int) -> Iterator[list[int]]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4",
               "--host", "127.0.0.1", "--port", str(port), "--log-level", "error", "lianxin.project.wsgi:application"]  # fmt: skip
    server = subprocess.Popen(command, env=os.environ.copy())
    try:
        for _try in range(150):
            time.sleep(0.2)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/").read()
                break
            except OSError:
                continue
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield [server.pid, *map(int, children)]
    finally:
        server.terminate()
        server.wait(20)


def _session(port: int) -> urllib.request.OpenerDirector:
    """Signed in as the county's clerk, through the login page."""
    import http.cookiejar
    import re
    import urllib.parse

    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    address = f"http://127.0.0.1:{port}/accounts/login/"
    page = opener.open(address).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    form = {"csrfmiddlewaretoken": token[1], "login": ACCOUNTS[0].username, "password": PASSWORD}
    opener.open(address, urllib.parse.urlencode(form).encode()).read()
    return opener


def _held(pids: list[int]) -> float:
    """The processes' own share of memory (PSS) in MB."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024
