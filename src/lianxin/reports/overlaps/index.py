"""索引的读法: by a few numbers of a text, the records whose texts may share a passage with it.

At most `CAP` rows are kept of one value, the oldest ones, and of each unit a few in any case: what hundreds wrote alike
still leads to some of them, what a unit wrote is found there whatever others wrote that it may not read, and a search
reads a bounded number of rows, however many texts there are.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxin.pure.overlap import GRAM, Idioms, packed, prints
from lianxin.reports.overlaps.models import Fingerprint, TextEntry

CAP, CAP_OF_UNIT = 30, 3
CHUNK = 500
MOST = 1000


@dataclass(frozen=True)
class Near:
    """A record that may share something: how many numbers it has in common, rare ones weighing more."""

    ref: str
    hits: int
    weight: float
    on: date


def values_of(text: str, idioms: Idioms) -> list[int]:
    """The numbers of a text by which it is looked for: those of mere idiom are left out."""
    folded = packed(text)[0]
    return sorted({value for value, place in prints(text) if not idioms.has_piece(folded[place : place + GRAM])})


def near(values: Sequence[int], *, but: str = "", most: int = MOST) -> list[Near]:
    """The records with some of these numbers, the likeliest first; one statement for 500 numbers and one more."""
    hits: Counter[int] = Counter()
    weights: defaultdict[int, float] = defaultdict(float)
    for some in chunks(values):
        held: defaultdict[int, list[int]] = defaultdict(list)
        for value, key in Fingerprint.objects.filter(value__in=some).values_list("value", "entry_key"):
            held[value].append(key)
        for keys in held.values():
            for key in keys:
                hits[key] += 1
                weights[key] += 1 / len(keys)
    likely = sorted(hits, key=lambda key: (-hits[key], -weights[key], key))[: most + 1]
    entries = TextEntry.objects.filter(pk__in=likely).order_by().values_list("pk", "ref", "on")
    known = {key: (ref, on) for key, ref, on in entries}
    found = [Near(known[key][0], hits[key], weights[key], known[key][1]) for key in likely if key in known]
    return [one for one in found if one.ref != but][:most]


def as_bytes(values: Iterable[int]) -> bytes:
    """Numbers as they are kept with an entry."""
    return array("i", values).tobytes()


def from_bytes(kept: Any) -> set[int]:
    """The numbers kept with an entry."""
    found = array("i")
    found.frombytes(bytes(kept))
    return set(found)


def chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    """Pieces that one statement can hold."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
