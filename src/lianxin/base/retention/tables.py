"""各类各表: `tables.csv` read once: which fields of which table go with which kind, and why others stay.

A line of fields with kinds says what is emptied: `link` is the way from the table to the key of the record, after "=" with
what stands before the key there. A star marks
a field that gets a word instead of nothing (a title that is gone says so), a hash one that gets the word with a number
(where no two may be alike). A line with a reason says why these fields stay. No field with personal data is in no line:
tests/house/test_retention.py.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import F, Model, Value
from django.db.models.functions import Replace

FILE = Path(__file__).with_name("tables.csv")
PERSONAL = ("identity", "contact", "sensitive")


@dataclass(frozen=True)
class Part:
    """一张表里的几个字段: how its rows lead to the record, which fields are emptied, which of them get a word."""

    table: str
    link: str
    fields: tuple[str, ...]
    worded: frozenset[str]
    numbered: frozenset[str]
    before: str = ""

    def of(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """What its rows for these keys are found by."""
        return {f"{self.link}__in": [self.before + key for key in keys]}

    @property
    def key(self) -> F | Replace:
        """The key of the record as a column."""
        return Replace(F(self.link), Value(self.before), Value("")) if self.before else F(self.link)

    @property
    def words(self) -> str:
        """Table and fields in words."""
        meta = self.model._meta
        words = "、".join(str(getattr(meta.get_field(name), "verbose_name", name)) for name in self.fields)
        return f"{meta.verbose_name}：{words}"

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.table)


@dataclass(frozen=True)
class Line:
    """一行 of the file as it stands."""

    table: str
    kinds: tuple[str, ...]
    part: Part
    why: str


@cache
def lines() -> tuple[Line, ...]:
    """The file, in its order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def _line(row: dict[str, str]) -> Line:
    marked = row["fields"].split()
    names = tuple(one.rstrip("*#") for one in marked)
    worded = frozenset(one.rstrip("*") for one in marked if one.endswith("*"))
    numbered = frozenset(one.rstrip("#") for one in marked if one.endswith("#"))
    link, _equals, before = row["link"].partition("=")
    part = Part(row["table"], link, names, worded, numbered, before)
    return Line(row["table"], tuple(row["kinds"].split()), part, row["why"] or "")


@cache
def parts_of(kind: str) -> tuple[Part, ...]:
    """What is emptied for a kind; tables that go by themselves (their rows have no link) are not in it."""
    return tuple(line.part for line in lines() if kind in line.kinds and line.part.link)


def words_of(kind: str) -> list[str]:
    """The tables and fields of a kind in words, for the page."""
    return [part.words for part in parts_of(kind)]
