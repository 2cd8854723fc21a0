"""封存与放回: what stood in the rows of a record goes under seal and the rows are emptied; or it is written back.

Nothing above this file knows of tables; nothing here knows of permissions. A few statements for each table, however
many records are put away together.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, Model, Value
from django.db.models.functions import Cast, Concat

from lianxin.base.journal import book
from lianxin.base.retention.models import Kept, Restriction
from lianxin.base.retention.tables import Part, parts_of
from lianxin.base.retention.terms import GONE, WORD
from lianxin.base.sealing.fields import EncryptedTextField, sealed_for

STORY = "journal.PrivateDetail"


def put_away(shut: Mapping[str, Restriction]) -> int:
    """封存 these records of one kind, by key; returns how many rows held something."""
    kept: list[Kept] = []
    parts = parts_of(next(iter(shut.values())).kind) if shut else ()
    for part in parts:
        found = _rows(part, shut)
        kept += [_kept(shut[str(row.lx_key)], part.table, str(row.pk), _held(part, row)) for row in found]
        _empty(part, found, WORD)
    by_ref = {one.of: one for one in shut.values() if takes_story(one.kind)}
    for ref, rows in book.take_private(by_ref).items():
        kept.append(_kept(by_ref[ref], STORY, ref, {"rows": [list(row) for row in rows]}))
    Kept.objects.bulk_create(kept, batch_size=500)
    return len(kept)


def _kept(one: Restriction, table: str, row: str, values: dict[str, Any]) -> Kept:
    made = Kept(restriction=one, table=table, row=row)
    made.values = values
    return made


def takes_story(kind: str) -> bool:
    """Whether what was said in the journal goes with it: a concern's telephone alone leaves its story as it is."""
    return kind != "concern_contact"


def write_back(one: Restriction) -> None:
    """放回 what lay under seal, row by row: a rare deed of a person."""
    for kept in Kept.objects.filter(restriction=one):
        if kept.table == STORY:
            book.give_back_private(kept.values["rows"])
            continue
        model = apps.get_model(kept.table)
        row = model._base_manager.filter(pk=kept.row).first()
        if row is None:
            continue
        values = {name: _opened(model._meta.get_field(name), value) for name, value in kept.values.items()}
        model._base_manager.filter(pk=row.pk).update(**_to_write(row, values))
    Kept.objects.filter(restriction=one).delete()


def destroy(gone: Collection[Restriction]) -> None:
    """销毁 what lies under seal; a title says now that it is gone for good."""
    Kept.objects.filter(restriction__in=[one.pk for one in gone]).delete()
    by_kind: dict[str, list[str]] = {}
    for one in gone:
        by_kind.setdefault(one.kind, []).append(one.key)
    for kind, keys in by_kind.items():
        for part in parts_of(kind):
            for name in part.worded:
                rows = part.model._base_manager.filter(**part.of(keys), **{name: WORD})
                rows.update(**{name: GONE})


def _rows(part: Part, keys: Collection[str]) -> list[Any]:
    """The rows of these records in which anything stands."""
    rows = part.model._base_manager.filter(**part.of(keys)).annotate(lx_key=part.key)
    rows = rows.select_for_update(of=("self",))
    return [row for row in rows.order_by("pk") if any(_stands(part, row, name) for name in part.fields)]


def _stands(part: Part, row: Any, name: str) -> bool:
    value = getattr(row, name)
    return bool(value) and not (isinstance(value, str) and value in (WORD, GONE))


def _held(part: Part, row: Any) -> dict[str, Any]:
    return {name: _packed(getattr(row, name)) for name in part.fields}


def _packed(value: Any) -> Any:
    if isinstance(value, bytes | bytearray | memoryview):
        return {"bytes": b64encode(bytes(value)).decode()}
    return value


def _opened(field: Any, value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"bytes"}:
        return b64decode(value["bytes"])
    return value


def _to_write(row: Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values for an update of this row; those of sealed columns sealed for it."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        field = row._meta.get_field(name)
        is_sealed = isinstance(field, EncryptedTextField) and value != field.empty
        found |= sealed_for(row, **{name: value}) if is_sealed else {name: value}
    return found


def _empty(part: Part, rows: list[Any], word: str) -> None:
    if not rows:
        return
    blank: dict[str, Any] = {}
    apart: dict[str, Any] = {}
    for name in part.fields:
        field: Any = part.model._meta.get_field(name)
        if isinstance(field, EncryptedTextField) and field.empty is None:
            apart[name] = field.get_default()
        else:
            blank[name] = _blank(part, field, name, word)
    if blank:
        part.model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**blank)
    for row in rows if apart else ():
        part.model._base_manager.filter(pk=row.pk).update(**_to_write(row, apart))


def _blank(part: Part, field: "Field[Any, Any]", name: str, word: str) -> Any:
    if name in part.numbered:
        return Concat(Value(word), Cast("pk", CharField()))
    if name in part.worded:
        return word
    if field.null:
        return None
    kind = field.get_internal_type()
    return b"" if kind == "BinaryField" else field.get_default() if kind == "JSONField" else ""
