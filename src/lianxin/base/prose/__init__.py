"""成文的文字: the written texts that rooms hold and that may be compared with one another (F114, F116).

A room declares its texts when its app is ready; whoever looks for shared passages reads them here. A text is told of
only to those who may read the record itself (security.md T18).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise

from lianxin.base.orgs.permissions import Actor

Words = str | Promise


@dataclass(frozen=True)
class Passage:
    """一篇: its record ("writing:K7…"), title, text, the unit it belongs to, its day, who wrote it (a person's key or None)."""

    ref: str
    title: str
    text: str
    unit_id: int
    unit_path: str
    on: date
    author_id: int | None = None


@dataclass(frozen=True)
class Source:
    """一类文字: `rows(since)` are all texts written or changed since (None: all), for the index alone; `readable(refs, by)`
    are those of the refs that this reader may open; `page` is the name of the record's page, taking its code.
    """

    kind: str
    label: Words
    rows: Callable[[date | None], Iterable[Passage]]
    readable: Callable[[Iterable[str], Actor], set[str]]
    page: str
    is_personal: bool = False


SOURCES: dict[str, Source] = {}


def source(one: Source) -> Source:
    """Declare a kind of text. Raises ValueError where its code is taken."""
    if one.kind in SOURCES:
        raise ValueError(f"文字种类重复：{one.kind}")
    SOURCES[one.kind] = one
    return one


def readable_codes(queryset: QuerySet, prefix: str, refs: Iterable[str]) -> set[str]:
    """Of refs of one kind, those whose record is in a queryset (already cut to what its reader may open)."""
    codes = [ref.partition(":")[2] for ref in refs if ref.startswith(f"{prefix}:")]
    return {f"{prefix}:{code}" for code in queryset.filter(code__in=codes).values_list("code", flat=True)}
