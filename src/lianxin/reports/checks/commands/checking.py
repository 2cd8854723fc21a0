"""逐份核对: in the background, one file after the other, each in a child process of its own.

Reading takes a second and more, so nothing is locked while a child reads; what it found is written in one short
statement. A batch that was deleted meanwhile is written to no more.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.reports.checks import across, queries
from lianxin.reports.checks.held import Against, hold
from lianxin.reports.checks.marked import short
from lianxin.reports.checks.models import Batch, BatchText
from lianxin.reports.checks.naming import period_in, unit_in
from lianxin.reports.checks.terms import BATCH, BatchStatus, TextStatus
from lianxin.reports.summaries.backing import check_backing
from lianxin.reports.summaries.examine import Examined, Reader, Unreadable, examine
from lianxin.reports.summaries.remarks import GRADES, Said

#: what bound figures say does not depend on the unit that a person sets
_BOUND = ("bound", "unbacked")
_COUNTED = ("wrong", "doubtful", "style", "told")
_CHECKED = (
    "unit",
    "period",
    "status",
    "sentence",
    "kind",
    "data",
    "text",
    "notes",
    "of_itself",
    "of_records",
    *_COUNTED,
)


def check_one(*, text: BatchText, by: Actor, at: datetime, reader: Reader | None = None) -> BatchText:
    """核对一份: read it, tell whose it is and of which period, hold it against itself and against the records.

    `reader` reads several texts of the batch one after the other.
    """
    by.must(BATCH, text.batch)
    try:
        found = examine(bytes(text.data), text.name, reader=reader)
    except Unreadable as refusal:
        return give_up(text=text, sentence=str(refusal), by=by, at=at)
    _read(text, found)
    bound = check_backing(found.document, by=by, today=localdate(at))
    text.of_records = queries.rows_of([*bound, *_held(text, by, at)])
    _moved(tallied(text), _CHECKED, at)
    return text


def give_up(*, text: BatchText, sentence: str, by: Actor, at: datetime) -> BatchText:
    """读不了: the sentence stands in the table; the file goes."""
    text.status, text.sentence, text.data = TextStatus.UNREAD, sentence[:200], b""
    _moved(text, ("status", "sentence", "data"), at)
    return text


def _moved(text: BatchText, fields: Collection[str], at: datetime) -> None:
    _written([text], fields)
    Batch.objects.filter(pk=text.batch_id).update(moved_at=at)


def _read(text: BatchText, found: Examined) -> None:
    document, units = found.document, _units(text.batch)
    text.text, text.kind, text.notes = document.text.replace("\0", " "), document.kind, list(document.notes)
    path = unit_in(text.name, text.text, units)
    text.unit = Unit.objects.filter(path=path).first() if path else None
    text.period = period_in(text.name, text.text) or text.batch.period
    claims = [*found.checked.claims, *(one for one in found.checked.findings if one not in found.checked.claims)]
    text.of_itself, text.status, text.sentence = queries.rows_of(claims), TextStatus.CHECKED, ""
    if document.kind != "docx" or document.is_body:
        text.data = b""  # nothing can be marked in it


def _units(batch: Batch) -> dict[str, str]:
    """The names that a text of this batch may bear, read once for a batch."""
    names: dict[str, str] | None = batch.__dict__.get("names_below")
    if names is None:
        names = batch.__dict__["names_below"] = queries.units_below(batch.unit_path)
    return names


def _held(text: BatchText, by: Actor, at: datetime) -> list[Said]:
    """What the records of its unit and period say of a text; nothing where either is not known, or not for this actor."""
    if text.unit is None or text.about is None:
        return []
    try:
        return hold(text.text, Against(text.unit, text.about), by=by, today=localdate(at))
    except NotAllowed:
        return []


def held_again(text: BatchText, by: Actor, at: datetime) -> BatchText:
    """再对照: after a person has said whose the text is."""
    text.__dict__.pop("about", None)
    bound = [row for row in text.of_records if row["kind"] in _BOUND]
    text.of_records = [*bound, *queries.rows_of(_held(text, by, at))]
    return text


def tallied(text: BatchText) -> BatchText:
    """The counts of what stands, and the gravest of it in a line."""
    left = queries.standing(text)
    text.wrong, text.doubtful, text.style = (sum(one.tone == grade for one in left) for grade in GRADES)
    worst = min(left, key=lambda one: (list(GRADES).index(one.tone), one.start), default=None)
    text.told = f"“{short(worst.quote)}”{worst.explain}"[:200] if worst else ""
    return text


def _written(texts: Iterable[BatchText], fields: Collection[str]) -> None:
    BatchText.objects.bulk_update(list(texts), fields, batch_size=20)


def finish(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """核对完毕: what the texts of one unit say otherwise than each other, and the passages that texts share.

    Comparing hundreds of texts takes seconds; only the writing is one transaction.
    """
    by.must(BATCH, batch)
    texts = list(batch.texts.filter(status=TextStatus.CHECKED).defer("data", "notes").select_related("unit"))
    shared = across.alike([_told(one) for one in texts])
    for one in texts:
        one.alike = [list(row) for row in shared.get(one.number, ())]
    changed = _compared(texts)
    with transaction.atomic():
        _written([one for one in texts if one.alike], ["alike"])
        _written(changed, ["of_others", *_COUNTED])
        Batch.objects.filter(pk=batch.pk).update(status=BatchStatus.DONE, moved_at=at)
    batch.status, batch.moved_at = BatchStatus.DONE, at
    return batch


def compare_units(texts: Iterable[BatchText]) -> None:
    """同一单位的各份互相对照; a text without a unit is held against none."""
    _written(_compared(texts), ["of_others", *_COUNTED])


def _compared(texts: Iterable[BatchText]) -> list[BatchText]:
    """The texts of which the others of their unit now say something else."""
    of_unit: dict[int | None, list[BatchText]] = {}
    for one in texts:
        of_unit.setdefault(one.unit_id, []).append(one)
    changed: list[BatchText] = []
    for unit_id, group in of_unit.items():
        found: dict[int, Any] = across.otherwise([_told(one) for one in group]) if unit_id and len(group) > 1 else {}
        for one in group:
            rows = queries.rows_of(found.get(one.number, ()))
            if rows != one.of_others:
                one.of_others = rows
                changed.append(tallied(one))
    return changed


def _told(text: BatchText) -> across.Told:
    return across.Told(text.number, text.name.rsplit("/", 1)[-1], text.period, text.text)
