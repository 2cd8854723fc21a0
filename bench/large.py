"""许多县在一台服务器上: does a county stay as quick when others are added? List, cell, county grid, and the figures of the nation.

    make bench-large                                  10,000,000 concerns of 100 counties, on a PostgreSQL of its own
    LIANXIN_LARGE=50000 LIANXIN_LARGE_COUNTIES=5      smaller
    LIANXIN_LARGE_IN=one                              all counties in one database, which the product does not do (ADR 0071)
    LIANXIN_ROLLUP_ON=duckdb,sqlite,spark             the engines of the national figures besides PostgreSQL

Every county has a database of its own on one server, as `lianxin county add` makes it, and as many concerns as the
others; the same county is measured with one county there, with ten, fifty and all. What came out is written to
docs/bench-large.md with ratios, which mean more than the seconds of one machine.
"""

import hashlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.apart import ROOT, environment

CONCERNS, COUNTIES = (
    int(os.environ.get("LIANXIN_LARGE", "10000000")),
    int(os.environ.get("LIANXIN_LARGE_COUNTIES", "100")),
)
ENGINES = os.environ.get("LIANXIN_ROLLUP_ON", "sqlite,duckdb").split(",")
REPORT = Path(os.environ.get("LIANXIN_LARGE_REPORT", ROOT / "docs/bench-large.md"))
IN_ONE = os.environ.get("LIANXIN_LARGE_IN") == "one"
STAGES, MONTHS, ROUNDS, FLAT = (1, 10, 50, 100), 12, 9, 1.5
Measured = dict[str, tuple[float, int]]  # what → milliseconds, and blocks that the database touched for it


def main() -> int:
    """In a process of its own on a server of its own; both are thrown away."""
    if "--here" in sys.argv:
        return run()
    place = Path(tempfile.mkdtemp(prefix="lianxin-bench-large-", dir=os.environ.get("LIANXIN_BENCH")))
    command = [str(ROOT / ".ci/with-postgres"), sys.executable, "-m", "bench.large", "--here"]
    try:
        return subprocess.run(command, cwd=ROOT, env=environment(place), check=False).returncode
    finally:
        shutil.rmtree(place, ignore_errors=True)


def run() -> int:
    """Make the counties, stage by stage, and measure at each."""
    from lianxin.project.starting import start_django

    start_django()
    logging.disable(logging.INFO)
    from django.utils import timezone

    from bench import large_rows
    from lianxin.project import prepare

    prepare.migrate()
    prepare.static()
    at, each = timezone.now(), CONCERNS // COUNTIES  # noqa: TID251
    today, began = timezone.localdate(at), time.monotonic()
    homes: large_rows.Homes = large_rows.OneHome(at) if IN_ONE else large_rows.HouseEach(at)
    stages: dict[int, Measured] = {}
    for stage in sorted({min(stage, COUNTIES) for stage in (*STAGES, COUNTIES)}):
        homes.add(range(len(homes.counties) + 1, stage + 1), each, today)
        print(f"  {stage} 县，{stage * each} 件，{time.monotonic() - began:.0f} 秒", flush=True)
        stages[stage] = measured(homes.enter(1), today)
        print(
            "  " + "；".join(f"{name} {took:.1f} / {blocks}" for name, (took, blocks) in stages[stage].items()),
            flush=True,
        )
        _write(each, stages, [])
    lines = national(homes, today)
    print("\n".join(lines), flush=True)
    _write(each, stages, lines)
    return 0


def measured(county: Any, today: date) -> Measured:
    """What the clerk of one county does: the milliseconds of the quickest round, and how many blocks are touched."""
    from django.urls import reverse

    from bench.measure import signed_in
    from lianxin.base.indicators import INDICATORS, grid
    from lianxin.base.orgs.models import Person, Unit
    from lianxin.base.orgs.queries import actor_for, postings_of
    from lianxin.pure.periods import Period
    from lianxin.reports.rollups.counting import counted

    clerk = Person.objects.get(username="clerk1")
    by, browser, address = actor_for(postings_of(clerk, today)[0]), signed_in("clerk1"), reverse("concerns:list")
    units = list(Unit.objects.under(county).filter(kind__in=("county", "township", "village")))
    months = Period.latest(today, count=MONTHS)
    some = [one for one in INDICATORS.values() if one.code.startswith("concern.")][:25]
    one = INDICATORS["concern.closed"]

    def page(**asked: str) -> None:
        answer = browser.get(address, asked)
        assert answer.status_code == 200, answer.status_code

    def table() -> None:
        cells = grid(some, units, months, by=by, today=today)
        assert sum(cells[key].value or 0 for key in cells) > 0

    return {
        "列表 list": _took(page),
        "列表全部 list, all": _took(lambda: page(tab="all")),
        "一格 cell": _took(lambda: one.value(months[1], county, by=by, today=today)),
        "打开一格 cell opened": _took(lambda: list(one.opened(months[1], county, by=by, today=today)[:50])),
        f"全县大表 grid of {len(units)} × {len(some)} × {MONTHS}": _took(table, rounds=3),
        "一县汇总 roll-up of a county": _took(lambda: counted(county, months, by=by, today=today), rounds=3),
    }


def _took(do: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, int]:
    do()
    before = _blocks()
    do()
    touched, found = _blocks() - before, []
    for _each in range(rounds):
        began = time.perf_counter()
        do()
        found.append((time.perf_counter() - began) * 1000)
    return min(found), touched


def _blocks() -> int:
    """How many blocks were asked for so far: the same on a busy machine as on an idle one."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def national(homes: Any, today: date) -> list[str]:
    """The three figures of the nation over a year: asked of the records themselves, and from the roll-ups on every engine."""
    from django.conf import settings

    from lianxin.base.indicators import get
    from lianxin.project.boot import everyone
    from lianxin.project.nation_cli import THREE
    from lianxin.pure.periods import Period
    from lianxin.pure.rollups import parquet
    from lianxin.reports.rollups.counting import counted

    year, by, chosen = Period("year", today.year - 1), everyone(), [get(code) for code in THREE]
    folder, number = Path(settings.DATA) / "rollups", len(homes.counties)
    began = time.perf_counter()
    for county in homes.each():
        parquet.write(folder / county.code, counted(county, year.months(), by=by, today=today, only=chosen))
    lines = [f"| 写 {number} 县的汇总（三个数，12 个月）writing the roll-ups | {time.perf_counter() - began:.1f} | |"]
    began = time.perf_counter()
    here = summed([[one.figure(year, county, by=by, today=today) for one in chosen] for county in homes.each()])
    lines.append(f"| 直接查每个库 asked of every database | {time.perf_counter() - began:.1f} | {'，'.join(here)} |")
    answers = {}
    for on in [*ENGINES, "postgresql"]:
        out = folder / f"{on}.csv"
        command = [sys.executable, "-m", "lianxin.project.cli", "nation", "--from", str(folder), "--period", year.code,
                   "--on", on, "-o", str(out)]  # fmt: skip
        if on == "postgresql":
            command += ["--database", os.environ["DATABASE_URL"]]
        began = time.perf_counter()
        subprocess.run(command, check=True, cwd=ROOT)
        answers[on] = out.read_bytes()
        mark = hashlib.sha256(answers[on]).hexdigest()[:12]
        lines.append(f"| 从汇总算，{on} | {time.perf_counter() - began:.1f} | SHA-256 {mark}… |")
    assert len(set(answers.values())) == 1, "the engines differ"
    told = [line.split(",")[7] for line in answers["postgresql"].decode("utf-8-sig").splitlines()[1:4]]
    assert told == here, (told, here)
    return lines


def summed(counties: Sequence[Sequence[Any]]) -> list[str]:
    """The figures of all counties together, as they are printed: counts added, rates of what was added."""
    from lianxin.base.indicators.kinds import Rate, percent

    found = []
    for figures in zip(*counties, strict=True):
        if isinstance(figures[0].indicator, Rate):
            found.append(f"{percent(sum(one.part or 0 for one in figures), sum(one.whole or 0 for one in figures))}%")
        else:
            found.append(str(sum(int(one.value or 0) for one in figures)))
    return found


def _write(each: int, stages: dict[int, Measured], lines: Sequence[str]) -> None:
    """The report; before the end as well, so that a run that is stopped leaves what it found."""
    first, last = min(stages), max(stages)
    whole = [
        f"# {'许多县在一个库里 Many counties in one database' if IN_ONE else '许多县在一台服务器上 Many counties on one server'}", "",
        f"Written by `make bench-large`: PostgreSQL, {'all in one database' if IN_ONE else 'a database for each county'}, "
        f"{each:,} concerns in each county, up to {last} counties = {last * each:,} "
        "concerns. Of one and the same county: milliseconds of the quickest round, and behind the stroke the blocks of 8 kB "
        f"that the database touches. The last column is the ratio of the blocks (flat: at most {FLAT}), for the machine may "
        "be shared and blocks are not.", "",
        "| 内容 What | " + " | ".join(f"{stage} 县" for stage in stages) + f" | {last} : {first} |",
        "| --- |" + " ---: |" * (len(stages) + 1),
    ]  # fmt: skip
    for name, begun in stages[first].items():
        ratio = stages[last][name][1] / max(begun[1], 1)
        told = " | ".join(f"{took:.1f} / {blocks}" for took, blocks in (found[name] for found in stages.values()))
        whole.append(f"| {name} | {told} | {ratio:.1f}{'' if ratio <= FLAT else ' **不平**'} |")
    if lines:
        whole += [
            "",
            "| 三个全国的数，一年 Three figures of the nation, a year | 秒 s | |",
            "| --- | ---: | --- |",
            *lines,
        ]
        whole += ["", "Every engine gave the same bytes, and the figures are those that the records themselves give."]
    REPORT.write_text("\n".join(whole) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
