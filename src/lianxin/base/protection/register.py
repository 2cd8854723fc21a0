"""字段保护登记: `fields.csv`, one line for each table, read once; what is not in it has no class, and a house test fails.

The fields of a line stand under the class they have, separated by blanks. Whoever adds a field adds its name here, under
the class that he decided on; nothing has a class by default.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.apps import apps
from django.db.models import Field, Model

from lianxin.base.protection.terms import Kind

FILE = Path(__file__).with_name("fields.csv")
OURS = "lianxin."
#: a text named like this holds a person's particulars or a key, whatever else it is called; none of them is ordinary
_TELLING = re.compile(
    r"phone|mobile|address(?!ee)|identity_number|id_card|birth|resident_name|head_name|for_name|secret|password|token|"
    r"salt\b|private|sealed|code_hash"
)
_SAID = re.compile("(电话|手机号|住址|地址|身份证.*|户主|生日|出生.*|密码|盐值)$")


class Misread(Exception):
    """读不懂: the file names a table or a field twice, or has a column that is no class."""


@dataclass(frozen=True)
class Line:
    """一个字段: table, field, class, whether its column holds cipher text or text at all, and the words for people."""

    table: str
    field: str
    kind: Kind
    is_encrypted: bool
    is_text: bool
    table_word: str
    word: str


@cache
def classes() -> MappingProxyType[tuple[str, str], Kind]:
    """Table and field → class, as the file has it. Raises Misread."""
    found: dict[tuple[str, str], Kind] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table = row.pop("model")
            for column, names in row.items():
                for name in names.split():
                    if (table, name) in found:
                        raise Misread(f"{table}.{name}")
                    found[table, name] = Kind(column)
    return MappingProxyType(found)


def fields() -> Iterable[tuple[type[Model], "Field[object, object]"]]:
    """Every concrete field of every table of ours, those that Django makes for many-to-many included."""
    for model in apps.get_models(include_auto_created=True):
        config = model._meta.app_config
        if config is not None and config.name.startswith(OURS):
            for field in model._meta.concrete_fields:
                yield model, field


def kind_of(model: type[Model], field: str) -> Kind:
    """保护类别 of a field. Raises KeyError where nobody has decided."""
    return classes()[model._meta.label, field]


def undecided() -> list[str]:
    """Fields that nobody has given a class, and lines of the file whose field is gone."""
    return sorted(f"{table}.{name}" for table, name in {(m._meta.label, f.name) for m, f in fields()} ^ set(classes()))


def telling(name: str, word: str) -> bool:
    """Whether the name or the word of a text says that it holds a person's particulars, or a key."""
    return bool(_TELLING.search(name) or _SAID.search(word))


def lines() -> list[Line]:
    """The list, in the order of the tables, for the page, the document and the test."""
    return [_line(model, field) for model, field in fields()]


def _line(model: type[Model], field: "Field[object, object]") -> Line:
    return Line(
        model._meta.label, field.name, kind_of(model, field.name), bool(getattr(field, "is_sealed", False)),
        field.get_internal_type() in ("CharField", "TextField", "JSONField", "BinaryField") and not field.choices,
        str(model._meta.verbose_name), str(field.verbose_name),
    )  # fmt: skip
