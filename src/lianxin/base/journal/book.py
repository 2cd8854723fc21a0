"""留痕: the one door to the journal: record, read, verify, erase.

`record` runs inside the transaction of the deed that it tells of, so that there is no deed without its
entry and no entry without its deed.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Protocol

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, override

from lianxin.base.counting import once
from lianxin.base.journal import originals
from lianxin.base.journal.events import KINDS, listeners
from lianxin.base.journal.models import Entry, Head, PrivateDetail

CLOCK_SLACK = timedelta(seconds=120)  # security.md T4: a server whose clock fell behind must not write
# Details that hold a word of a closed list; they are kept in Chinese and read in the language of the page.
LABELS = (
    "channel",
    "kind",
    "handling",
    "outcome",
    "rating",
    "role",
    "ledger",
    "about",
    "route",
    "wanted",
    "matter",
    "decision",
    "in_time",
)
GENESIS = "0" * 64


class Doer(Protocol):
    """Whoever acts: orgs.Actor, a resident, the system itself."""

    @property
    def ref(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def post(self) -> str: ...


class ClockBehind(Exception):
    """时钟落后: the server's clock is behind the last entry; nothing is written until it is set right."""


class JournalBroken(Exception):
    """流水不符: an entry does not follow from the one before it."""


@dataclass(frozen=True)
class Line:
    """一条待记流水: what `record_many` takes; `private` holds the personal details, kept apart."""

    event: str
    of: str
    unit_path: str
    by: Doer
    at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, str] = field(default_factory=dict)


def record(
    event: str,
    *,
    of: str,
    unit_path: str,
    by: Doer,
    at: datetime,
    private: Mapping[str, str] | None = None,
    **detail: Any,
) -> Entry:
    """留痕: write one entry; raises ValueError for an undeclared event or an undeclared personal field."""
    return record_many([Line(event, of, unit_path, by, at, detail, private or {})])[0]


def record_many(lines: Sequence[Line]) -> list[Entry]:
    """成批留痕: the same for many deeds of one transaction, in the order given."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written inside the deed's transaction")
    if not lines:
        return []
    once.hold()
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    entries: list[Entry] = []
    apart: list[PrivateDetail] = []
    for line in lines:
        entry, private = _entry_after(head, line)
        head.n, head.chain, head.at = entry.n, entry.chain, entry.at
        entries.append(entry)
        apart.extend(private)
    Entry.objects.bulk_create(entries, batch_size=2000)
    PrivateDetail.objects.bulk_create(apart, batch_size=2000)
    head.save()
    for entry in entries:
        for do in listeners(entry.event):
            transaction.on_commit(partial(do, entry))
    return entries


def first_at() -> datetime | None:
    """第一条流水的时间; None before there is any."""
    return Entry.objects.filter(n=1).values_list("at", flat=True).first()


def last_at() -> datetime | None:
    """最后一条流水的时间: the server's clock may not fall behind it (CLOCK_SLACK)."""
    return Head.objects.values_list("at", flat=True).first()


def _entry_after(head: Head, line: Line) -> tuple[Entry, list[PrivateDetail]]:
    kind = KINDS.get(line.event)
    if kind is None:
        raise ValueError(f"event {line.event} is not declared")
    if undeclared := set(line.private) - set(kind.private):
        raise ValueError(f"event {line.event}: personal fields {sorted(undeclared)} are not declared")
    if head.at is not None and line.at < head.at - CLOCK_SLACK:
        raise ClockBehind("服务器时钟比最后一条流水落后，暂不能写入。请先校准时钟。")
    n = head.n + 1
    apart = [
        PrivateDetail(entry_n=n, field=key, salt=secrets.token_hex(16), text=text) for key, text in line.private.items()
    ]
    entry = Entry(
        n=n, at=line.at, event=line.event, of=line.of, unit_path=line.unit_path, by=line.by.ref,
        by_name=line.by.name, by_post=line.by.post, detail=_kept(line.detail),
        digests={row.field: _digest(row.salt, row.text) for row in apart}, salt=secrets.token_hex(16),
    )  # fmt: skip
    entry.leaf = leaf_of(entry)
    entry.chain = chain_of(head.chain, entry.leaf)
    return entry, apart


def _kept(detail: Mapping[str, Any]) -> dict[str, Any]:
    """The details as they are recorded: labels in Chinese, whatever language the pages of the doer are in."""
    with override(settings.LANGUAGE_CODE):
        return {key: str(value) if isinstance(value, Promise) else value for key, value in detail.items()}


def _digest(salt: str, text: str) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def body_of(entry: Entry) -> bytes:
    """The entry as canonical JSON: what its leaf stands for, and a line of the package that is taken outside."""
    body = {
        "n": entry.n, "at": entry.at.astimezone(UTC).isoformat(), "event": entry.event, "of": entry.of,
        "unit": entry.unit_path, "by": entry.by, "name": entry.by_name, "post": entry.by_post,
        "detail": entry.detail, "digests": entry.digests, "salt": entry.salt,
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def leaf_of(entry: Entry) -> str:
    """SHA-256(0x00 ‖ canonical JSON of the entry), hexadecimal: the leaf of RFC 6962."""
    return hashlib.sha256(b"\x00" + body_of(entry)).hexdigest()


def chain_of(previous: str, leaf: str) -> str:
    """SHA-256(previous chain ‖ leaf), hexadecimal."""
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(leaf)).hexdigest()


def story(of: str) -> "QuerySet[Entry]":
    """The entries of one record, oldest first."""
    return Entry.objects.filter(of=of).order_by("n")


def stories(refs: Iterable[str]) -> "QuerySet[Entry]":
    """The entries of several records, oldest first."""
    return Entry.objects.filter(of__in=list(refs)).order_by("n")


def of_events(beginnings: Iterable[str], before: int) -> "QuerySet[Entry]":
    """The entries of these kinds ("person.", "power."), newest first, from below the number `before` on."""
    kinds = [code for code in KINDS if code.startswith(tuple(beginnings))]
    return Entry.objects.filter(event__in=kinds, n__lt=before).order_by("-n")


def newer(after: int, events: Iterable[str], since: datetime) -> "QuerySet[Entry]":
    """The entries of these events behind the number `after`, not older than `since`, oldest first."""
    return Entry.objects.filter(n__gt=after, event__in=list(events), at__gte=since).order_by("n")


def last_number(before: datetime | None = None) -> int:
    """The number of the last entry, or of the last one before a moment; 0 where there is none."""
    if before is not None:
        return _first_number(before) - 1
    return Head.objects.values_list("n", flat=True).first() or 0


def done_by(ref: str, first: datetime, last: datetime) -> "QuerySet[Entry]":
    """The entries that somebody wrote in that time."""
    return Entry.objects.filter(by=ref, at__gte=first, at__lte=last).order_by("n")


def is_told_since(
    since: datetime, *, paths: Iterable[str] = (), by: Iterable[str] = (), but: Iterable[str] = ()
) -> bool:
    """Whether anything was written from that moment on at one of these units, or by one of these persons, `but` for some kinds."""
    here = Q(unit_path__in=list(paths)) | Q(by__in=list(by))
    return Entry.objects.filter(here, n__gte=_first_number(since)).exclude(event__in=list(but)).exists()


def private_of(entries: Iterable[Entry]) -> dict[int, dict[str, str]]:
    """The personal details of these entries, by entry number; what was erased is simply absent."""
    found: dict[int, dict[str, str]] = {}
    for row in PrivateDetail.objects.filter(entry_n__in=[entry.n for entry in entries]):
        found.setdefault(row.entry_n, {})[row.field] = row.text
    return found


def sentence(entry: Entry, private: Mapping[str, str] | None = None) -> str:
    """The entry as a sentence for people; a slot whose text was erased says so."""
    kind = KINDS[entry.event]
    gone = dict.fromkeys(kind.private, "（已按规定删除）")
    labels = {key: gettext(entry.detail[key]) for key in LABELS if entry.detail.get(key)}
    return str(kind.sentence) % {**gone, **entry.detail, **labels, **(private or {})}


def sealed_openings(under: str, since: datetime, until: datetime) -> list[tuple[str, str, str, str]]:
    """查阅、导出 of what is kept closed: record, unit's path, event and purpose of each entry in the time, as written.

    Of whoever looked nothing is told. However long the journal is, its middle is found by its numbers, not read through.
    """
    codes = [code for code, kind in KINDS.items() if kind.sealed]
    found = Entry.objects.filter(
        n__gte=_first_number(since - CLOCK_SLACK), at__gte=since, at__lt=until, event__in=codes
    )
    found = found.filter(unit_path__gte=under, unit_path__lt=f"{under}g")
    return [
        (of, path, event, str(detail.get("purpose") or detail.get("outcome") or ""))
        for of, path, event, detail in found.order_by("n").values_list("of", "unit_path", "event", "detail")
    ]


def _first_number(at: datetime) -> int:
    """The number of about the first entry at or after a moment: entries are numbered in time, so halves are enough."""
    head = Head.objects.filter(pk=1).first()
    low, high = 1, (head.n if head else 0) + 1
    while low < high:
        middle = (low + high) // 2
        then = Entry.objects.filter(n=middle).values_list("at", flat=True).first()
        if then is None or then < at:
            low = middle + 1
        else:
            high = middle
    return low


def erase_private(of: str) -> int:
    """删除个人信息: delete the plain texts and salts of a record's entries; returns how many. The chain still verifies."""
    numbers = list(Entry.objects.filter(of=of).values_list("n", flat=True))
    return PrivateDetail.objects.filter(entry_n__in=numbers).delete()[0]


def take_private(refs: Iterable[str]) -> dict[str, list[tuple[int, str, str, str]]]:
    """取走个人信息: entry, field, salt and text by record, and no longer here: whoever took them keeps or destroys them."""
    of = dict(Entry.objects.filter(of__in=list(refs)).values_list("n", "of"))
    found: dict[str, list[tuple[int, str, str, str]]] = {}
    rows = PrivateDetail.objects.filter(entry_n__in=list(of))
    for row in rows.order_by("entry_n", "field"):
        found.setdefault(of[row.entry_n], []).append((row.entry_n, row.field, row.salt, row.text))
    rows.delete()
    return found


def give_back_private(rows: Iterable[Sequence[Any]]) -> None:
    """放回个人信息 that was taken, where its digest is still what the entry says. Raises JournalBroken."""
    given = [PrivateDetail(entry_n=n, field=name, salt=salt, text=text) for n, name, salt, text in rows]
    digests = dict(Entry.objects.filter(n__in=[row.entry_n for row in given]).values_list("n", "digests"))
    if any(digests.get(row.entry_n, {}).get(row.field) != _digest(row.salt, row.text) for row in given):
        raise JournalBroken("放回的内容与流水不符")
    PrivateDetail.objects.bulk_create(given, batch_size=2000)


def verify(*, using: str = DEFAULT_DB_ALIAS) -> tuple[int, str]:
    """核验流水: walk the whole chain; returns (size, last chain value), raises JournalBroken at the first fault."""
    expected, chain = 0, GENESIS
    for n, said, link, body in originals.rows(0, using=using):
        expected += 1
        leaf = hashlib.sha256(b"\x00" + body).hexdigest()
        chain = chain_of(chain, leaf)
        if (n, said, link) != (expected, leaf, chain):
            raise JournalBroken(f"流水第 {expected} 条与前文不符")
    head = Head.objects.using(using).filter(pk=1).first()
    if (head.n, head.chain) != (expected, chain) if head else expected:
        raise JournalBroken("流水末端与最后一条不符")
    return expected, chain
