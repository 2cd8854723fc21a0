"""加密字段: a text, a list or a file that stands sealed in its column and reads as it was written through its record.

    phone = EncryptedTextField("联系电话", max_length=40, blank=True, bound_to="concern_id")

What is sealed is bound to table, column and `bound_to`, an attribute of the record that is there before it is saved and
never changes: a cipher text that is moved to another row or column does not open. The value is opened when it is first
read, so a list that does not show it costs nothing. Empty stays empty, and may be asked for; any other comparison in
the database is refused, because no two cipher texts are alike. `values_list` gives `Sealed`, to be opened by whoever
knows the row.
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from lianxin.base.sealing import keys
from lianxin.pure import sealing


@dataclass(frozen=True)
class Sealed:
    """密文 of a column, as a query gives it without its record."""

    token: str
    field: "EncryptedTextField"

    def opened(self, row: object) -> Any:
        """The value, for whoever knows what its row is bound to. Raises keys.Unreadable."""
        return self.field.opened(self.token, row)

    def __str__(self) -> str:
        raise TypeError(f"{self.field} is sealed: open it with its row")

    def __reduce__(self) -> Any:
        raise TypeError(f"{self.field} is sealed: open it with its row")


class Opening(DeferredAttribute):
    """Opens what came from the database when it is first asked for."""

    field: "EncryptedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        held = instance.__dict__
        name = self.field.attname
        if name not in held:
            super().__get__(instance, cls)
        if isinstance(held[name], Sealed):
            held[name] = held[name].opened(self.field.row_of(instance))
        return held[name]

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """密文字段 of a text. `max_length` is that of the text, not of the column."""

    descriptor_class = Opening
    is_sealed = True
    empty: Any = ""

    def __init__(self, *args: Any, bound_to: str = "pk", **kwargs: Any) -> None:
        self.bound_to = bound_to
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "bound_to": self.bound_to}

    def row_of(self, instance: models.Model) -> str:
        """What of the record its values are bound to."""
        values = [getattr(instance, name) for name in self.bound_to.split()]
        if any(value in (None, "") for value in values):
            raise FieldError(f"{self}: {self.bound_to} must be set before it is sealed")
        return "|".join(map(str, values))

    def place(self, row: object) -> str:
        return f"{self.model._meta.db_table}|{self.column}|{row}"

    def sealed(self, value: Any, row: object) -> Sealed:
        """The value sealed for this row."""
        nonce = secrets.token_bytes(sealing.NONCE_BYTES)
        return Sealed(keys.ring().seal(self.packed(value), self.place(row), nonce=nonce), self)

    def opened(self, token: str, row: object) -> Any:
        """The value again; what does not open is told, never shown as empty. Raises keys.Unreadable."""
        what = {"what": f"{self.model._meta.verbose_name}·{self.verbose_name}"}
        try:
            return self.unpacked(keys.ring().open(token, self.place(row)))
        except sealing.NoSuchKey as wrong:
            raise keys.Unreadable(
                _("%(what)s读不出：密钥目录里没有第%(n)s号字段密钥。请把原来的密钥目录放回 LIANXIN_KEYS。")
                % {**what, "n": wrong}
            ) from wrong
        except sealing.CannotOpen as wrong:
            raise keys.Unreadable(
                _("%(what)s读不出：密钥不是原来的，或数据库被改动过。请运行 lianxin keys check 查看。") % what
            ) from wrong

    def packed(self, value: Any) -> bytes:
        return str(value).encode()

    def unpacked(self, data: bytes) -> Any:
        return data.decode()

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return Sealed(value, self) if value else self.empty if value == "" else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        held = model_instance.__dict__.get(self.attname)
        if isinstance(held, Sealed):
            return held  # not looked at, not changed: it stays as it stands
        value = super().pre_save(model_instance, add)
        return value if value is None or value == self.empty else self.sealed(value, self.row_of(model_instance))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if value == self.empty:
            return ""
        if isinstance(value, Sealed):
            return value.token
        raise FieldError(f"{self} is sealed: it is saved with its record, and found by its mark")

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in ("exact", "isnull"):
            raise FieldError(f"{self} is sealed: it cannot be searched by {lookup_name}")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


def sealed_for(record: models.Model, **values: Any) -> dict[str, Sealed]:
    """The same values for an `update` of this one record, which has no other way to know its row."""
    found: dict[str, Sealed] = {}
    for name, value in values.items():
        one = record._meta.get_field(name)
        if not isinstance(one, EncryptedTextField):
            raise FieldError(f"{one} is not sealed")
        found[name] = one.sealed(value, one.row_of(record))
    return found


class EncryptedFileField(EncryptedTextField):
    """密文字段 of the bytes of a file."""

    empty = b""

    def packed(self, value: Any) -> bytes:
        return bytes(value)

    def unpacked(self, data: bytes) -> Any:
        return data

    def to_python(self, value: Any) -> Any:
        return value


class EncryptedJSONField(EncryptedTextField):
    """密文字段 of lists and dictionaries; an empty one is sealed as well."""

    empty = None

    def packed(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False).encode()

    def unpacked(self, data: bytes) -> Any:
        return json.loads(data)

    def to_python(self, value: Any) -> Any:
        return value
