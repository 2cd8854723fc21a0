"""成批登记: whole life stories of concerns at once, by the same rules as the commands, many times faster.

For the demo county, for load tests and for migrations from other systems. A story is a list of deeds; each deed
names a command and what it is given. `load` plays them in memory (permission, table of moves, clocks, subjects),
writes the rows in their last state and the journal in the order of time. A test plays the same stories through
the commands and compares every field and every entry.

What it leaves out: secrets are hashed only where a story brings one (a hash is meant to be slow), and what the
commands refuse raises here too, for the whole load.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from lianxin.base.journal import book
from lianxin.base.journal.book import Line
from lianxin.base.orgs.permissions import Actor
from lianxin.base.search import index
from lianxin.work.concerns import secrets
from lianxin.work.concerns.bulk_deeds import DEEDS, Played, notice_told
from lianxin.work.concerns.commands.intake import searched_text
from lianxin.work.concerns.duty_book import DutyBook
from lianxin.work.concerns.models import (
    Concern,
    ConcernSubject,
    OutsideHanding,
    Rating,
    Reply,
    Requester,
    Sorting,
    Task,
)

BATCH = 1000


@dataclass(frozen=True)
class Deed:
    """一个事项: a command's name, the moment, who did it, and what else the command was given."""

    verb: str
    at: datetime
    by: Actor
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """一件诉求的经过: its deeds in order, the first `register` or `submit`; code and secret if they are to be known."""

    deeds: tuple[Deed, ...]
    code: str = ""
    secret: str = ""


class OutOfOrder(ValueError):
    """次序颠倒: stories come in the order of their first deeds, deeds in the order of time."""


def play(story: Story, duties: DutyBook | None = None) -> Played:
    """Play one story in memory; raises what the commands would raise. `duties`: the duty lists, read once for many."""
    played = Played(Concern(code=story.code or secrets.new_code()), duties=duties or DutyBook(whole=True))
    if story.secret:
        played.concern.secret_hash = secrets.hash_of(story.secret)
    last = None
    for deed in story.deeds:
        if last is not None and deed.at < last:
            raise OutOfOrder(f"{deed.verb}: {deed.at} < {last}")
        last = deed.at
        DEEDS[deed.verb](played, by=deed.by, at=deed.at, **deed.given)
    return played


@transaction.atomic
def load(stories: Iterable[Story], *, told: Callable[[int], None] = lambda done: None) -> int:
    """成批登记: all or nothing; `stories` in the order of their first deeds. Returns how many; `told` hears of progress.

    The journal is in the order of time over all stories: a line is written as soon as no later story can
    come before it.
    """
    notice_told.cache_clear()
    waiting: list[tuple[datetime, int, Line]] = []
    batch: list[Played] = []
    lines = done = 0
    first: datetime | None = None
    duties = DutyBook(whole=True)
    for story in stories:
        if first is not None and story.deeds[0].at < first:
            raise OutOfOrder(f"{story.deeds[0].at} < {first}")
        first = story.deeds[0].at
        played = play(story, duties)
        batch.append(played)
        for line in played.lines:
            lines += 1
            heapq.heappush(waiting, (line.at, lines, line))
        if len(batch) == BATCH:
            _store(batch)
            done += len(batch)
            _record_until(waiting, first)
            batch = []
            told(done)
    _store(batch)
    done += len(batch)
    _record_until(waiting, None)
    told(done)
    return done


def _record_until(waiting: list[tuple[datetime, int, Line]], moment: datetime | None) -> None:
    ready = []
    while waiting and (moment is None or waiting[0][0] <= moment):
        ready.append(heapq.heappop(waiting)[2])
    book.record_many(ready)


def _store(batch: list[Played]) -> None:
    """The rows of some stories. Keys are given by the database; children follow their concern."""
    if not batch:
        return
    Concern.objects.bulk_create([played.concern for played in batch])
    Requester.objects.bulk_create([Requester(concern=p.concern, **p.asker) for p in batch])
    ConcernSubject.objects.bulk_create([ConcernSubject(concern=p.concern, **row) for p in batch for row in p.subjects])
    Reply.objects.bulk_create([Reply(concern=p.concern, **row) for p in batch for row in p.replies])
    Rating.objects.bulk_create([Rating(concern=p.concern, **row) for p in batch for row in p.ratings])
    Task.objects.bulk_create([Task(concern=p.concern, **row) for p in batch for row in p.tasks])
    OutsideHanding.objects.bulk_create([OutsideHanding(concern=p.concern, **row) for p in batch for row in p.outside])
    Sorting.objects.bulk_create([Sorting(concern=p.concern, **row) for p in batch for row in p.sortings])
    index.put_many(
        "concern",
        [(p.concern.pk, searched_text(p.concern, p.asker["name"], p.asker["phone"])) for p in batch],
    )
