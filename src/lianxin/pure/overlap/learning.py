"""学套话 of texts at hand: short passages that many of them hold, though none of these comes from another.

>>> said = "凡是群众来访都要起身相迎、热情接待"
>>> own = ["".join(map(chr, range(start, start + 120))) for start in range(0x5000, 0x5500, 0x100)]
>>> learned([f"{one[:60]}。{said}，{one[60:]}。" for one in own])
('凡是群众来访都要起身相迎、热情接待',)
>>> learned([f"{one[:60]}。{said}，{one[60:]}。" for one in own[:4]])
()
"""

from collections import defaultdict
from collections.abc import Sequence

from .folding import packed
from .idioms import grown
from .prints import GRAM, prints

LEAST_TEXTS = 5
ONE_ORIGIN = 0.2  # two texts with so much in common are one origin: what a third of them copied is no idiom
MOST = 1000


def learned(texts: Sequence[str], *, least: int = LEAST_TEXTS) -> tuple[str, ...]:
    """The idioms of these texts, the commonest first; none of fewer than `least` texts."""
    folded = [packed(one)[0] for one in texts]
    kept = [prints(one) for one in texts]
    sets = [{value for value, _place in one} for one in kept]
    held: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for n, one in enumerate(kept):
        for value, place in one:
            held[value].setdefault(n, place)
    common = sorted((one for one in held.items() if len(one[1]) >= least), key=lambda one: (-len(one[1]), one[0]))
    found: dict[str, None] = {}
    for _value, places in common[:MOST]:
        apart = _apart(list(places), sets)
        first = apart[0]
        gram = folded[first][places[first] : places[first] + GRAM]
        if len(apart) < least or any(gram in one for one in found):
            continue
        words = grown(gram, [folded[n] for n in apart], least)
        if words:
            found[words] = None
    return tuple(found)


def _apart(numbers: list[int], sets: list[set[int]]) -> list[int]:
    """One text of each origin."""
    kept: list[int] = []
    for n in numbers:
        if all(len(sets[n] & sets[m]) < ONE_ORIGIN * min(len(sets[n]), len(sets[m])) for m in kept):
            kept.append(n)
    return kept
