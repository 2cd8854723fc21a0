"""换钥: every sealed value under the newest key and the cipher of the settings; what is not ours to open is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models, transaction

from lianxin.base.sealing import keys
from lianxin.base.sealing.fields import EncryptedTextField, Sealed
from lianxin.pure import sealing

AT_ONCE = 500
Told = Callable[[str, int, int], None]


@dataclass
class Walk:
    """走了一遍: how many values there are, how many were sealed anew, and which rows do not open."""

    values: int = 0
    turned: int = 0
    shut: list[str] = field(default_factory=list)


def columns() -> Iterator[tuple[type[models.Model], list[EncryptedTextField]]]:
    """The tables that have sealed columns, with these."""
    for model in apps.get_models():
        if found := [one for one in model._meta.local_concrete_fields if isinstance(one, EncryptedTextField)]:
            yield model, found


def rotate(told: Told = lambda *_given: None) -> Walk:
    """Seal anew what stands under an older key or the other cipher. Can be stopped and begun again at any time."""
    return _walked(told, turns=True)


def check(told: Told = lambda *_given: None) -> Walk:
    """Open every value; nothing is changed."""
    return _walked(told, turns=False)


def _walked(told: Told, *, turns: bool) -> Walk:
    walk = Walk()
    for model, fields in columns():
        table, last, done = model._meta.db_table, None, 0
        total = model._base_manager.count()
        names = {"pk", *(name for one in fields for name in (one.attname, *one.bound_to.split()))}
        rows = model._base_manager.order_by("pk").only(*names)
        while batch := list((rows.filter(pk__gt=last) if last is not None else rows)[:AT_ONCE]):
            with transaction.atomic():
                for row in batch:
                    _looked_at(row, fields, walk, turns)
            last, done = batch[-1].pk, done + len(batch)
            told(table, done, total)
    return walk


def _looked_at(row: models.Model, fields: list[EncryptedTextField], walk: Walk, turns: bool) -> None:
    ring = keys.ring()
    for one in fields:
        held = row.__dict__.get(one.attname)
        if not isinstance(held, Sealed):
            continue
        walk.values += 1
        try:
            value = getattr(row, one.attname)
        except keys.Unreadable:
            walk.shut.append(f"{row._meta.db_table}.{one.column} {row.pk}")
            continue
        if turns and (sealing.version_of(held.token), sealing.cipher_of(held.token)) != (ring.newest, ring.cipher):
            # only where it is still the same: who changed it meanwhile has sealed it anew
            same = type(row)._base_manager.filter(pk=row.pk, **{one.attname: held})
            walk.turned += same.update(**{one.attname: one.sealed(value, one.row_of(row))})
