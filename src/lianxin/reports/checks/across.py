"""各份之间: the same quantity in several texts of one unit, and passages that texts of a batch share.

Two texts of one unit and one period may count differently for good reasons (another day, another 口径), so what differs is
doubtful, never wrong. Shared passages are a question to whoever compiles, shown with the text and in no table.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianxin.pure.checking.quantities import Quantity, quantities
from lianxin.pure.figures import Claim
from lianxin.pure.figures.layout import lay_out
from lianxin.pure.overlap import LEAST_LISTED, START, compare, prints

MOST_SAID = 12
MOST_ALIKE, LEAST_SHARE, LEAST_CHARS = 3, 20, 60
COMMON = 40  # a piece that more texts than these have ties each to the first of them only: no square of hundreds
LEAST_HITS = 4
LEAST_KEY = 3


@dataclass(frozen=True)
class Told:
    """一份: its number, its name, the code of its period and its words."""

    number: int
    name: str
    period: str
    text: str


def otherwise(texts: Sequence[Told]) -> dict[int, list[Claim]]:
    """Number → what the other texts of the same unit and period say otherwise. What tells of another period, or of none, is left out."""
    read = {one.number: _unique(one.text) for one in texts}
    found: dict[int, list[Claim]] = {one.number: [] for one in texts}
    for one in texts:
        for other in texts:
            if one.number != other.number and one.period and one.period == other.period:
                found[one.number] += _differing(read[one.number], read[other.number], other)
    return {number: claims[:MOST_SAID] for number, claims in found.items()}


def _unique(text: str) -> dict[tuple[str, str], Quantity]:
    """The quantities of the text's own period that it names well and tells with one value."""
    kept: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for one in quantities(lay_out(text)):
        if not one.is_other_time and not one.is_change and not one.in_brackets and len(one.key) >= LEAST_KEY:
            kept[one.key, one.numeral.family].append(one)
    return {key: ones[0] for key, ones in kept.items() if len({one.numeral.value for one in ones}) == 1}


def _differing(
    mine: Mapping[tuple[str, str], Quantity], theirs: Mapping[tuple[str, str], Quantity], other: Told
) -> Iterator[Claim]:
    for key, one in mine.items():
        two = theirs.get(key)
        if two is None or one.numeral.admits(two.numeral.value) or two.numeral.admits(one.numeral.value):
            continue
        said = f"同一单位的第{other.number}份《{other.name}》写的是{two.text}，这里写{one.text}，请核对哪个对。"
        yield Claim("cross-text", one.text, one.start, one.end, one.text, two.text, "doubtful:cross-text", said)


def alike(texts: Sequence[Told]) -> dict[int, list[tuple[int, int, int]]]:
    """Number → up to three texts that share passages with it: (number, characters, share of the shorter in percent)."""
    by_number = {one.number: one.text for one in texts}
    pairs: dict[tuple[int, int], tuple[int, int]] = {}
    for one, other in _candidates(
        {number: {value for value, _at in prints(text)} for number, text in by_number.items()}
    ):
        overlap = compare(by_number[one], by_number[other], least=LEAST_LISTED, idioms=START)
        share = round(overlap.share * 100)
        if overlap.is_telling and share >= LEAST_SHARE and overlap.chars >= LEAST_CHARS:
            pairs[one, other] = (overlap.chars, share)
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (one, other), (chars, share) in pairs.items():
        found[one].append((other, chars, share))
        found[other].append((one, chars, share))
    return {number: sorted(rows, key=lambda row: (-row[2], row[0]))[:MOST_ALIKE] for number, rows in found.items()}


def _candidates(sets: Mapping[int, set[int]]) -> list[tuple[int, int]]:
    """Pairs worth comparing: for each text the three that have most pieces in common with it."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, values in sets.items():
        for value in values:
            holders[value].append(number)
    hits: dict[int, Counter[int]] = defaultdict(Counter)
    for numbers in holders.values():
        if len(numbers) <= COMMON:
            for one in numbers:
                hits[one].update(numbers)
        else:
            for one in numbers[1:]:
                hits[one][numbers[0]] += 1
    found = set()
    for one, counter in hits.items():
        counter.pop(one, None)
        found |= {(min(one, other), max(one, other)) for other, n in counter.most_common(MOST_ALIKE) if n >= LEAST_HITS}
    return sorted(found)
