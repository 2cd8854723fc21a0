"""加密已有的行: the steps by which a migration turns a plain column into a sealed one, and back."""

import secrets
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.db import migrations, models

from lianxin.base.sealing import keys
from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.pure import sealing

AT_ONCE = 500


def sealed(app: str, model: str, **fields: EncryptedTextField) -> list[Any]:
    """Widen the columns, seal what stands in them, then say so; the columns stay texts. A list was stored as its text."""
    plain = {name: models.TextField(field.verbose_name, blank=field.blank) for name, field in fields.items()}
    bound = {name: field.bound_to for name, field in fields.items()}
    return [
        *(migrations.AlterField(model, name, field) for name, field in plain.items()),
        migrations.RunPython(_turned(app, model, bound, _seal), _turned(app, model, bound, _open)),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AlterField(model, name, field) for name, field in fields.items()]
        ),
    ]


def _turned(app: str, model: str, bound: dict[str, str], turn: Callable[[str, str], str]) -> Any:
    """Every value that is not empty, turned at its place, some rows at a time."""

    def run(apps: Any, schema_editor: Any) -> None:
        table = apps.get_model(app, model)
        rows = table._base_manager.using(schema_editor.connection.alias).order_by("pk").iterator(chunk_size=AT_ONCE)
        while batch := list(islice(rows, AT_ONCE)):
            for row in batch:
                for name, of in bound.items():
                    if value := getattr(row, name):
                        own = "|".join(str(getattr(row, part)) for part in of.split())
                        setattr(row, name, turn(value, f"{table._meta.db_table}|{name}|{own}"))
            table._base_manager.using(schema_editor.connection.alias).bulk_update(batch, list(bound))

    return run


def _seal(value: str, place: str) -> str:
    return keys.ring().seal(value.encode(), place, nonce=secrets.token_bytes(sealing.NONCE_BYTES))


def _open(token: str, place: str) -> str:
    return keys.ring().open(token, place).decode()
