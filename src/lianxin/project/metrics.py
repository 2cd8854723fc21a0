"""指标: numbers for a machine that watches this one, in the text form of Prometheus. Nothing of a record, nobody's name.

Small enough to be written here: the library for it would bring a registry, threads and a server of its own.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from lianxin.base.jobs import living
from lianxin.base.jobs import queries as jobs
from lianxin.base.journal import book, tree
from lianxin.project import health
from lianxin.project.backups.folder import last_backup
from lianxin.web.ui import metering

Sample = tuple[str, float]
FAMILY = "# HELP lianxin_{name} {about}\n# TYPE lianxin_{name} {kind}\n"


def text(*, at: datetime) -> str:
    """All of it; where the database gives no answer the rest is still there, and `lianxin_up` is 0."""
    lines, is_up = list(_of_the_machine(at)), 1
    try:
        lines += list(_of_the_records(at))
    except DatabaseError:
        is_up = 0
    return "".join([*lines, _family("up", "1 where the database answered", "gauge", [("", is_up)])])


def _family(name: str, about: str, kind: str, samples: list[Sample]) -> str:
    rows = "".join(f"lianxin_{name}{labels} {value:g}\n" if value < 1e6 else f"lianxin_{name}{labels} {value:.0f}\n"
                   for labels, value in samples)  # fmt: skip
    return FAMILY.format(name=name, about=about, kind=kind) + rows


def _of_the_machine(at: datetime) -> Iterator[str]:
    found = metering.totals()
    counted = [
        (f'{{room="{room}",status="{status}"}}', n) for room, (by, _t) in found.items() for status, n in by.items()
    ]
    yield _family("requests_total", "answers by class of route and status; the voting pages are not counted", "counter",
                  [(labels, float(n)) for labels, n in counted])  # fmt: skip
    took = [(f'{{room="{room}"}}', seconds) for room, (_by, seconds) in found.items()]
    yield _family("request_seconds_total", "time spent on answers", "counter", took)
    free = shutil.disk_usage(health.nearest(Path(settings.DATA))).free
    yield _family("disk_free_bytes", "room on the disk of the data", "gauge", [("", free)])
    yield _family("workers", "workers of background jobs that live", "gauge", [("", living.alive())])
    last = last_backup(at=at)
    if last.at:
        yield _family(
            "backup_age_seconds", "since the last good backup", "gauge", [("", (at - last.at).total_seconds())]
        )


def _of_the_records(at: datetime) -> Iterator[str]:
    states = [(f'{{state="{status.lower()}"}}', float(n)) for status, n in jobs.counts().items()]
    yield _family("jobs", "background jobs that are not done", "gauge", states)
    oldest = jobs.oldest_waiting(at=at)
    yield _family("job_oldest_seconds", "how long the oldest waiting job waits", "gauge",
                  [("", oldest.total_seconds() if oldest else 0)])  # fmt: skip
    last = book.last_at()
    behind = max((last - at).total_seconds(), 0.0) if last else 0.0
    yield _family("clock_behind_seconds", "how far the clock is behind the last entry", "gauge", [("", behind)])
    yield _family("journal_entries", "entries of the journal", "counter", [("", tree.size())])
