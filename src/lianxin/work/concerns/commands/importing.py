"""导入, 撤销导入: a ledger comes in as one batch, all or none, and can go out again the same way.

What the ledger says of the past is kept as it says it (dates, state, reply). What it does not say is not made
up: no promise where it names none and the matter is closed, no rating by the resident (only his own word counts).
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.journal.book import Line
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.search import index
from lianxin.pure.ledgers import Row, fingerprint
from lianxin.pure.ledgers.words import OUTCOME_OF
from lianxin.work.concerns import clocking, secrets
from lianxin.work.concerns.commands.intake import searched_text, title_of
from lianxin.work.concerns.models import Concern, ImportBatch, Rating, Reply, Requester
from lianxin.work.concerns.placing import Places
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, IMPORT, VIEW, Channel, Kind, RatedBy, Satisfaction, Status

CHUNK = 500
#: one transaction; measured 0.6 ms a row on two busy cores, and other writers wait 20 seconds at most
MOST_ROWS = 20_000
#: entries that do not count as work on a record: it may still be taken out again
NOT_WORK = ("concern.imported", "concern.revealed", "concern.due_recomputed")
T = TypeVar("T")


@dataclass(frozen=True)
class LedgerLine:
    """台账的一行: the sheet it stands on and what was read."""

    sheet: str
    row: Row


@dataclass(frozen=True)
class LedgerFacts:
    """台账文件的情况: what is kept with the batch, and what stands for a blank nature or channel."""

    file_name: str
    sha256: str
    mapping: dict[str, Any] = field(default_factory=dict)
    sheets: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)
    kind: str = Kind.HELP
    channel: str = Channel.LETTER_OR_VISIT


@dataclass
class _Entered:
    """One concern about to be stored, with what hangs on it."""

    line: LedgerLine
    concern: Concern
    reply: Reply | None = None
    rating: Rating | None = None


def known_keys(rows: Iterable[Row], *, unit: Unit, by: Actor) -> set[str]:
    """Which fingerprints are among the concerns this actor may see; what is hidden leaves no trace."""
    found: set[str] = set()
    seen = Concern.objects.reachable(by=by, to=VIEW)
    for marks in _chunks({fingerprint(row) for row in rows}):
        keys = {key: mark for mark in marks for key in (mark, _own_key(mark, unit))}
        found |= {keys[key] for key in seen.filter(import_key__in=list(keys)).values_list("import_key", flat=True)}
    return found


def import_rows(*, lines: Sequence[LedgerLine], facts: LedgerFacts, unit: Unit, by: Actor, at: datetime) -> ImportBatch:
    """导入台账: the lines that are new become concerns, in one transaction; the rest is counted and told."""
    by.must_at(IMPORT, unit.path)
    today = clocking.today(at)
    if unit.valid_to is not None and unit.valid_to < today:
        raise Unfit(_("该单位已撤销，请选择现在的单位。"), "unit")
    known = known_keys((line.row for line in lines), unit=unit, by=by)
    fresh = {mark: line for line in reversed(lines) if (mark := fingerprint(line.row)) not in known}
    if len(fresh) > MOST_ROWS:
        raise Unfit(_("一次最多导入 %(most)s 件，请按年分成几个文件。") % {"most": MOST_ROWS})
    places = Places(under=unit, on=today)
    entered = [_entered(line, facts, unit, places, at) for line in reversed(fresh.values())]
    _give_keys(entered, unit)
    with transaction.atomic():
        batch = ImportBatch.objects.create(  # type: ignore[misc]  # a list: the field seals it
            file_name=facts.file_name[:200], sha256=facts.sha256, unit=unit, unit_path=unit.path, by=by.ref,
            by_name=by.name, at=at, mapping=facts.mapping, sheets=facts.sheets, rejected=facts.rejected,
            added=len(entered), known=len(lines) - len(entered),
        )  # fmt: skip
        for chunk in _chunks(entered):
            _store(chunk, batch, by, at)
        book.record(
            "batch.imported", of=batch.ref, unit_path=unit.path, by=by, at=at, added=batch.added, known=batch.known,
            rejected=len(facts.rejected),
        )  # fmt: skip
    return batch


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: Actor, at: datetime) -> ImportBatch:
    """撤销导入: take out the whole batch, unless somebody has worked on one of its records since."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    by.must(IMPORT, batch)
    if batch.undone_at is not None:
        raise Unfit(_("这一批已经撤销过了。"))
    concerns = list(Concern.objects.filter(batch=batch).select_related("requester"))
    if worked := _worked_on(concerns):
        raise Unfit(
            _("这一批里有 %(count)s 件导入后已经办理过（如 %(code)s），不能整批撤销。请逐件作废。")
            % {"count": len(worked), "code": min(worked)}
        )
    for concern in concerns:
        index.drop("concern", concern.pk, searched_text(concern, concern.requester.name, concern.requester.phone))
    for chunk in _chunks([concern.pk for concern in concerns]):
        Concern.objects.filter(pk__in=chunk).delete()
    batch.undone_at = at
    batch.save(update_fields=["undone_at"])
    book.record("batch.undone", of=batch.ref, unit_path=batch.unit_path, by=by, at=at, removed=len(concerns))
    return batch


def _worked_on(concerns: Sequence[Concern]) -> set[str]:
    """The codes of those that have been touched since they came in."""
    worked: set[str] = set()
    for chunk in _chunks([concern.ref for concern in concerns]):
        entries = book.stories(chunk).exclude(event__in=NOT_WORK).order_by()
        worked |= {ref.removeprefix("concern:") for ref in entries.values_list("of", flat=True)}
    return worked


def _entered(line: LedgerLine, facts: LedgerFacts, unit: Unit, places: Places, at: datetime) -> _Entered:
    """One line as a concern in the state in which the ledger shows it."""
    row = line.row
    own = places.unit(row.place) if row.place else unit
    kind, channel = row.kind or facts.kind, row.channel or facts.channel
    concern = Concern(
        kind=kind, channel=channel, title=_title(row), text=row.text, place=row.place, unit=own, unit_path=own.path,
        topic=places.topic(row.topic) if row.topic else None, is_confidential=kind in CONFIDENTIAL_KINDS,
        may_publish=bool(row.is_public), external_number=row.external_number, recorded_at=at,
        received_on=row.received_on, import_key=fingerprint(row),
    )  # fmt: skip
    _set_state(concern, row, places.handler(row.handler) if row.handler else None)
    _set_promise(concern, row)
    entered = _Entered(line, concern)
    moment = _noon(row.replied_on or row.closed_on) or at
    if row.result in OUTCOME_OF and concern.status == Status.CLOSED:
        concern.outcome = OUTCOME_OF[row.result]
    elif row.result:
        entered.reply = Reply(round=1, text=row.result, unit=concern.handler or own, by_name=_("台账"), at=moment)
    if row.rating:
        satisfied = row.rating != Satisfaction.DISSATISFIED
        entered.rating = Rating(
            round=1, source=RatedBy.STAFF, rating=row.rating, solved=satisfied, contacted=True,
            comment=_("台账中的记录"), at=moment,
        )  # fmt: skip
    return entered


def _title(row: Row) -> str:
    return row.title or title_of(row.text)


def _set_state(concern: Concern, row: Row, handler: Unit | None) -> None:
    """The state of the ledger, or the nearest one to go on from: without a handler it is to be assigned."""
    status = Status(row.status)
    if status in (Status.ASSIGNED, Status.IN_HAND) and handler is None:
        status = Status.REGISTERED
    concern.status = status
    if status in (Status.REGISTERED, Status.DECLINED):
        return
    concern.handler = handler or concern.unit
    concern.handler_path = concern.handler.path
    concern.accepted_on = row.received_on
    concern.assigned_on = row.assigned_on or (row.received_on if status in (Status.ASSIGNED, Status.IN_HAND) else None)
    if status == Status.IN_HAND:
        concern.acknowledged_on = concern.assigned_on
    if status in (Status.REPLIED, Status.CLOSED):
        concern.replied_on, concern.closed_on = row.replied_on, row.closed_on


def _set_promise(concern: Concern, row: Row) -> None:
    """The due date of the ledger; an open matter without one gets the one it would have had here."""
    if row.due_on is not None:
        concern.first_due_on = concern.due_on = row.due_on
    elif concern.status in (Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND):
        clock = clocking.default_clock(kind=concern.kind, channel=concern.channel, on=row.received_on)
        clocking.start(concern, clock=clock, on=row.received_on)


def _noon(day: date | None) -> datetime | None:
    """A moment on that day: a ledger knows the day only."""
    return timezone.make_aware(datetime.combine(day, time(12))) if day else None


def _own_key(mark: str, unit: Unit) -> str:
    """The key of a line that is entered already where this unit may not see it (security.md T1)."""
    return hashlib.sha256(f"{unit.path}:{mark}".encode()).hexdigest()


def _give_keys(entered: Sequence[_Entered], unit: Unit) -> None:
    """A free code for each, and a key of its own for what stands where the unit cannot see it."""
    for chunk in _chunks(entered):
        keys = [one.concern.import_key for one in chunk]
        taken = set(Concern.objects.filter(import_key__in=keys).values_list("import_key", flat=True))
        for one in chunk:
            if one.concern.import_key in taken:
                one.concern.import_key = _own_key(str(one.concern.import_key), unit)
    used: set[str] = set()
    for chunk in _chunks(entered):
        waiting = list(chunk)
        while waiting:
            for one in waiting:
                one.concern.code = secrets.new_code()
            codes = [one.concern.code for one in waiting]
            taken = used | set(Concern.objects.filter(code__in=codes).values_list("code", flat=True))
            again = []
            for one in waiting:
                if one.concern.code in taken:
                    again.append(one)
                taken.add(one.concern.code)
                used.add(one.concern.code)
            waiting = again


def _store(chunk: Sequence[_Entered], batch: ImportBatch, by: Actor, at: datetime) -> None:
    for one in chunk:
        one.concern.batch = batch
    Concern.objects.bulk_create([one.concern for one in chunk])
    Requester.objects.bulk_create([
        Requester(
            concern=one.concern, name=one.line.row.requester_name, phone=one.line.row.phone[:40],
            address=one.line.row.address, people_count=one.line.row.people_count or 1,
        )
        for one in chunk
    ])  # fmt: skip
    for one in chunk:
        for hung in (one.reply, one.rating):
            if hung is not None:
                hung.concern = one.concern
    Reply.objects.bulk_create([one.reply for one in chunk if one.reply is not None])
    Rating.objects.bulk_create([one.rating for one in chunk if one.rating is not None])
    index.put_many("concern", [
        (one.concern.pk, searched_text(one.concern, one.line.row.requester_name, one.line.row.phone[:40]))
        for one in chunk
    ])  # fmt: skip
    book.record_many([
        Line(
            "concern.imported", one.concern.ref, one.concern.unit_path, by, at,
            {"batch": batch.pk, "sheet": one.line.sheet, "row": one.line.row.number},
        )
        for one in chunk
    ])  # fmt: skip


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    every = list(items)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]
