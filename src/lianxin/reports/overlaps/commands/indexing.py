"""更新索引: the entries follow the records, idioms are learned, and what is newly alike is put down as a question."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count, Q

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.base.prose import SOURCES, Passage
from lianxin.pure.overlap import packed, prints
from lianxin.reports.overlaps import index
from lianxin.reports.overlaps.commands.finding import find_alike, look_again
from lianxin.reports.overlaps.commands.learning import learn
from lianxin.reports.overlaps.models import Fingerprint, Resemblance, TextEntry

BATCH = 500


@dataclass(frozen=True)
class Refreshed:
    """What a run did: texts indexed anew, entries that went with their records, idioms learned, questions put down."""

    changed: int
    gone: int
    learned: int = 0
    found: int = 0


def refresh(*, by: Actor, at: datetime, with_findings: bool = True) -> Refreshed:
    """更新比对索引: what was written, changed or taken away since; every hour, each batch in its own transaction."""
    known = dict(TextEntry.objects.values_list("ref", "sha"))
    gone, changed, waiting = set(known), [], []
    for kind, held in SOURCES.items():
        for one in held.rows():
            gone.discard(one.ref)
            if known.get(one.ref) != _sha(one):
                waiting.append((kind, one))
                changed.append(one.ref)
            if len(waiting) >= BATCH:
                _put(waiting)
                waiting = []
    _put(waiting)
    _drop(sorted(gone))
    if not changed and not gone:
        return Refreshed(0, 0)
    learned = learn(at=at)
    look_again(changed, at=at)
    found = find_alike(changed, at=at) if with_findings else 0
    _tell(by, at, len(changed), len(gone))
    return Refreshed(len(changed), len(gone), learned, found)


@transaction.atomic
def _tell(by: Actor, at: datetime, changed: int, gone: int) -> None:
    top = top_unit()
    if top is not None:
        book.record("overlap.indexed", of=top.ref, unit_path=top.path, by=by, at=at, changed=changed, gone=gone)


def _sha(one: Passage) -> str:
    """What an entry depends on: the words, and whose they are."""
    head = f"{one.unit_path}\0{one.author_id}\0{one.on.isoformat()}\0{one.text}"
    return hashlib.sha256(head.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def _put(waiting: list[tuple[str, Passage]]) -> None:
    """One batch: the entries, and their numbers as far as a value has room."""
    if not waiting:
        return
    _take_off([one.ref for _kind, one in waiting])
    entries = []
    for kind, one in waiting:
        values = sorted({value for value, _place in prints(one.text)})
        entries.append(
            TextEntry(
                ref=one.ref,
                kind=kind,
                unit_id=one.unit_id,
                unit_path=one.unit_path,
                author_id=one.author_id,
                on=one.on,
                size=len(packed(one.text)[0]),
                sha=_sha(one),
                prints=index.as_bytes(values),
            )  # fmt: skip
        )
    kept = TextEntry.objects.bulk_create(entries)
    _print(_rows(kept))


def _rows(kept: list[TextEntry]) -> list[tuple[int, int]]:
    """(value, entry): of a value that many texts have only some, of each unit a few in any case."""
    numbers = {entry.pk: sorted(index.from_bytes(entry.prints)) for entry in kept}
    wanted = Counter(value for values in numbers.values() for value in values)
    held = _held(wanted)
    by_unit = _held_by_unit([value for value, more in wanted.items() if held[value] + more > index.CAP])
    rows = []
    for entry in kept:
        for value in numbers[entry.pk]:
            own = (value, entry.unit_path)
            if held[value] < index.CAP or by_unit[own] < index.CAP_OF_UNIT:
                held[value] += 1
                by_unit[own] += 1
                rows.append((value, entry.pk))
    return rows


def _held_by_unit(values: list[int]) -> Counter[tuple[int, str]]:
    """For values of which there are many rows: how many are of each unit."""
    held: Counter[tuple[int, str]] = Counter()
    for some in index.chunks(sorted(values)):
        rows = list(Fingerprint.objects.filter(value__in=some).order_by().values_list("value", "entry_key"))
        paths: dict[int, str] = {}
        for keys in index.chunks(sorted({key for _value, key in rows})):
            paths.update(TextEntry.objects.filter(pk__in=keys).order_by().values_list("pk", "unit_path"))
        held.update((value, paths[key]) for value, key in rows if key in paths)
    return held


def _print(rows: list[tuple[int, int]]) -> None:
    """The numbers of a batch, tens of thousands of rows of two numbers: without a record of each, half the time."""
    sql = f"INSERT INTO {Fingerprint._meta.db_table} (value, entry_key) VALUES (%s, %s)"  # noqa: S608  (a table of ours)
    with connection.cursor() as cursor:
        cursor.executemany(sql, sorted(rows))


def _held(values: Iterable[int]) -> Counter[int]:
    """How many rows there are of each value."""
    held: Counter[int] = Counter()
    for some in index.chunks(sorted(values)):
        rows = Fingerprint.objects.filter(value__in=some).order_by().values_list("value").annotate(n=Count("pk"))
        held.update(dict(rows))
    return held


@transaction.atomic
def _drop(refs: list[str]) -> None:
    """撤下: entries of records that are no more, with all that was said of them."""
    for start in range(0, len(refs), BATCH):
        some = refs[start : start + BATCH]
        _take_off(some)
        Resemblance.objects.filter(Q(ref__in=some) | Q(other_ref__in=some)).delete()


def _take_off(refs: list[str]) -> None:
    old = list(TextEntry.objects.filter(ref__in=refs))
    if not old:
        return
    keys = [one.pk for one in old]
    values = sorted({value for one in old for value in index.from_bytes(one.prints)})
    for some in index.chunks(values):
        Fingerprint.objects.filter(value__in=some, entry_key__in=keys).delete()
    TextEntry.objects.filter(pk__in=keys).delete()
