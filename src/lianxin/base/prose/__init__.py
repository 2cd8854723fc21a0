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
    """一类文字: `rows()` are all texts that may be compared, `found(refs)` some of them by their refs; both for the machine
    alone. `readable(refs, by)` are those of the refs that this reader may open now: nothing is told of any other.

    `page` is the name of the record's page, taking its code; `is_personal`: one person wrote it, and is asked first.
    """

    kind: str
    label: Words
    rows: Callable[[], Iterable[Passage]]
    found: Callable[[Iterable[str]], Iterable[Passage]]
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


def codes_of(kind: str, refs: Iterable[str]) -> list[str]:
    """The codes of those refs that are of this kind."""
    return [code for prefix, _, code in (ref.partition(":") for ref in refs) if prefix == kind]


def readable_codes(queryset: QuerySet, prefix: str, refs: Iterable[str]) -> set[str]:
    """Of refs of one kind, those whose record is in a queryset (already cut to what its reader may open)."""
    codes = codes_of(prefix, refs)
    if not codes:
        return set()
    return {f"{prefix}:{code}" for code in queryset.order_by().filter(code__in=codes).values_list("code", flat=True)}


def found(refs: Iterable[str]) -> dict[str, Passage]:
    """The texts of these records as they stand now, by ref; one statement for each kind."""
    wanted = list(refs)
    return {
        one.ref: one
        for kind, held in SOURCES.items()
        if codes_of(kind, wanted)
        for one in held.found([ref for ref in wanted if ref.startswith(f"{kind}:")])
    }


def readable(refs: Iterable[str], by: Actor) -> set[str]:
    """Of these records, those that the reader may open now; one statement for each kind."""
    wanted = set(refs)
    return {
        ref
        for kind, held in SOURCES.items()
        if codes_of(kind, wanted)
        for ref in held.readable([one for one in wanted if one.startswith(f"{kind}:")], by)
    }
