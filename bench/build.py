"""造一个大县: the demo county's stories, many times as many; kept between runs, because making it takes minutes."""

import itertools
import time
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from bench import walks
from bench.multiply import multiply
from lianxin.base.orgs.models import Unit
from lianxin.project import prepare
from lianxin.project.demo import county as counties
from lianxin.project.demo.days import moment
from lianxin.project.demo.lives import Lives
from lianxin.work.concerns import bulk
from lianxin.work.concerns.models import Concern
from lianxin.work.visits.models import Visit

SEED = 500_000
TIMES = 10  # a tenth is told by the story teller, the rest are copies of it
MONTHS, WORKDAYS = 24, 600.0  # so many months, days off counted by their share


def ready(concerns: int) -> bool:
    """Whether the county of that size is there already."""
    prepare.migrate()
    prepare.static()
    have = Concern.objects.count() if Unit.objects.exists() else 0
    return 0.8 * concerns < have < 1.25 * concerns and walks.ready(2 * concerns)


def first_day(today: date) -> date:
    """The first of the month with which the bench's months begin."""
    number = today.year * 12 + today.month - MONTHS
    return date(number // 12, number % 12 + 1, 1)


def build(concerns: int) -> int:
    """Make it; returns how many concerns it has."""
    began = time.monotonic()
    until = timezone.now().replace(microsecond=0)  # noqa: TID251
    first = first_day(timezone.localdate(until))
    _hurry(True)
    county = counties.build(random=Random(SEED), at=moment(first - timedelta(days=3), 9 * 60))
    lives = Lives(county, seed=SEED + 1, until=until)
    steps = itertools.count(1)

    def told(done: int) -> None:
        if next(steps) % 20 == 0:
            print(f"  {done:>7} 件 · {time.monotonic() - began:4.0f} 秒", flush=True)

    bulk.load(lives.stories(first, per_workday=concerns / WORKDAYS / TIMES), told=told)
    with transaction.atomic():
        multiply(TIMES)
        walks.fill(2 * concerns, first, until)
    _hurry(False)
    prepare.tidy()
    done = Concern.objects.count()
    print(f"  共 {done} 件,用时 {time.monotonic() - began:.0f} 秒", flush=True)
    return done


def _hurry(hurried: bool) -> None:
    """Without a log and without waiting for the disk while building; afterwards as in real use."""
    if connection.vendor == "sqlite":
        modes = ("DELETE", "OFF") if hurried else ("WAL",)
        with connection.cursor() as cursor:
            for mode in modes:
                cursor.execute(f"PRAGMA journal_mode={mode}")
            cursor.execute(f"PRAGMA synchronous={'OFF' if hurried else 'FULL'}")


def size() -> dict[str, Any]:
    """How large the tables are."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT n FROM journal_head")
        entries = cursor.fetchone()[0]
    return {"concerns": Concern.objects.count(), "entries": entries, "bytes": stored, "units": Unit.objects.count(),
            "visits": Visit.objects.count()}  # fmt: skip
