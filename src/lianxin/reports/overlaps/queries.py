"""雷同的读法: what a text shares with those that the reader may open, what was found alike, the idioms that hold.

Nothing is told of a text that the reader may not open himself: no name, no passage, no number of them (security.md T18).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianxin.base import prose
from lianxin.base.orgs.permissions import Actor
from lianxin.base.prose import SOURCES, Passage
from lianxin.pure.overlap import (
    LEAST_LISTED,
    START,
    Idioms,
    Overlap,
    SharedError,
    compare,
    faults,
    packed,
    shared_errors,
)
from lianxin.reports.overlaps import index
from lianxin.reports.overlaps.models import Fingerprint, Idiom, LibraryText, Resemblance, TextEntry
from lianxin.reports.overlaps.terms import EDIT, LEAD, OPEN, Origin, State

VERIFIED, SHOWN = 20, 10
LISTED, IDIOMS, OPENED = 100, 300, 200
LEAST_HITS = 2


@dataclass(frozen=True)
class Alike:
    """与一篇的雷同: the other text, what is shared, the errors that both have."""

    other: Passage
    overlap: Overlap
    errors: tuple[SharedError, ...]


def kind_of(ref: str) -> str:
    """The kind of a record's ref."""
    return ref.partition(":")[0]


def idioms_of(path: str) -> Idioms:
    """现行的套话 at a unit: those shipped, learned and added, without those that it or a unit above took off."""
    phrases = set(START.phrases)
    for text, removed in Idiom.objects.holding(path).order_by("unit_path", "pk").values_list("text", "removed_on"):
        folded = Idioms([text]).phrases
        phrases = phrases.difference(folded) if removed else phrases.union(folded)
    return Idioms(phrases)


def idioms(by: Actor) -> list[Idiom]:
    """The idioms that an office keeps, its own and those from above, the newest first.

    What was learned is words out of others' texts: it is shown to whoever may read one of those, or keeps the list itself.
    """
    rows = Idiom.objects.holding(by.own_path).select_related("unit").order_by("removed_on", "-added_on", "-pk")
    found = list(rows[:IDIOMS])
    learned = [one for one in found if one.origin == Origin.LEARNED and not by.may_at(EDIT, one.unit_path)]
    for one in learned:
        one.held_by = 0  # how many hold it is told only to who keeps the list
    hidden = {one.pk for one in learned} - _standing_in_open_texts(learned, by)
    return [one for one in found if one.pk not in hidden]


def _standing_in_open_texts(learned: Sequence[Idiom], by: Actor) -> set[int]:
    """Those of these idioms that stand in a text that this reader may open."""
    values = [one.value for one in learned if one.value is not None]
    keys = Fingerprint.objects.filter(value__in=values).order_by().values("entry_key")
    refs = list(TextEntry.objects.filter(pk__in=keys).order_by("pk").values_list("ref", flat=True)) if values else []
    open_ = prose.readable(refs, by)
    texts = [packed(one.text)[0] for one in prose.found([ref for ref in refs if ref in open_][:OPENED]).values()]
    return {one.pk for one in learned if any(packed(one.text)[0] in text for text in texts)}


def alike(text: str, *, by: Actor, idioms: Idioms, but: str = "", is_pasted: bool = False) -> list[Alike]:
    """与哪些文字相同: of the texts that this reader may open, those with a telling passage, most shared first.

    What is pasted by somebody who leads people is not held against the diaries and notes of others: their authors
    would not be asked first.
    """
    values = index.values_of(text, idioms)
    least = min(LEAST_HITS, max(1, len(values) // 2))
    near = [one.ref for one in index.near(values, but=but) if one.hits >= least]
    open_ = prose.readable(near, by)
    texts = prose.found([ref for ref in near if ref in open_][:VERIFIED])
    found = []
    for other in texts.values():
        if is_pasted and by.has(LEAD) and SOURCES[kind_of(other.ref)].is_personal and other.author_id != by.person_id:
            continue
        overlap = compare(text, other.text, least=LEAST_LISTED, idioms=idioms)
        if overlap.is_telling:
            found.append((other, overlap))
    found.sort(key=lambda one: (-one[1].chars, one[0].ref))
    mine = faults(text) if found else ()
    return [
        Alike(other, overlap, tuple(shared_errors(text, other.text, overlap, mine))) for other, overlap in found[:SHOWN]
    ]


def between(one: Passage, other: Passage, idioms: Idioms) -> Alike:
    """两篇之间: everything they share."""
    overlap = compare(one.text, other.text, least=LEAST_LISTED, idioms=idioms)
    return Alike(other, overlap, tuple(shared_errors(one.text, other.text, overlap)))


def own_text(ref: str, by: Actor) -> Passage | None:
    """One's own text, or one of one's unit, that one may open now; None for any other."""
    if kind_of(ref) not in SOURCES or ref not in prose.readable([ref], by):
        return None
    found = prose.found([ref]).get(ref)
    if found is None:
        return None
    is_personal = SOURCES[kind_of(ref)].is_personal
    is_own = found.author_id is not None and found.author_id == by.person_id
    return found if is_own or (not is_personal and found.unit_path in by.own_paths) else None


def own_texts(by: Actor) -> list[Passage]:
    """我的文稿 and those of one's unit, as indexed, newest first; two statements and one for each kind."""
    personal = [kind for kind, held in SOURCES.items() if held.is_personal]
    mine = TextEntry.objects.filter(author_id=by.person_id or 0, kind__in=personal)
    ours = TextEntry.objects.filter(unit_path__in=by.own_paths).exclude(kind__in=[*personal, "library"])
    refs = [one.ref for found in (mine, ours) for one in found.order_by("-on", "-pk")[: LISTED // 2]]
    open_ = prose.readable(refs, by)
    texts = prose.found([ref for ref in refs if ref in open_])
    return sorted(texts.values(), key=lambda one: one.on, reverse=True)


@dataclass(frozen=True)
class Seen:
    """一条雷同 as it may be told: with both texts."""

    found: Resemblance
    text: Passage
    other: Passage


def told(by: Actor, today: date, *, states: Sequence[str] = ()) -> list[Seen]:
    """可以看的雷同, by the day on which they were found; without those of which one text is closed to this reader."""
    rows = Resemblance.objects.told(by=by, today=today).order_by("-found_on", "-pk")
    return _both_open(rows.filter(state__in=states) if states else rows, by)[:LISTED]


def to_explain(by: Actor) -> list[Seen]:
    """待我说明的, the one due first at the head. Where there is none, one statement."""
    return _both_open(Resemblance.objects.to_explain(by=by).order_by("opens_on", "pk"), by)


def one_told(code: str, by: Actor, today: date) -> Seen | None:
    """One of them; None where it may not be told."""
    found = _both_open(Resemblance.objects.told(by=by, today=today).filter(code=code), by)
    return found[0] if found else None


def _both_open(found: "QuerySet[Resemblance]", by: Actor) -> list[Seen]:
    rows = list(found.select_related("unit", "author")[: 3 * LISTED])
    if not rows:
        return []
    open_ = prose.readable({ref for one in rows for ref in (one.ref, one.other_ref)}, by)
    kept = [one for one in rows if one.ref in open_ and one.other_ref in open_]
    texts = prose.found({ref for one in kept for ref in (one.ref, one.other_ref)})
    return [
        Seen(one, texts[one.ref], texts[one.other_ref]) for one in kept if one.ref in texts and one.other_ref in texts
    ]


def library(by: Actor) -> "QuerySet[LibraryText]":
    """比对文库 that this actor may read, the newest first."""
    return LibraryText.objects.open_to(by).select_related("unit").order_by("-kept_on", "-pk")


def is_open(found: Resemblance) -> bool:
    """Whether something is still to be said."""
    return State(found.state) in OPEN


__all__: list[str] = [
    "Alike", "Seen", "alike", "between", "idioms", "idioms_of", "is_open", "kind_of", "library", "one_told", "own_text",
    "own_texts", "to_explain", "told",
]  # fmt: skip
