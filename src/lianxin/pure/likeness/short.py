"""短意见: which of a few short texts speak of the same thing, with the words that they share.

`groups` needs matters of some length and number; opinions on an appraisal are a dozen or two, of one sentence each.
Here every pair is compared; two bundles are joined while their members share enough on the average. Words in which
anything is asked for (希望, 建议) tie nothing together.

>>> found = bundled({1: "食堂的饭菜偏凉。", 2: "希望食堂打饭不排长队。", 3: "希望校门口放学有人疏导。", 4: "食堂菜品种类少。"})
>>> [(one.keys, one.words) for one in found]
[((1, 2, 4), ('食堂',))]

Not done here: nothing is sorted, and it knows no synonyms: 饭堂 and 食堂 are two words to it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.pure.likeness.alike import shared
from lianxin.pure.likeness.lexicon import Lexicon, Matter, Reading
from lianxin.pure.likeness.words import normal, terms

LEAST = 0.3  # how much of their problem two bundles must share on the average
MOST = 150  # texts compared with each other; the rest is left alone
ASKING = re.compile("希望|建议|应该|应当|请|能够|能|有些|一些|比较|我们|学校里|加强|进一步|增加|多")


@dataclass(frozen=True, slots=True)
class Bundle:
    """一组相近的意见: their keys in order, and the words that they share."""

    keys: tuple[int, ...]
    words: tuple[str, ...]


def bundled(texts: Mapping[int, str]) -> list[Bundle]:
    """Bundles of at least two, the largest first; what stands alone is left out."""
    plain = {key: ASKING.sub(" ", normal(text)) for key, text in list(texts.items())[:MOST]}
    matters = [Matter(key, "", text) for key, text in plain.items()]
    lexicon = Lexicon.of(matters)
    readings = {matter.key: lexicon.read(matter) for matter in matters}
    near = {
        (a, b): share
        for n, a in enumerate(readings) for b in list(readings)[:n]
        if (share := shared(readings[a], readings[b])) > 0
    }  # fmt: skip
    found = [Bundle(tuple(sorted(keys)), _words(keys, readings, plain)) for keys in _joined(near) if len(keys) > 1]
    return sorted((one for one in found if one.words), key=lambda one: (-len(one.keys), one.keys))


def _joined(near: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Average link: the two bundles that share most are joined first, until none share enough."""
    bundles: list[list[int]] = [[key] for key in dict.fromkeys(key for pair in near for key in pair)]
    sums = {
        frozenset((i, j)): near.get((a[0], b[0]), near.get((b[0], a[0]), 0.0))
        for i, a in enumerate(bundles) for j, b in enumerate(bundles) if i < j
    }  # fmt: skip
    sums = {pair: share for pair, share in sums.items() if share}
    while sums:
        pair = max(sums, key=lambda one: (_mean(sums[one], one, bundles), [-n for n in sorted(one)]))
        if _mean(sums[pair], pair, bundles) < LEAST:
            break
        i, j = sorted(pair)
        bundles[i], bundles[j] = bundles[i] + bundles[j], []
        del sums[pair]
        for other in [one for one in sums if j in one]:
            [third] = other - {j}
            key = frozenset((i, third))
            sums[key] = sums.get(key, 0.0) + sums.pop(other)
    return [keys for keys in bundles if keys]


def _mean(total: float, pair: frozenset[int], bundles: list[list[int]]) -> float:
    i, j = pair
    return total / (len(bundles[i]) * len(bundles[j]))


def _words(keys: list[int], readings: Mapping[int, Reading], texts: Mapping[int, str]) -> tuple[str, ...]:
    """The words that at least half of them have."""
    held: dict[str, int] = {}
    for key in keys:
        for pair in readings[key].problem:
            held[pair] = held.get(pair, 0) + 1
    common = {pair: float(count) for pair, count in held.items() if count > 1 and count * 2 >= len(keys)}
    return tuple(terms([texts[key] for key in keys], lambda pair: common.get(pair, 0.0), most=3))
